import { dirname, resolve } from 'node:path';
import { Option } from 'commander';
import type { UpdateKind, UpdateOptions, UpdateReport } from '../../../versions/index.js';
import { counted } from '../../core/text-table.js';
import { type CliCommand, command } from '../command.js';
import { type DetectorModelFlags, withDetectorModel } from '../detector-model.js';
import { modelInWords } from '../mine-output.js';
import { printable } from '../printable.js';
import { addPaceOptions } from '../run-options.js';
import type { Setting } from '../settings.js';
import type { UpdateConfig } from '../update-config.js';
import { diffInWords } from './versions/diff.js';
import { countsInWords } from './versions/words.js';

interface UpdateFlags extends Omit<DetectorModelFlags, 'model' | 'baseUrl' | 'apiKeyEnv'> {
  readonly version?: string;
  readonly date?: string;
  readonly only?: Exclude<UpdateKind, 'all'>;
}

/** `mixeval update`: the month's release. */
export const updateCommand: CliCommand = {
  name: 'update',
  build: (run) =>
    addPaceOptions(
      command('update', "the month's release: mine what is new, encode what is new, build, say what changed"),
    )
      .option('--version <name>', "its name (default: by the config's pattern, else {year}-{month})")
      .option('--date <day>', 'its day, YYYY-MM-DD (default: today, UTC)')
      .addOption(
        new Option(
          '--only <what>',
          'renew only this: a new batch of the queries there are, the sources, the pool',
        ).choices(['batch', 'sources', 'pool']),
      )
      .addHelpText(
        'after',
        `
What is mined, what the release must hold and how it is built stand in the
config file:

  update: {
    version: '{year}-{month}',
    sources: ['logs/'], name: 'chats',
    detector: 'model', model: 'openai:gpt-4o-mini', maxCostUsd: 5,
    pools: [{ name: 'ours', path: 'q.csv', map: 'prompt=q,target=a' }],
    build: { size: 2000, hardSize: 500 },
    gates: { maxOverlap: 0.9, maxTopicDistance: 0.1,
             minMatchedShare: 0.3, maxBenchmarkShare: 1 },
  }

With the detector 'model', a language model sorts what is mined as in mixeval
mine: what it costs stands before the first question, and --max-cost-usd, here
or as maxCostUsd above, is the cap. The options for the pace are for it alone.

Where build says nothing, the last release's parameters hold. A release that
misses a gate is not written: exit code 100. Interrupted at any point, the same
command goes on. versions/CHANGELOG.md says what each release brought.
`,
      )
      .action(
        run(async (context, { version, date, only, ...pace }: UpdateFlags) => {
          const { knownResults } = await import('../../../eval/index.js');
          const { update } = await import('../../../versions/index.js');
          const { update: setting, encoder } = await context.settings();
          const { updateRelease, versionName, defaultPattern } = await update();
          const config = setting.value ?? {};
          const day = date ?? new Date().toISOString().slice(0, 10);
          const workspace = await context.workspace();
          const { mining, addPools } = await inputsOf(setting, context.cwd);
          const options: UpdateOptions = {
            ...config.build,
            addPools,
            workspace,
            version: version ?? versionName(config.version ?? defaultPattern, day),
            date: day,
            kind: only,
            gates: config.gates,
            encoder: encoder.value,
            results: await knownResults(workspace, context.task),
          };
          const mines = only === undefined || only === 'sources';
          const asked = {
            model: mines ? config.model : undefined,
            ...capOf(config),
            ...pace,
            keyLater: true,
          };
          const report = await withDetectorModel(context, asked, (model) =>
            updateRelease({ ...options, mining: mining && { ...mining, model } }, context.task),
          );
          return { json: report, text: printable(inWords(report, context.columns)) };
        }),
      ),
};

function capOf({ maxCostUsd }: UpdateConfig): Pick<DetectorModelFlags, 'maxCostUsd'> {
  return maxCostUsd === undefined ? {} : { maxCostUsd };
}

/** What the config says is mined and added, its paths seen from the config file. */
async function inputsOf(
  { value, origin }: Setting<UpdateConfig | undefined>,
  cwd: string,
): Promise<Pick<UpdateOptions, 'mining' | 'addPools'>> {
  if (value === undefined) return {};
  const { parseMap } = await import('../../../corpus/index.js');
  const folder = dirname(resolve(cwd, origin));
  const place = (path: string): string => (/^https?:\/\//.test(path) ? path : resolve(folder, path));
  const { sources = [], name = 'monthly', turns, languages, exclude, field, pools = [] } = value;
  const { detector, detectorThreshold, modelBatch } = value;
  return {
    mining: {
      sources: sources.map(place),
      name,
      ...(turns && { turns }),
      ...(languages && { languages }),
      ...(exclude && { exclude }),
      ...(field && { field }),
      ...(detector && { detector }),
      ...(detectorThreshold !== undefined && { detectorThreshold }),
      modelBatch,
    },
    addPools: pools.map((pool) => ({
      name: pool.name,
      path: pool.path === undefined ? undefined : place(pool.path),
      map: pool.map === undefined ? undefined : parseMap(pool.map),
      licence: pool.licence,
    })),
  };
}

function inWords(report: UpdateReport, columns: number): string {
  const { version, path, built, mined, pools, counts, diff, changelog, encodedTexts } = report;
  return [
    ...(mined ? [`mined    ${counted(mined.kept, 'new queries')} of ${counted(mined.read, 'texts')}`] : []),
    ...(mined?.model ? [`asked    ${modelInWords(mined.model)}`] : []),
    ...pools.map(({ name, kept }) => `pool     ${name}: ${counted(kept, 'items')}`),
    built
      ? `${version} is built: ${countsInWords(counts)}`
      : `${version} was built already: ${countsInWords(counts)}`,
    `encoded  ${counted(encodedTexts, 'new texts')}`,
    `folder   ${path}`,
    `changes  ${changelog}`,
    ...(diff ? ['', diffInWords(diff, columns)] : []),
  ].join('\n');
}
