import { join } from 'node:path';
import { z } from 'zod';
import { numberTable as table } from '../bench/markdown.js';
import { dropsFrom, flagsFrom, openDetector } from '../corpus/filters/detector.js';
import { halves, labelledFilters, readCases } from '../corpus/filters/labelled/cases.js';
import { filterFigure, precisionOf, recallOf } from '../corpus/filters/labelled/figures.js';
import { asksInPassing } from '../corpus/filters/page-question.js';
import { unsafeReasons } from '../corpus/filters/unsafe.js';
import { openEncoder } from '../encoder/index.js';
import { readJson, writeFileAtomic } from '../src/core/files.js';
import { readJsonLines } from '../src/core/json-lines.js';
import { packageRoot } from '../src/core/package.js';
import { inPercent, withCommas } from '../src/core/text-table.js';
import { detectionSchema, unsafeDetectionSchema } from './heads/detection.js';
import { queryTexts } from './heads/query-texts.js';
import { libraryFigures } from './personal-data-libraries.js';

const verdictSchema = z.object({
  seed: z.number(),
  id: z.string(),
  source: z.string(),
  /** `kept`, or the reason of rejection. */
  outcome: z.string(),
  agrees: z.boolean(),
  why: z.string(),
});

/** Writes docs/filters.md: `npx tsx scripts/filters-page.ts`. The detector's curve is read from where it was measured. */
const filterRows: string[][] = [];
for (const filter of labelledFilters) {
  for (const half of halves) {
    const figure = await filterFigure(filter, half);
    filterRows.push([
      filter,
      half,
      String(figure.positives),
      inPercent(recallOf(figure)),
      inPercent(precisionOf(figure)),
      String(figure.negatives),
    ]);
  }
}

const encoder = await openEncoder();
const detector = await openDetector((texts, task) => encoder.encode(texts, task));
const unsafeRows: string[][] = [];
for (const half of halves) {
  const cases = await readCases('unsafe', half);
  const detections = await detector.detect(cases.map(({ text }) => text));
  const byWords = (at: number): boolean => unsafeReasons(cases[at]?.text ?? '').length > 0;
  const byHead = (at: number): boolean => detections[at]?.unsafe?.isLikely === true;
  const ways: Readonly<Record<string, (at: number) => boolean>> = {
    'words alone': byWords,
    'head alone': byHead,
    'both: dropped': (at) => byWords(at) || byHead(at),
    'dropped or flagged': (at) => byWords(at) || detections[at]?.unsafe !== undefined,
  };
  for (const [way, isUnsafe] of Object.entries(ways)) {
    const found = cases.flatMap(({ expected }, at) => (isUnsafe(at) ? [expected !== 'keep'] : []));
    const right = found.filter(Boolean).length;
    const unsafe = cases.filter(({ expected }) => expected !== 'keep').length;
    unsafeRows.push([way, half, inPercent(right / unsafe), inPercent(right / found.length)]);
  }
}
await encoder.close();

async function measured<S extends z.ZodType>(file: string, schema: S): Promise<z.output<S>> {
  return readJson(join(packageRoot, 'bench/mining', file), schema);
}

const detection = await measured('query-head.json', detectionSchema);
const unsafeDetection = await measured('unsafe-head.json', unsafeDetectionSchema);
const verdicts: z.infer<typeof verdictSchema>[] = [];
for await (const verdict of readJsonLines(join(packageRoot, 'bench/mining/verdicts.jsonl'), verdictSchema)) {
  verdicts.push(verdict);
}

/** Real questions that a page would lose if it asked them. */
const lostOnPages: string[][] = [];
for (const { source, isQuery, texts } of await queryTexts(Number.MAX_SAFE_INTEGER)) {
  const lost = texts.filter(asksInPassing).length;
  if (isQuery) lostOnPages.push([source, withCommas(texts.length), String(lost)]);
}

function shareAgreed(judged: readonly { readonly agrees: boolean }[]): number {
  return judged.filter(({ agrees }) => agrees).length / judged.length;
}

function disagreements(): string[][] {
  const counts = new Map<string, number>();
  for (const { agrees, why } of verdicts) if (!agrees) counts.set(why, (counts.get(why) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([why, texts]) => [why, String(texts)]);
}

const page = [
  '# The filters',
  '',
  'What the filters of `mixeval mine` do to labelled texts. Every figure was written by `scripts/filters-page.ts`.',
  '',
  '## On labelled cases',
  '',
  'Sentences written for this project, as users type them; the cases to be left alone are look-alikes. They were drawn into',
  'halves by a hash: rules were made with a look at the open half, and the locked half only measures. A first form of the rules',
  'is older than the cases; the rules of page questions, the heads and all that was mended are younger. Sentences and rules',
  'have the same author, so that what others write is found less often than this. A text',
  'that is masked counts as right only where exactly what was to be masked is, and as what it is. `unsafe` is the word list alone.',
  '',
  ...table(['filter', 'half', 'to be found', 'recall', 'precision', 'to be left alone'], filterRows),
  '## What pages ask in passing',
  '',
  'Of web pages and web archives alone, what a page asks its reader about accounts, the visit and the next click is dropped as',
  '`boilerplate` (`page-question` above). Of real questions, had they stood on a page, the rule would have dropped:',
  '',
  ...table(['source', 'distinct texts', 'dropped'], lostOnPages),
  '## Personal data: rules and libraries',
  '',
  'The share of the cases to be masked in which anything is found, whatever it is taken for, and of the look-alikes.',
  '',
  ...table(
    ['way', 'half', 'found', 'look-alikes found'],
    (await libraryFigures()).map(({ way, half, found, falsely }) => [
      way,
      half,
      inPercent(found),
      inPercent(falsely),
    ]),
  ),
  '## Unsafe: words and head',
  '',
  'The head is a logistic regression on the sentence embedding. What is unsafe it has learnt from the open half and from further',
  'sentences of our own; what is harmless from those and from real texts, doubtful ones left out. By default a text is dropped',
  `from a probability of ${dropsFrom} on, and from ${flagsFrom} on it is kept and carries a flag: \`queries show\` counts flags. Of the open half`,
  'the head alone has seen every case below:',
  '',
  ...table(['way', 'half', 'recall', 'precision'], unsafeRows),
  'The head alone on cases of the open half that it has not seen (four folds), by threshold:',
  '',
  ...table(
    ['threshold', 'recall', 'precision'],
    unsafeDetection.open.map(({ threshold, recall, precision }) => [
      String(threshold),
      inPercent(recall),
      inPercent(precision),
    ]),
  ),
  `The price: ${unsafeDetection.textsOfSource} real texts of each source at most, hardly any of which are unsafe, by a head that was trained without`,
  'their source.',
  '',
  ...table(
    ['source', 'dropped', 'flagged and kept'],
    unsafeDetection.sources.map(({ source, dropped, flagged }) => [
      source,
      inPercent(dropped),
      inPercent(flagged),
    ]),
  ),
  '## Query or not',
  '',
  `${withCommas(detection.textsOfSource)} texts of each source at most. Each source is scored by a head that was trained without it; precision is on a balance`,
  'of one to one. Rules come first, and what they drop is never encoded.',
  '',
  ...table(
    ['threshold', 'recall, head', 'precision, head', 'recall, rules and head', 'precision, rules and head'],
    detection.head.atThreshold.map(({ threshold, recall, precision }, at) => {
      const together = detection.rulesAndHead.atThreshold[at];
      return [
        String(threshold),
        inPercent(recall),
        inPercent(precision),
        inPercent(together?.recall ?? 0),
        inPercent(together?.precision ?? 0),
      ];
    }),
  ),
  ...table(
    ['source', 'queries', 'dropped by rules', 'kept by default'],
    detection.sources.map(({ source, isQuery, droppedByRules, keptByDefault }) => [
      source,
      isQuery ? 'yes' : 'no',
      inPercent(droppedByRules),
      inPercent(keptByDefault),
    ]),
  ),
  `Spearman's correlation of the score with human ratings of well-formedness (query_wellformedness, dev) is ${detection.spearman.toFixed(2)}: a badly`,
  'formed question is a query all the same, and that is what the score is about.',
  '',
  '## Judged by reading',
  '',
  'Twenty rejections and twenty keeps of each source, fewer where there are fewer, drawn by seed by `scripts/draw-verdicts.ts` and',
  'read by one reader, at least the first 220 characters of each; duplicates are not judged. The guide: a text is to be kept if somebody could',
  'have typed it to get an answer or a piece of work, it is in English, text alone can answer it on any day with what stands in it,',
  'it names nobody private, and one would publish it. What is longer than the bound is rightly rejected, whatever it is. It was read',
  'after all rules and heads were made but for two words of live data and requests to translate, which came of it. Sources count alike here, the few texts rejected of a good one as much as the few kept of',
  'a bad one: the shares say where mistakes lie, not how many there are. Nothing of `multilingual_questions_miracl` is English: what',
  'is kept of it are the few that slip through, so that none of those can be right. The verdicts, without the texts, are in',
  '`bench/mining/verdicts.jsonl`.',
  '',
  ...table(
    ['source', 'rejections', 'agreed with', 'keeps', 'agreed with'],
    [...new Set(verdicts.map(({ source }) => source)), 'all'].map((name) => {
      const own = verdicts.filter(({ source }) => name === 'all' || source === name);
      const cells = [false, true].flatMap((isKept) => {
        const judged = own.filter(({ outcome }) => (outcome === 'kept') === isKept);
        return [String(judged.length), judged.length === 0 ? '' : inPercent(shareAgreed(judged))];
      });
      return [name, ...cells];
    }),
  ),
  'What was disagreed with:',
  '',
  ...table(['why', 'texts'], disagreements()),
  'Authored prompts (role prompts, MT-Bench) read like queries, and neither rules nor head tell them apart: name other sources,',
  'or leave them out with `--exclude`. Questions of web pages that nobody wants answered are kept because a text with a question in it',
  'is never dropped for its score: recall goes first. For those there is `--detector model` ([mining.md](mining.md)).',
  '',
].join('\n');
await writeFileAtomic(join(packageRoot, 'docs/filters.md'), page);
