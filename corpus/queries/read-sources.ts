/** Reads all sources into the corpus, one bad one stopping nothing. */

import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import { counted, withCommas } from '../../src/core/text-table.js';
import { openInputs } from '../sources/open-inputs.js';
import type { FailedInput, InputPlan } from '../sources/plan-inputs.js';
import type { SourceInput } from '../sources/source.js';
import { minedTexts } from './grown.js';
import type { Intake } from './intake.js';
import type { MinedInput } from './manifest.js';
import { decisiveOptions, type MineOptions, type MineSettings } from './mine-options.js';
import { readInput } from './read-input.js';
import type { Session } from './session.js';

/** What became of the sources; what was read of them stands in the session. */
export interface ReadSources {
  readonly alreadyMined: readonly string[];
  /** Those of them that were mined with other options. */
  readonly minedOtherwise: readonly string[];
  readonly failed: readonly FailedInput[];
  readonly passedOver: readonly string[];
}

export interface ReadSourcesOptions {
  readonly options: Pick<MineOptions, 'sources' | 'stdin'>;
  readonly settings: MineSettings;
  /** What there is to read of the sources. */
  readonly plan: InputPlan;
  /** Takes every batch in. */
  readonly intake: Intake;
  readonly session: Session;
  /** Inputs that earlier sessions mined, and the options that decided. */
  readonly earlier: readonly { readonly input: MinedInput; readonly chosen: string }[];
  /** What must lie on disk while it is read is put here. */
  readonly folder: string;
}

/**
 * Reads all sources, one input after another. What cannot be read is reported and left out; what the session has taken
 * in before an interruption is passed over.
 *
 * @throws MixevalError of the first failure where nothing at all can be read
 */
export async function readSources(
  { options, settings, plan, intake, session, earlier, folder }: ReadSourcesOptions,
  { onProgress, onWarning = () => undefined, signal }: LongTask,
): Promise<ReadSources> {
  const failed: FailedInput[] = [];
  const alreadyMined: string[] = [];
  const minedOtherwise: string[] = [];
  const chosen = decisiveOptions({ ...settings });
  const known = new Map(earlier.map(({ input, chosen }) => [input.sha256, chosen]));
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

  plan.failed.forEach(onFailure);
  let bytes = 0;
  const onBytes = (length: number): void => {
    bytes += length;
    onProgress?.({
      stage: 'mine',
      done: Math.ceil(bytes / 1000),
      ...(plan.totalBytes === undefined ? {} : { total: Math.ceil(plan.totalBytes / 1000) }),
      unit: 'kB',
      note: `${counted(session.read, 'queries')} read, ${withCommas(session.passed)} passed the filters`,
    });
  };
  // Standard input and sites may keep us waiting for their first bytes.
  onBytes(0);

  const beforeInterruption = new Map(session.inputs.map((mined) => [mined.sha256, mined.location]));
  const seen = new Set([...known.keys(), ...beforeInterruption.keys()]);
  let interrupted = session.open;
  /** What is known of an input before it is read: the texts that earlier sessions and this one have taken of it. */
  const begin = async (input: SourceInput): Promise<MinedInput> => {
    const { location, sha256, bytes } = input;
    if (interrupted?.sha256 === sha256) {
      const open = interrupted;
      interrupted = null;
      return open;
    }
    const partly = interrupted ? [interrupted] : [];
    const states = [...earlier.map((mined) => mined.input), ...session.inputs, ...partly];
    const before = await minedTexts(input, states, signal);
    const grown = before === 0 ? {} : { before };
    return { location, sha256, bytes, format: 'unknown', read: 0, ...grown, badLines: 0, warnings: [] };
  };
  const { maxPages, maxDepth = Number.MAX_SAFE_INTEGER, delay } = settings;
  const { stdin } = options;
  const opening = { maxPages, maxDepth, delay, stdin, folder, onFailure, signal };
  for await (const input of openInputs(plan, { ...opening, beforeSite: () => session.save() })) {
    const { location, sha256 } = input;
    tellFailures();
    if (beforeInterruption.get(sha256) === location) continue;
    if (seen.has(sha256)) {
      alreadyMined.push(location);
      if ((known.get(sha256) ?? chosen) !== chosen) minedOtherwise.push(location);
      continue;
    }
    const begun = await begin(input);
    intake.begin(begun);
    const take = async (batch: Parameters<Intake['take']>[0], kind: string): Promise<void> => {
      throwIfAborted(signal);
      await intake.take(batch, kind);
    };
    const { mined, error } = await readInput(input, {
      ...settings,
      before: begun.before ?? 0,
      taken: begun.read,
      seconds: session.seconds,
      onWarning,
      onBytes,
      signal,
      take,
    });
    if (error) onFailure({ location, error });
    if (error && mined.read === 0) continue;
    seen.add(sha256);
    await intake.finish(mined);
  }
  await intake.settled();
  // What was taken of an input that has changed since stays, and is listed; its checksum would claim all of it.
  if (interrupted) session.finished({ ...interrupted, sha256: '' });
  // The last bytes were told of before their queries were taken.
  onBytes(0);
  const nothing = session.inputs.length === 0 && alreadyMined.length === 0;
  if (nothing && failed.length < 2) throw nothingRead(options.sources, failed);
  tellFailures();
  if (nothing) throw nothingRead(options.sources, failed);
  return { alreadyMined, minedOtherwise, failed, passedOver: plan.passedOver };
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
