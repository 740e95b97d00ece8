/** Reads all sources into the corpus, one bad one stopping nothing. */

import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { withCommas } from '../../src/core/text-table.js';
import { openInputs } from '../sources/open-inputs.js';
import { type FailedInput, planInputs } from '../sources/plan-inputs.js';
import { minedTexts } from './grown.js';
import type { Intake } from './intake.js';
import type { MinedInput } from './manifest.js';
import { decisiveOptions, type MineOptions, type MineSettings } from './mine-options.js';
import { readInput } from './read-input.js';

/** What became of the sources. */
export interface ReadSources {
  readonly inputs: readonly MinedInput[];
  readonly alreadyMined: readonly string[];
  /** Those of them that were mined with other options. */
  readonly minedOtherwise: readonly string[];
  readonly failed: readonly FailedInput[];
  readonly passedOver: readonly string[];
}

export interface ReadSourcesOptions {
  readonly options: Pick<MineOptions, 'sources' | 'stdin'>;
  readonly settings: MineSettings;
  /** Takes every batch in. */
  readonly intake: Intake;
  /** Inputs that were mined before, and the options that decided. */
  readonly earlier: readonly { readonly input: MinedInput; readonly chosen: string }[];
  /** Standard input is put aside here while it is read. */
  readonly folder: string;
  readonly seconds: Record<string, number>;
}

/**
 * Reads all sources, one input after another. What cannot be read is reported and left out.
 *
 * @throws MixevalError of the first failure where nothing at all can be read
 */
export async function readSources(
  { options, settings, intake, earlier, folder, seconds }: ReadSourcesOptions,
  { onProgress, onWarning = () => undefined, signal }: LongTask,
): Promise<ReadSources> {
  const failed: FailedInput[] = [];
  const inputs: MinedInput[] = [];
  const alreadyMined: string[] = [];
  const minedOtherwise: string[] = [];
  const chosen = decisiveOptions({ ...settings });
  const known = new Map(earlier.map(({ input, chosen }) => [input.sha256, chosen]));
  const seen = new Set(known.keys());
  let told = 0;
  const onFailure = (failure: FailedInput): void => {
    failed.push(failure);
  };
  // Not told at once: where nothing else is read, the failure itself is the outcome, and said only there.
  const tellFailures = (): void => {
    for (const { error } of failed.slice(told))
      onWarning(`${error.message.replace(/\.?$/, '.')} It is left out.`);
    told = failed.length;
  };

  const plan = await planInputs(options.sources, settings.exclude);
  plan.failed.forEach(onFailure);
  let bytes = 0;
  const onBytes = (length: number): void => {
    bytes += length;
    onProgress?.({
      stage: 'mine',
      done: Math.ceil(bytes / 1000),
      ...(plan.totalBytes === undefined ? {} : { total: Math.ceil(plan.totalBytes / 1000) }),
      unit: 'kB',
      note: `${withCommas(intake.read)} queries read, ${withCommas(intake.passed)} passed the filters`,
    });
  };
  // Standard input and sites may keep us waiting for their first bytes.
  onBytes(0);

  const { maxPages } = settings;
  const { stdin } = options;
  for await (const input of openInputs(plan, { maxPages, stdin, folder, onFailure, signal })) {
    const { location, sha256 } = input;
    tellFailures();
    if (seen.has(sha256)) {
      alreadyMined.push(location);
      if ((known.get(sha256) ?? chosen) !== chosen) minedOtherwise.push(location);
      continue;
    }
    const take = async (batch: Parameters<Intake['take']>[0], kind: string): Promise<void> => {
      throwIfAborted(signal);
      await intake.take(batch, { kind, location });
    };
    const before = await minedTexts(
      input,
      earlier.map((mined) => mined.input),
      signal,
    );
    const { mined, error } = await readInput(input, {
      ...settings,
      before,
      seconds,
      onWarning,
      onBytes,
      signal,
      take,
    });
    if (error) onFailure({ location, error });
    if (error && mined.read === 0) continue;
    inputs.push(mined);
    seen.add(sha256);
  }
  // The last bytes were told of before their queries were taken.
  onBytes(0);
  if (inputs.length === 0 && alreadyMined.length === 0 && failed.length < 2) {
    throw nothingRead(options.sources, failed);
  }
  tellFailures();
  if (inputs.length === 0 && alreadyMined.length === 0) throw nothingRead(options.sources, failed);
  return { inputs, alreadyMined, minedOtherwise, failed, passedOver: plan.passedOver };
}

function nothingRead(sources: readonly string[], failed: readonly FailedInput[]): MixevalError {
  const [first] = failed;
  if (first && failed.length === 1) return first.error;
  const details = { failed: failed.map(({ location, error }) => ({ location, message: error.message })) };
  if (first) {
    return new MixevalError(
      first.error.code,
      `None of the ${failed.length} sources can be read. ${first.error.message}`,
      {
        cause: first.error,
        next: first.error.next ?? 'Look at the warnings above.',
        details,
      },
    );
  }
  return new MixevalError('not-found', `Nothing was found to read in ${sources.join(', ')}.`, {
    next: 'Check the address, and whether its robots.txt allows it to be read.',
  });
}
