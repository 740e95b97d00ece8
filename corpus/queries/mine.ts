import { MixevalError } from '../../src/core/errors.js';
import { packageVersion } from '../../src/core/package.js';
import type { LongTask } from '../../src/core/progress.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { type CorpusFiles, changingCorpus, commitCorpus, corpusFiles, readManifest } from './corpus-files.js';
import { filterChain } from './filter-chain.js';
import { Intake } from './intake.js';
import type { MiningSession } from './manifest.js';
import { Merger } from './merger.js';
import {
  dateWindow,
  decisiveOptions,
  defaultName,
  type MineOptions,
  type MineReport,
  settingsOf,
} from './mine-options.js';
import { readSources } from './read-sources.js';
import { readRemovedIds } from './removed-ids.js';
import { Tally } from './tally.js';
import { overlap } from './window.js';

/**
 * Mines wild queries: reads sources of any known format, filters, merges exact and near duplicates into the count of
 * the one kept, and adds what is new to `corpus/queries/<name>.jsonl`. An input that was mined before is recognised by its
 * checksum and adds nothing, whatever the options but other days; of a file that has grown only what is new is read. With
 * `fresh` the corpus starts anew. Interrupted at any moment, the corpus is as it was, and the same call does it again.
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
  const files = corpusFiles(options.workspace, options.name ?? defaultName(options.sources));
  return changingCorpus(files, 'mine', async () => {
    const tally = await Tally.open(options.rejectedFile);
    try {
      const report = await mineInto(files, options, tally, task);
      await tally.close();
      return report;
    } catch (error) {
      await tally.abandon();
      throw error;
    }
  });
}

async function mineInto(
  files: CorpusFiles,
  options: MineOptions,
  tally: Tally,
  task: LongTask,
): Promise<MineReport> {
  const { signal } = task;
  const settings = settingsOf(options);
  const seconds: Record<string, number> = {};
  const before = await readManifest(files);
  const manifest = options.fresh ? undefined : before;
  const window = dateWindow({ ...settings });
  const earlier = (manifest?.sessions ?? [])
    // What was mined of other days says nothing of these.
    .filter((session) => overlap(dateWindow(session.options), window))
    .flatMap(({ inputs, options }) => inputs.map((input) => ({ input, chosen: decisiveOptions(options) })));
  const removed = await readRemovedIds(options.workspace);
  const filter = await filterChain(settings, seconds);
  const merger = await Merger.open(files, { fresh: options.fresh === true, signal });
  try {
    const intake = new Intake({ filter, merger, tally, removed, settings, seconds });
    const { inputs, alreadyMined, minedOtherwise, failed, passedOver } = await readSources(
      { options, settings, intake, earlier, folder: files.work, seconds },
      task,
    );
    await intake.end();
    const { read } = intake;
    const writingSince = performance.now();
    const sessions = (): MiningSession[] => {
      seconds['write'] = (performance.now() - writingSince) / 1000;
      const session = {
        at: new Date().toISOString(),
        mixevalVersion: packageVersion,
        options: { sources: options.sources, ...settings },
        ...{ inputs: [...inputs], read, kept: merger.kept, rejected: tally.rejected, seconds },
      };
      return [...(manifest?.sessions ?? []), session];
    };
    const onDuplicate = (reason: string, { text, source }: WildQuery) =>
      tally.add(
        reason,
        { text, ...(source.line === undefined ? {} : { line: source.line }) },
        source.location,
      );
    // Where everything was mined before, the corpus stays as it is, to the byte.
    const { output } =
      inputs.length === 0 && manifest
        ? manifest
        : await commitCorpus(
            files,
            merger.all({ near: settings.near, signal, onProgress: task.onProgress, onDuplicate }),
            () => ({
              sessions: sessions(),
              removed: before?.removed ?? 0,
            }),
          );
    return {
      name: files.name,
      read,
      kept: merger.kept,
      rejected: tally.rejected,
      examples: tally.examples,
      output: files.queries,
      queries: output.queries,
      asked: output.asked,
      badLines: inputs.reduce((sum, input) => sum + input.badLines, 0),
      inputs,
      alreadyMined,
      minedOtherwise,
      failed: failed.map(({ location, error }) => ({ location, code: error.code, message: error.message })),
      passedOver,
      seconds,
    };
  } finally {
    await merger.abandon();
  }
}
