import { resolve } from 'node:path';
import type { PoolReport, PoolsReport } from '../../../../corpus/index.js';
import { MixevalError } from '../../../core/errors.js';
import { groupBy } from '../../../core/groups.js';
import { counted } from '../../../core/text-table.js';
import { type CliCommand, command, wholeNumber } from '../../command.js';
import type { CliContext, Output } from '../../context.js';
import { printable } from '../../printable.js';
import { type Meanings, rejectedInWords, reportInWords } from './words.js';

interface AddFlags {
  readonly map?: string;
  readonly licence?: string;
  readonly limit?: number;
  readonly all?: string;
  readonly language?: string;
}

/** `mixeval pool add`. */
export const addAction: CliCommand = {
  name: 'add',
  build: (run) =>
    command('add', 'a known benchmark from its files, the starter items, or a file of your own')
      .argument('[name]', 'a known benchmark, "starter", or with --map a name of your choice')
      .argument('[path]', 'a file (.jsonl, .json, .csv, .tsv, .parquet), or a folder that is looked through')
      .option(
        '--map <columns>',
        'how your columns make an item: prompt=COLUMN,target=COLUMN and perhaps ,options= ,context= ,subject=; ' +
          'A+B reads several columns, a.b a nested one; a target is a 0-based index, a letter, an option or, ' +
          'free-form, an answer or a list of them; say which by target=COLUMN:index (letter, text, scores)',
      )
      .option('--licence <name>', 'of a file of your own (default: "not stated")')
      .option(
        '--limit <items>',
        'keep at most so many items, 1 or more, a fixed choice (default: all)',
        wholeNumber(1),
      )
      .option('--all <folder>', 'instead of a name: every known benchmark in the folder, one pool each')
      .option(
        '--language <code>',
        'with --all: ISO 639-1 code of the benchmarks to take, or "any" (default: en)',
      )
      .action(
        run(async (context, name: string | undefined, path: string | undefined, flags: AddFlags) => {
          if (flags.all === undefined) return addOne(context, name, path, flags);
          if (name === undefined && flags.map === undefined) return addAll(context, flags.all, flags);
          throw new MixevalError(
            'usage',
            '--all takes every known benchmark: it goes with no name and no --map.',
            {
              next: 'mixeval pool add --all FOLDER, or mixeval pool add NAME PATH.',
            },
          );
        }),
      ),
};

async function addOne(
  context: CliContext,
  name: string | undefined,
  path: string | undefined,
  { map, licence, limit }: AddFlags,
): Promise<Output> {
  const { addPool, benchmarks, parseMap, poolReasons } = await import('../../../../corpus/index.js');
  if (name === undefined) {
    throw new MixevalError('usage', 'Which benchmark?', {
      next: `mixeval pool add NAME PATH. Known: starter, ${benchmarks.names.join(', ')}.`,
    });
  }
  const columns = map === undefined ? undefined : parseMap(map);
  const report = await addPool(
    {
      workspace: await context.workspace(),
      name,
      path: path === undefined ? undefined : resolve(context.cwd, path),
      map: columns,
      licence,
      limit,
    },
    context.task,
  );
  return { json: report, text: printable(reportInWords(report, poolReasons).join('\n')) };
}

async function addAll(context: CliContext, folder: string, { language, limit }: AddFlags): Promise<Output> {
  const { addPools, poolReasons } = await import('../../../../corpus/index.js');
  const workspace = await context.workspace();
  const report = await addPools(
    { workspace, path: resolve(context.cwd, folder), language, limit },
    context.task,
  );
  const totals = { name: 'all', ...sums(report.pools), output: workspace.pools };
  return { json: { ...totals, ...report }, text: printable(allInWords(report, poolReasons)) };
}

function sums(pools: readonly PoolReport[]): Pick<PoolReport, 'read' | 'kept' | 'rejected'> {
  const rejected: Record<string, number> = {};
  for (const [reason, rows] of pools.flatMap((pool) => Object.entries(pool.rejected))) {
    rejected[reason] = (rejected[reason] ?? 0) + rows;
  }
  const total = (field: 'read' | 'kept'): number => pools.reduce((sum, pool) => sum + pool[field], 0);
  return { read: total('read'), kept: total('kept'), rejected };
}

function allInWords({ pools, refusedFiles }: PoolsReport, meanings: Meanings): string {
  const { read, kept, rejected } = sums(pools);
  const unknown = groupBy(refusedFiles, ({ reason }) => reason);
  return [
    ...pools.flatMap((pool) => reportInWords(pool, meanings)),
    '',
    `${counted(pools.length, 'pools')}, ${counted(kept, 'items')} of ${counted(read, 'rows')}`,
    ...rejectedInWords(rejected, meanings),
    ...[...unknown].map(
      ([reason, files]) => `  ${counted(files.length, 'other files')} not taken: ${reason}`,
    ),
  ].join('\n');
}
