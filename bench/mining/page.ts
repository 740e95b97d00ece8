import { dirname, relative } from 'node:path';
import { withCommas } from '../../src/core/text-table.js';
import { numberTable } from '../markdown.js';
import type { Mined, Shown, Step } from './run.js';

/** Everything the run measured. */
export interface MiningRun {
  readonly machine: string;
  readonly cores: number;
  readonly formats: readonly { readonly name: string; readonly description: string }[];
  readonly mined: Step<Mined>;
  readonly again: Step<Mined>;
  readonly shown: Shown;
  /** Of what passes the filters, drawn for the detector. */
  readonly sampled: number;
  readonly byHead: Step<Mined>;
  readonly sizes: readonly { readonly lines: number; readonly bytes: number; readonly mined: Step<Mined> }[];
  /** Folder of the real data; locations are shown as seen from it. */
  readonly data: string;
}

/** docs/mining.md. */
export function miningPage(run: MiningRun): string {
  const { mined, again } = run;
  const { read, queries, asked, rejected, failed, passedOver, badLines } = mined.json;
  return [
    '# Mining',
    '',
    '`mixeval mine SOURCE...` reads files, folders, lists of paths, standard input (`-`) and sites (`https://...`), and keeps',
    'what is a query. Every figure on this page was written by `bench/mining`.',
    '',
    '## What is read',
    '',
    ...run.formats.map(({ name, description }) => `- \`${name}\`: ${description}`),
    '',
    'The format is recognised; `--format` and `--field` override. All but Parquet may be packed with gzip or Zstandard. Of a',
    'conversation the first turn of the user is taken, or all of them with `--turns all`. A request to a model repeats its',
    'conversation so far: there a first turn counts in the request that began it, and `--turns all` takes what follows the last',
    'answer. What is a request shows in its fields: `messages` beside a `model`, or within `request_body`, `input` and the like.',
    '',
    '## Everything at once',
    '',
    `Real queries and web archives in one command, by rules alone: ${withCommas(read)} texts found, ${withCommas(queries)} distinct queries kept, asked ${withCommas(asked)} times.`,
    `It took ${mined.seconds.toFixed(0)} s, ${withCommas(read / mined.seconds)} texts/s, and ${withCommas(mined.peakMegabytes)} MB of memory at most, on ${run.machine}.`,
    `The same command again read ${withCommas(again.json.read)} texts: all of its ${withCommas(again.json.alreadyMined.length)} inputs were mined before.`,
    '',
    ...numberTable(
      ['source', 'inputs', 'MB', 'texts', 'bad lines or records'],
      [...groups(run)].map(([name, group]) => [
        name,
        withCommas(group.inputs),
        (group.bytes / 1e6).toFixed(1),
        withCommas(group.read),
        withCommas(group.badLines),
      ]),
    ),
    ...numberTable(
      ['rejected because', 'texts'],
      Object.entries(rejected).map(([reason, texts]) => [reason, withCommas(texts)]),
    ),
    ...numberTable(
      ['kind of source', 'asked'],
      Object.entries(run.shown.bySource).map(([kind, count]) => [kind, withCommas(count)]),
    ),
    `${withCommas(badLines)} lines or records could not be read and were passed over; ${withCommas(passedOver.length)} files are of no known kind.`,
    ...(failed.length === 0
      ? []
      : [
          `${withCommas(failed.length)} inputs could not be read at all, and this is what was said of them:`,
          '',
          ...failed.map(
            ({ location, message }) =>
              `- \`${relative(run.data, location)}\`: ${message.replaceAll(`${run.data}/`, '')}`,
          ),
        ]),
    '',
    ...numberTable(
      ['stage', 'seconds'],
      Object.entries(mined.json.seconds).map(([stage, seconds]) => [stage, seconds.toFixed(1)]),
    ),
    '## What the trained head takes',
    '',
    ...headParagraph(run),
    '',
    '## A language model as the last word',
    '',
    '`--detector model --model NAME` asks a language model about each new and distinct text that rules and head let through, twenty',
    'texts to a question; a text that is long or talks to its reader has one of its own. Each text stands between marks that it',
    'cannot hold, and a verdict counts only beside the code in them. What it costs is said before the first question (`--dry-run`',
    'asks nothing), `--max-cost-usd` bounds it, and `--sample` takes fewer texts. Verdicts are kept in the workspace, as hashes of',
    'texts, by server, model, its parameters and wording: no text is asked about twice, in another session and another corpus neither',
    '(what a function of the config said is kept until its session is done: nobody can say whether it is still the same). A reply that',
    'cannot be read is asked for again twice, text by text; then the text is kept, and counted as undecided. After an interruption,',
    'a cap that was reached or a server that went away, the same command goes on.',
    '',
    '## Memory and speed by size',
    '',
    'Made-up logs, one line in eight a duplicate, by rules alone. Duplicates are found on disk.',
    '',
    ...numberTable(
      ['lines', 'MB', 'seconds', 'lines/s', 'memory at most, MB'],
      run.sizes.map(({ lines, bytes, mined: { seconds, peakMegabytes } }) => [
        withCommas(lines),
        (bytes / 1e6).toFixed(1),
        seconds.toFixed(0),
        withCommas(lines / seconds),
        withCommas(peakMegabytes),
      ]),
    ),
  ].join('\n');
}

/** What the detector's encoding comes to, and what of it is thrown away. Processor time, because no neighbour is in it. */
function headParagraph({ byHead, mined, sampled, cores }: MiningRun): string[] {
  const { rejected, kept } = byHead.json;
  const notQueries = rejected['not-a-query'] ?? 0;
  const seconds = byHead.processorSeconds - mined.processorSeconds;
  const rate = (kept + notQueries) / seconds;
  const thrownAway = (100 * notQueries) / (kept + notQueries);
  return [
    `The same command by the default detector, with ${withCommas(sampled)} of the texts that passed the rules: ${withCommas(kept)} distinct queries kept, ${withCommas(notQueries)} texts more`,
    `called no query. It took ${withCommas(seconds)} s of processor time more than all texts by rules alone, nearly all for encoding: ${withCommas(rate)} texts`,
    `a second and core. A million new texts take ${withCommas(1e6 / rate / cores / 60)} minutes on ${cores} cores that do nothing else; a line of progress says how many`,
    'are left. What is kept must be encoded for matching anyway, and `build` finds it done: a cheaper stage before the encoder',
    `could save ${thrownAway.toFixed(2)} % of it at most here, which is why there is none. \`--detector rules\` leaves the encoding to \`build\`.`,
  ];
}

interface Group {
  inputs: number;
  bytes: number;
  read: number;
  badLines: number;
}

/** Inputs by the folder they lie in; pages and archives count by the archive. */
function groups({ mined, data }: MiningRun): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const { location, bytes, read, badLines } of mined.json.inputs) {
    const name = relative(data, dirname(location)).split('/').slice(0, 2).join('/');
    const group = groups.get(name) ?? { inputs: 0, bytes: 0, read: 0, badLines: 0 };
    groups.set(name, group);
    group.inputs += 1;
    group.bytes += bytes;
    group.read += read;
    group.badLines += badLines;
  }
  return groups;
}
