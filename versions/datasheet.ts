import { inPercent } from '../src/core/text-table.js';
import type { BuiltManifest, ImportedManifest, ManifestHead } from './manifest.js';
import { publishedHome } from './published.js';
import { summaries } from './splits.js';

/**
 * README.md of a release: what it is, from what, how, under which licences, and what it is not fit for (after Gebru et
 * al. 2021, Datasheets for Datasets). Every number in it stands in the manifest.
 */
export function renderDatasheet(head: ManifestHead): string {
  const sections = [
    `# Release ${head.version}`,
    head.origin === 'built' ? aboutBuilt(head) : aboutImported(head),
    '## What is in it',
    splitTable(head),
    ...(head.origin === 'built'
      ? ['## How it was made', howBuilt(head)]
      : ['## How it was read', howImported(head)]),
    '## Benchmarks and licences',
    compositionTable(head),
    licenceText(head),
    ...overlapSection(head),
    '## What it is not fit for',
    limits(head),
  ];
  return `${sections.join('\n\n')}\n`;
}

function aboutBuilt(head: BuiltHead): string {
  const date = head.date ?? 'no day stated';
  return [
    `A benchmark of questions with ground truth, drawn from a pool of ${number(head.pool.items)} items so that it asks what`,
    `${number(head.batch.queries)} queries of real users ask (${date}). Numbers of this page stand in \`manifest.json\`.`,
    `Canary: \`${head.canary}\`. Please do not train on this data.`,
  ].join('\n');
}

function aboutImported(head: ImportedHead): string {
  const from = head.published
    ? `They are the files that MixEval published as ${head.published.version} (${publishedHome} at ${head.published.commit.slice(0, 9)}).`
    : 'They are not the files of a release known to have been published.';
  return [
    "A release imported from files in MixEval's layout, which are kept as they were in `original/`.",
    from,
    `Canary: \`${head.canary}\` (it stands in this copy, not in the original files).`,
  ].join('\n');
}

function splitTable(head: ManifestHead): string {
  const standFor = head.origin === 'built' ? 'queries they stand for' : 'rows they stand for';
  const rows = [...summaries(head)].map(({ benchmark, format, items, batchMatched }) => [
    benchmark,
    format,
    number(items),
    number(batchMatched),
  ]);
  return table(['benchmark', 'split', 'items', standFor], rows);
}

function howBuilt(head: BuiltHead): string {
  const quantiles = head.similarityQuantiles;
  const lines = [
    `- Queries: ${shares(head.batch.byCorpus)}; ${number(head.batch.distinct)} distinct ones, drawn from ${number(head.batch.corpusQueries)}.`,
    `- Pool: ${number(head.pool.merged)} duplicates merged, ${number(head.pool.contradicted)} items left out because copies of them contradict one another.`,
    `- Encoder: ${head.encoder.name}, checksum ${head.encoder.checksum.slice(0, 16)}. Index: ${head.indexRecall.kind}, recall@1 ${head.indexRecall.recallAt1.toFixed(4)} on ${number(head.indexRecall.sample)} queries.`,
    `- Matched: ${inPercent(head.matchedShare)} of the queries have an item with a cosine similarity of ${head.parameters.similarityFloor} or more${quantiles['0.5'] === undefined ? '' : ` (median ${quantiles['0.5'].toFixed(2)})`}. The rest is traffic that the pool cannot represent.`,
    `- Each item stands once. Its \`weight\` is the number of queries it stands for, its \`pi\` the probability with which it was drawn (Pareto sampling within ${head.clusters} topic clusters, permanent random numbers, ordinal ${head.ordinal}, seed ${head.seed}).`,
    `- Distance of the weighted topic shares from the traffic's (total variation): free-form ${head.topicDistance['free-form'].toFixed(3)}, multiple-choice ${head.topicDistance['multiple-choice'].toFixed(3)}.`,
    `- Hard: ${hardText(head)}`,
    ...retiredText(head),
    ...privateText(head),
    `- Users' queries: ${queriesText[head.parameters.publishQueries]}`,
    `- Items whose ground truth may be wrong, kept out of Hard: ${number(head.suspects)} (\`suspects.json\`).`,
  ];
  return lines.join('\n');
}

const queriesText: Readonly<Record<BuiltHead['parameters']['publishQueries'], string>> = {
  none: 'none stand in this release.',
  hashes:
    'their ids (hashes of their texts) and counts stand in `queries.jsonl`; who guesses a text can look it up.',
  text: 'their texts and counts stand in `queries.jsonl`; of those that a filter took for perhaps unsafe, ids and counts alone.',
};

function retiredText({ retired: { byAge, byList }, parameters: { maxAge } }: BuiltHead): string[] {
  if (byAge + byList === 0) return [];
  const age = maxAge === null ? '' : ` (first release ${number(maxAge)} or more releases back)`;
  return [
    `- Retired: ${number(byAge)} items for their age${age}, ${number(byList)} because they were listed.`,
  ];
}

function privateText({ private: part }: BuiltHead): string[] {
  if (part === null) return [];
  const counts = Object.entries(part.counts).map(
    ([benchmark, byFormat]) =>
      `${benchmark} ${number(byFormat['free-form'])} free-form and ${number(byFormat['multiple-choice'])} multiple-choice`,
  );
  return [
    `- Private: ${counts.join(', ')} more items are kept by who made this release. An item is private in every release or in none, so that the published ones are a random part of all; their weights are those of the whole.`,
  ];
}

function hardText({ hard, results }: BuiltHead): string {
  if (!hard.built) {
    return hard.reason === 'no-results'
      ? 'not built, because no results of models on the pool are known. `mixeval probe` makes some.'
      : 'not built, because it was not asked for.';
  }
  const known = `difficulty observed for ${number(hard.observedItems)} items of the pool and predicted for ${number(hard.predictedItems)}, from ${number(hard.subjects)} subjects (${Object.keys(results.bySubject).map(cell).join(', ')})`;
  const constant = hard.constantDiscrimination
    ? '; too few to know discrimination, which is taken as constant'
    : '';
  return `drawn by ${hard.method} with lambda ${hard.lambda}; ${known}${constant}.`;
}

function howImported(head: ImportedHead): string {
  const lines = [
    '- Exact copies (same context, prompt, options and target) are one item here: `weight` is the number of copies, `keys` are their keys in the original file.',
    '- The order is a seeded random one, so that the first items of a file are a sample of it.',
    '- The original holds no probabilities: `pi` and `similarity` are null, and intervals take the rows as draws with replacement.',
  ];
  if (head.leftOut.length > 0) {
    const few = head.leftOut.slice(0, 10).map(({ file, key, reason }) => `${file} "${key}" (${reason})`);
    lines.push(
      `- ${number(head.leftOut.length)} rows cannot be graded and are left out: ${few.join(', ')}${head.leftOut.length > few.length ? ', ...' : ''}.`,
    );
  }
  return lines.join('\n');
}

function compositionTable(head: ManifestHead): string {
  const rows = [...summaries(head)].flatMap(({ benchmark, format, sources }) =>
    sources.map(({ name, items, weightShare }) => [
      name,
      `${benchmark} ${format}`,
      number(items),
      inPercent(weightShare),
    ]),
  );
  return table(['source', 'split', 'items', 'share of the weight'], rows);
}

function licenceText(head: ManifestHead): string {
  if (head.origin === 'imported') {
    return 'The files name no licences (NOASSERTION): each item comes under that of the benchmark it was taken from. Look there before you pass it on.';
  }
  return `Items by licence, as their benchmarks state it: ${list(head.licences)}. Each item keeps its own; the selection adds no further condition.`;
}

function overlapSection(head: ManifestHead): string[] {
  const rows = Object.entries(head.overlap).flatMap(([version, benchmarks]) =>
    Object.entries(benchmarks).map(([benchmark, shares]) => [
      version,
      benchmark,
      ...[shares['free-form'], shares['multiple-choice']].map((share) =>
        share === null ? '' : inPercent(share),
      ),
    ]),
  );
  if (rows.length === 0) return [];
  return [
    '## Items that stand in earlier releases too',
    table(['release', 'benchmark', 'free-form', 'multiple-choice'], rows),
  ];
}

function limits(head: ManifestHead): string {
  const lines = [
    '- Training or tuning a model that is to be scored on it.',
    '- Judging long or open answers, conversation, safety or tool use: every question has a short answer that is right or wrong.',
    '- Small differences: look at the intervals, and at paired differences (`mixeval compare`).',
  ];
  if (head.origin === 'built') {
    lines.push(
      '- Plain means over items: scores are means weighted by `weight`. An unweighted mean is a score on another question.',
      '- Users other than those whose queries it was drawn by.',
    );
  }
  return lines.join('\n');
}

type BuiltHead = Omit<BuiltManifest, 'files'>;
type ImportedHead = Omit<ImportedManifest, 'files'>;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** Names come from users' files, and must not break the table. */
function cell(text: string): string {
  return text.replace(/[|\\]/g, '\\$&').replace(/\s+/g, ' ');
}

function list(counts: Readonly<Record<string, number>>): string {
  const entries = Object.entries(counts).sort(([, a], [, b]) => b - a);
  return entries.length === 0
    ? 'none'
    : entries.map(([name, count]) => `${cell(name)} ${number(count)}`).join(', ');
}

function shares(record: Readonly<Record<string, number>>): string {
  return Object.entries(record)
    .map(([name, share]) => `${cell(name)} ${inPercent(share)}`)
    .join(', ');
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}
