import { MixevalError } from '../../src/core/errors.js';
import { packageVersion } from '../../src/core/package.js';
import type { LongTask } from '../../src/core/progress.js';
import { type CorpusFiles, changingCorpus, commitCorpus, corpusFiles, readManifest } from './corpus-files.js';
import { filterChain } from './filter-chain.js';
import { Intake } from './intake.js';
import type { MiningSession } from './manifest.js';
import { Merger } from './merger.js';
import {
  decisiveOptions,
  defaultName,
  type MineOptions,
  type MineReport,
  settingsOf,
} from './mine-options.js';
import { readSources } from './read-sources.js';
import { readRemovedIds } from './removed-ids.js';
import { Tally } from './tally.js';

/**
 * Mines wild queries: reads sources of any known format, filters, merges exact duplicates into the count of the one
 * kept, and adds what is new to `corpus/queries/<name>.jsonl`. An input that was mined before is recognised by its
 * checksum and adds nothing, whatever the options; with `fresh` the corpus starts anew. Interrupted at any moment, the corpus is as it was, and the same call does it again.
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
  const known = new Map(
    manifest?.sessions.flatMap((session) =>
      session.inputs.map(({ sha256 }) => [sha256, decisiveOptions(session.options)] as const),
    ),
  );
  const removed = await readRemovedIds(options.workspace);
  const filter = await filterChain(settings, seconds);
  const merger = await Merger.open(files, { fresh: options.fresh === true, signal });
  try {
    const intake = new Intake({ filter, merger, tally, removed, seconds });
    const { inputs, alreadyMined, minedOtherwise, failed, passedOver } = await readSources(
      { options, settings, intake, known, folder: files.work, seconds },
      task,
    );
    const { read, kept } = intake;
    const { rejected, examples } = tally;
    const writingSince = performance.now();
    const sessions = (): MiningSession[] => {
      seconds['write'] = (performance.now() - writingSince) / 1000;
      const session = {
        at: new Date().toISOString(),
        mixevalVersion: packageVersion,
        options: { sources: options.sources, ...settings },
        ...{ inputs: [...inputs], read, kept, rejected, seconds },
      };
      return [...(manifest?.sessions ?? []), session];
    };
    // Where everything was mined before, the corpus stays as it is, to the byte.
    const { output } =
      inputs.length === 0 && manifest
        ? manifest
        : await commitCorpus(files, merger.all(signal), () => ({
            sessions: sessions(),
            removed: before?.removed ?? 0,
          }));
    return {
      name: files.name,
      read,
      kept,
      rejected,
      examples,
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
