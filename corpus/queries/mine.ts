import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { type ErrorCode, MixevalError, toMixevalError } from '../../src/core/errors.js';
import { exists, makeFolder } from '../../src/core/files.js';
import { canonicalJson } from '../../src/core/hash.js';
import { packageVersion } from '../../src/core/package.js';
import type { LongTask } from '../../src/core/progress.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { counted } from '../../src/core/text-table.js';
import { maskedHidden, maskKeys } from '../filters/personal-data.js';
import { isUrl } from '../sources/crawl.js';
import { type InputPlan, planInputs, standardInput } from '../sources/plan-inputs.js';
import { type CorpusFiles, changingCorpus, commitCorpus, corpusFiles, readManifest } from './corpus-files.js';
import { openDetecting } from './detecting.js';
import { drawSample } from './draw-sample.js';
import { Intake } from './intake.js';
import type { QueriesManifest } from './manifest.js';
import { Merger } from './merger.js';
import {
  dateWindow,
  decisiveOptions,
  defaultName,
  type MineOptions,
  type MineReport,
  type MineSettings,
  settingsOf,
} from './mine-options.js';
import { readSources } from './read-sources.js';
import { readRemovedIds } from './removed-ids.js';
import { isListOf, isUnfinished, Session } from './session.js';
import { openSiftThreads, type SiftThreads } from './sift-threads.js';
import { checkRejectedFile, rejectedQuery, Tally } from './tally.js';
import { overlap } from './window.js';

/**
 * Mines wild queries: reads sources of any known format, filters, merges exact and near duplicates into the count of
 * the one kept, and adds what is new to `corpus/queries/<name>.jsonl`. An input that was mined before is recognised by its
 * checksum and adds nothing, whatever the options but other days; of a file that has grown only what is new is read. With
 * `fresh` the corpus starts anew. Interrupted at any moment, the corpus is as it was, and the same call goes on from the
 * last piece that was taken in.
 *
 * @throws MixevalError `usage`, `not-found`, `invalid-data`, ... where no source at all can be read; `locked` where
 *   another process is changing the same corpus
 */
export async function mine(options: MineOptions, task: LongTask = {}): Promise<MineReport> {
  if (options.sources.length === 0) {
    throw new MixevalError('usage', 'There is nothing to mine.', {
      next: 'Name a file, a folder, a URL, or - for standard input.',
    });
  }
  const settings = settingsOf(options);
  const files = corpusFiles(options.workspace, options.name ?? defaultName(options.sources));
  const { rejectedFile } = options;
  if (rejectedFile !== undefined && !(await isListOf(files.work, rejectedFile))) {
    await checkRejectedFile(rejectedFile);
  }
  try {
    return await changingCorpus(files, 'mine', () => mineInto(files, options, settings, task), goesOn(files));
  } catch (error) {
    if (!options.sources.includes(standardInput) || toMixevalError(error).code !== 'interrupted') throw error;
    throw new MixevalError('interrupted', 'Interrupted.', {
      cause: error,
      next: 'Run the same command again, with the same input piped into it.',
    });
  }
}

/** Failures that pass: what a session has taken in is kept, and the same command goes on with it. */
const passing: readonly ErrorCode[] = [
  'interrupted',
  'disk',
  'quota',
  'unreachable',
  'incomplete',
  'provider',
  'key-refused',
  'model-not-found',
];

function goesOn(files: CorpusFiles) {
  return async (error?: unknown): Promise<boolean> => {
    const ended = error === undefined || passing.includes(toMixevalError(error).code);
    return ended && (await isUnfinished(files.work));
  };
}

async function mineInto(
  files: CorpusFiles,
  options: MineOptions,
  settings: MineSettings,
  task: LongTask,
): Promise<MineReport> {
  const since = performance.now();
  const scratch = join(files.work, 'scratch');
  await rm(scratch, { recursive: true, force: true });
  await makeFolder(scratch);
  const before = await readManifest(files);
  const removed = await readRemovedIds(options.workspace);
  const key = sessionKey(options, settings, before);
  const { near } = settings;
  const plan = await planInputs(options.sources, settings.exclude);
  const sifter = await openSiftThreads({
    ...{ filters: settings, near, removed },
    threads: options.threads ?? availableParallelism(),
    bytes: plan.totalBytes,
  });
  try {
    const session = await Session.open({ folder: files.work, key });
    const merger = new Merger(scratch);
    try {
      if (session.goesOn)
        task.onWarning?.(`Going on after ${counted(session.read, 'texts')} that were read before.`);
      else if (options.rejectedFile !== undefined) await checkRejectedFile(options.rejectedFile);
      const report = await mineSession(
        { files, options, settings, plan, scratch, before, sifter, session, merger },
        task,
      );
      return { ...report, elapsedSeconds: (performance.now() - since) / 1000 };
    } finally {
      merger.close();
      await session.close();
      await rm(scratch, { recursive: true, force: true });
    }
  } finally {
    await sifter.close();
  }
}

/** Two calls of one key are one session; what is unfinished of another is dropped. */
function sessionKey(
  { sources, fresh = false, rejectedFile }: MineOptions,
  settings: MineSettings,
  before: QueriesManifest | undefined,
): string {
  const corpus = before ? [before.output.sha256, before.sessions.length] : null;
  const places = sources.map((source) =>
    source === standardInput || isUrl(source) ? source : resolve(source),
  );
  return canonicalJson({
    packageVersion,
    places,
    settings,
    fresh,
    rejectedFile: rejectedFile ?? null,
    corpus,
  });
}

interface SessionParts {
  readonly files: CorpusFiles;
  readonly options: MineOptions;
  readonly settings: MineSettings;
  readonly plan: InputPlan;
  /** A folder for what is worked out, empty. */
  readonly scratch: string;
  /** The corpus as it was. */
  readonly before: QueriesManifest | undefined;
  readonly sifter: SiftThreads;
  readonly session: Session;
  readonly merger: Merger;
}

async function mineSession(
  { files, options, settings, plan, scratch, before, sifter, session, merger }: SessionParts,
  task: LongTask,
): Promise<Omit<MineReport, 'elapsedSeconds'>> {
  const { signal } = task;
  const { seconds } = session;
  const isSampled = settings.sample !== undefined;
  const manifest = options.fresh ? undefined : before;
  const tally = new Tally(
    session.tallied,
    options.rejectedFile === undefined ? undefined : session.rejected,
    (text) => maskedHidden(text, settings.pii === 'keep' ? maskKeys : undefined),
  );
  if (!options.fresh && (await exists(files.queries))) await merger.takeOld(files.queries, sifter, signal);
  if (!isSampled) {
    merger.nextFile(session.staged.path);
    await merger.takeFile(session.staged.path, sifter, signal);
  }
  const intake = new Intake({ sifter, session, tally, merger: isSampled ? undefined : merger, settings });
  const outcome = await savedOnInterrupt(session, intake, () =>
    readSources(
      {
        options,
        settings,
        plan,
        intake,
        session,
        earlier: minedBefore(manifest, settings),
        folder: files.work,
      },
      task,
    ),
  );
  const { inputs, read } = session;
  const report = {
    name: files.name,
    read,
    output: files.queries,
    badLines: inputs.reduce((sum, input) => sum + input.badLines, 0),
    inputs,
    ...outcome,
    failed: outcome.failed.map(({ location, error: { code, message } }) => ({ location, code, message })),
  };
  // Where everything was mined before, the corpus stays as it is, to the byte.
  if (inputs.length === 0 && manifest) {
    const { queries, asked } = manifest.output;
    return { ...report, kept: 0, rejected: {}, examples: {}, queries, asked, seconds };
  }
  await session.save();
  const writingSince = performance.now();
  if (isSampled) {
    const drawn = await drawSample({ session, settings, folder: scratch, tally });
    merger.nextFile(drawn);
    await merger.takeFile(drawn, sifter, signal);
  }
  const onDuplicate = (reason: string, query: () => WildQuery): Promise<void> | undefined =>
    tally.add(reason, () => rejectedQuery(query()));
  let dropped = 0;
  const onRejected = (reason: string, query: WildQuery): Promise<void> | undefined => {
    dropped += 1;
    return onDuplicate(reason, () => query);
  };
  const detecting = await openDetecting(
    merger,
    { options, settings, scratch, seconds, onDuplicate, onRejected },
    task,
  );
  if (options.dryRun) {
    await detecting.close(false);
    const { queries = 0, asked = 0 } = before?.output ?? {};
    const { rejected, examples } = tally;
    return {
      ...report,
      dryRun: true,
      model: detecting.report,
      kept: 0,
      rejected,
      examples,
      queries,
      asked,
      seconds,
    };
  }
  const committing = commitCorpus(files, detecting.lines, async () => {
    // Before the corpus: once that holds its texts they are not read again, and the list could not be made anew.
    if (options.rejectedFile !== undefined) await session.deliverRejected(options.rejectedFile);
    seconds['write'] = (performance.now() - writingSince) / 1000;
    const mined = {
      at: new Date().toISOString(),
      mixevalVersion: packageVersion,
      options: { sources: options.sources, ...settings },
      ...{ inputs: [...inputs], read, kept: merger.kept - dropped, rejected: tally.rejected, seconds },
    };
    return { sessions: [...(manifest?.sessions ?? []), mined], removed: before?.removed ?? 0 };
  });
  const { output } = await committing.catch(async (error: unknown) => {
    await detecting.close(false);
    throw error;
  });
  await detecting.close(true);
  const { rejected, examples } = tally;
  const kept = merger.kept - dropped;
  return { ...report, model: detecting.report, kept, rejected, examples, ...sizes(output), seconds };
}

function sizes({ queries, asked }: QueriesManifest['output']): { queries: number; asked: number } {
  return { queries, asked };
}

/** Inputs that earlier sessions mined, those left out that looked for other days. */
function minedBefore(manifest: QueriesManifest | undefined, settings: MineSettings) {
  const window = dateWindow({ ...settings });
  return (manifest?.sessions ?? [])
    .filter(({ options }) => overlap(dateWindow(options), window))
    .flatMap(({ inputs, options }) => inputs.map((input) => ({ input, chosen: decisiveOptions(options) })));
}

/** Saves the session where the work is interrupted: then nothing of what was taken in is lost. */
async function savedOnInterrupt<T>(session: Session, intake: Intake, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (toMixevalError(error).code === 'interrupted') {
      await intake.settled();
      if (session.read > 0) await session.save();
    }
    throw error;
  }
}
