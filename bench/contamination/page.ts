import { z } from 'zod';
import { probes } from '../../eval/contamination/index.js';
import { withCommas } from '../../src/core/text-table.js';

const count = z.number().int().nonnegative();

/** What was measured; a part that was not is left out. */
export const figuresSchema = z.strictObject({
  power: z
    .array(
      z.strictObject({
        text: z.string(),
        rows: z.array(
          z.strictObject({
            share: z.number(),
            models: count,
            probes: z.record(z.string(), z.strictObject({ tested: count, found: count })),
            found: count,
          }),
        ),
      }),
    )
    .exactOptional(),
  falseAlarms: z
    .strictObject({
      models: count,
      items: count,
      probes: z.array(z.strictObject({ probe: z.string(), found: count })),
      any: count,
    })
    .exactOptional(),
  worlds: z
    .array(
      z.strictObject({
        world: z.string(),
        clean: z.number(),
        found: z.array(z.strictObject({ read: z.number(), share: z.number() })),
      }),
    )
    .exactOptional(),
  planted: z
    .strictObject({
      bytes: count,
      items: count,
      kinds: z.array(z.strictObject({ kind: z.string(), planted: count, found: count })),
      clean: z.strictObject({
        items: count,
        found: count,
        copies: count,
        inBackground: count,
        inGenerated: count,
      }),
      plainMbPerCpuSecond: z.number(),
      barePassShare: z.number(),
      gunzipShare: z.number(),
    })
    .exactOptional(),
  paraphrased: z
    .strictObject({
      items: count,
      kinds: z.array(
        z.strictObject({ kind: z.string(), planted: count, byWords: count, byEmbedding: count }),
      ),
      clean: z.strictObject({
        items: count,
        targets: count,
        lines: count,
        encoded: count,
        found: count,
        timesByWords: z.number(),
        encodedPerCpuSecond: z.number(),
      }),
    })
    .exactOptional(),
  crossed: z
    .strictObject({
      items: count,
      rows: z.array(
        z.strictObject({
          benchmark: z.string(),
          of: count,
          place: z.string(),
          found: count,
          answered: count,
        }),
      ),
    })
    .exactOptional(),
});
export type Figures = z.infer<typeof figuresSchema>;

/** docs/contamination.md. */
export function pageOf({ power, falseAlarms, worlds, planted, paraphrased, crossed }: Figures): string {
  return [
    '# Contamination: has this model, or this text, seen the release?',
    '',
    'Figures on this page are written by `npx tsx bench/contamination/run.ts PART...`.',
    '',
    ...modelText,
    ...(power ?? []).flatMap(powerText),
    ...(falseAlarms ? falseAlarmsText(falseAlarms) : []),
    ...runsText,
    ...(worlds ? worldsText(worlds) : []),
    ...partsText,
    ...textsText,
    ...(planted ? plantedText(planted) : []),
    ...(paraphrased ? paraphrasedText(paraphrased) : []),
    ...(crossed ? crossedText(crossed) : []),
  ].join('\n');
}

const modelText = [
  '## Of a model',
  '',
  '`mixeval contamination --version V --model M` asks a model what only who has read the release can answer, each question',
  'beside a control: the same with something changed that says nothing. A model that has not read the release answers both',
  'alike, whatever it knows and whatever its habits are. Each probe gives its effect, an interval and a one-sided p-value;',
  "Holm's adjustment holds the chance of any false alarm among them at 5 %.",
  '',
  '| probe | asks | needs |',
  '|---|---|---|',
  ...probes.all().map(({ name, asks, needs }) => `| ${name} | ${asks} | ${needs} |`),
  '',
  'Controls are options in another order (the right ones dealt out over the letters anew, so that a liking for a letter shows',
  'nothing), numbers exchanged between items, and other orders of the items. Words are never changed by rules: an',
  "author's wording is likelier than another one to every model. So an item without free options and without numbers has no",
  'control, and a release of such items alone can be tested by few probes. Tests by likelihood have up to nine controls an item: where',
  'only a few items were read, each of them stands out from nine by chance once in ten, from one once in two.',
  '',
  'What each state means: `tested`; `too-few` usable items; `refused` by the model, which then is not known to be clean;',
  '`unavailable`, because neither server nor file gives log-probabilities of prompts (legacy completions with `echo`, vLLM and GGUF do); and',
  '`not-asked`, because no judge was named.',
  '',
  'Items that a model goes on with word for word, eight words or more that stand in no passage and in no item of the release or the',
  'pools that asks something else, are listed: `leaderboard`, `compare` and `build --retire` take them as seen. A check of fewer',
  'probes or items leaves what a wider one found: the report has both, adjusted together.',
  '',
  'No sign found is no proof: a model may have read the items in other words, in translation, or once among much else. The',
  'tables below say how often a model that was trained on a known share of the items is found. The model is a word model of',
  'ten words (interpolated n-grams), trained on other items of the same kind once and on the share three times; its',
  'probabilities are computed. A large model forgets more of what it reads once and remembers over longer distances. A word',
  'model follows no instructions, so it is asked as a base model, without `guided-completion`.',
  '',
];

type Power = NonNullable<Figures['power']>[number];

function powerText({ text, rows }: Power): string[] {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row.probes)))].filter((name) =>
    rows.some(({ probes: tried }) => (tried[name]?.tested ?? 0) > 0),
  );
  const shareOf = (found: number, tested: number): string =>
    tested === 0 ? '-' : `${((100 * found) / tested).toFixed(0)} %`;
  return [
    `### Found at 5 %, of ${text}`,
    '',
    `| share of the items read | ${rows.map(({ share }) => `${100 * share} %`).join(' | ')} |`,
    `|---|${rows.map(() => '---:').join('|')}|`,
    `| models tried | ${rows.map(({ models }) => models).join(' | ')} |`,
    ...names.map((name) => {
      const cells = rows.map(({ probes: tried }) => {
        const { found, tested } = tried[name] ?? { found: 0, tested: 0 };
        return shareOf(found, tested);
      });
      return `| ${name} | ${cells.join(' | ')} |`;
    }),
    `| any, adjusted: \`found\` | ${rows.map(({ found, models }) => shareOf(found, models)).join(' | ')} |`,
    '',
  ];
}

function falseAlarmsText({
  models,
  items,
  probes: found,
  any,
}: NonNullable<Figures['falseAlarms']>): string[] {
  const each = found.map((one) => `${one.probe} ${one.found}`).join(', ');
  return [
    `Of ${models} further models that had read none of ${items} real items, single tests by likelihood found a sign at 5 % in:`,
    `${each} (${(0.05 * models).toFixed(1)} are due). Adjusted over these ${found.length}, any found one in ${any}.`,
    '',
  ];
}

const runsText = [
  '## Of runs',
  '',
  '`mixeval contamination --version V --runs RUN...` compares what models got on items that stood in an older release with what',
  'they got on new ones of the same split, topic and fifth of difficulty (where that is known). What makes old items easier for all models is no sign',
  "of any: so each model's difference is also taken against the other models' on the same items, matched by how many of the models",
  'got an item right as well: of two items that as many got right, how hard they are says nothing of which models those are (exactly',
  'so in the model of Rasch 1960). New items may then be harder than old ones, which costs weak models more than strong ones. Of items with',
  'options a model counts the less the nearer it is to guessing (Birnbaum 1968), since its right answers to hard ones are chance.',
  'With `--model-date MODEL=DAY` it counts the items that every model from before them got wrong and every later one right, and',
  'tests the count by permuting answers over the old and new items of each kind: a later model that is simply better gains new',
  'items as well. All these tests are adjusted together. Baselines are compared with nobody. Items that were private in an older',
  'release are new. Fewer than ten old or ten new items with a match are refused.',
  '',
];

function worldsText(worlds: NonNullable<Figures['worlds']>): string[] {
  const shares = worlds[0]?.found.map(({ read }) => `read ${100 * read} %`) ?? [];
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  return [
    'Tried in worlds where each of five models is right by its ability and the difficulty of the item, which nobody is told; 300 old and',
    '300 new items in five topics where nothing else is said, 300 draws without a reader and 100 with one:',
    '',
    `| world | accused though none has read | ${shares.join(' | ')} of the old items: found |`,
    `|---|---:|${shares.map(() => '---:').join('|')}|`,
    ...worlds.map(
      ({ world, clean, found }) =>
        `| ${world} | ${percent(clean)} | ${found.map(({ share }) => percent(share)).join(' | ')} |`,
    ),
    '',
    'The reader is the second best: it knows two thirds of the items without having read them. Where all models have read the old',
    'items none stands out. Releases built with results of models are matched by difficulty as well.',
    '',
  ];
}

const partsText = [
  '## Scores on clean and on seen items',
  '',
  'Once a report on texts, or on one of the models, stands in the workspace, `leaderboard` and `compare` show scores on the items',
  'that no report names (clean) and on those that one does (seen), the difference with its interval, and of a pair of runs the',
  "difference on each part. The items are the same for all models: seen items may be the easier ones, so a model's difference",
  "says something only beside the others'.",
  '',
];

const textsText = [
  '## Of texts',
  '',
  "`mixeval contamination --version V --text FILE...` looks for the release's questions in one pass: whole (`exact`), nearly whole",
  '(`near`: words of 80 % of the weight in their order, rare words weighing more, and the same numbers), or in part (`overlap`: one',
  'run of eight words or more with half of the weight). An item is labelled by the worst that was found: `clean`, `question`, or',
  '`question-and-answer`. A question of fewer than eight words must stand there whole, with its answer. One with as many signs as',
  'words (a formula), or that signs alone tell from another, must stand there whole with the same signs; where others have no such words,',
  'what stands between its numbers must not be another of + - × /. One of fewer than three words, or of signs alone, is not looked for. What may be clean for such a reason is counted apart (`tooShort`, `bySigns`, `notLookedFor`).',
  'An answer counts as seen where it stands soon behind the question, is announced ("answer", "correct", ...), or begins the record that',
  'the question is in; of listed options only the one that is named, by its text or by what the text itself puts before it.',
  "A row of a table is one text in which each cell stands behind its column's name, and its line is the record's: of Parquet and JSON Lines",
  'always, of CSV and TSV where a column before the last one is called an answer (of others the last one counts). The canary is found',
  'in either case, without its hyphens, and however its digits are parted. A file that cannot be read is named, the others are read,',
  'and the exit code is 1.',
  'The file of matches is one that `build --retire` takes. Web archives are read page by page, without tags; what is packed with gzip or Zstandard is unpacked.',
  '',
];

function plantedText({
  bytes,
  items,
  kinds,
  clean,
  plainMbPerCpuSecond,
  barePassShare,
  gunzipShare,
}: NonNullable<Figures['planted']>): string[] {
  return [
    `### Planted in ${(bytes / 1e9).toFixed(1)} GB of real and made-up text`,
    '',
    `Items of the MixEval release 2024-06-01 (${items} distinct ones), each with its answer behind it, among search queries, forum`,
    'questions and made-up lines:',
    '',
    '| planted | items | found |',
    '|---|---:|---:|',
    ...kinds.map(({ kind, planted, found }) => `| ${kind} | ${planted} | ${found} |`),
    '',
    'Paraphrases and translations are mostly not found: the search goes by words. Of the',
    `${clean.items} items that were not planted ${clean.found} were found, ${clean.copies} of them copies of planted ones in all but a few words (four fifths of`,
    `the words of both); ${clean.inBackground} stand in the real text alone. In made-up text alone ${clean.inGenerated} were found. Without the copies that is`,
    `${((100 * (clean.found - clean.copies)) / clean.items).toFixed(2)} % of the items.`,
    '',
    `It reads ${plainMbPerCpuSecond.toFixed(0)} MB of plain text a second of processor time, all threads together, ${barePassShare.toFixed(2)} times the speed of a loop that only adds`,
    `up the bytes, and takes gzip at ${gunzipShare.toFixed(2)} times the speed of unpacking alone. A test holds its memory to be the same for 40 and for 400 MB.`,
    '',
  ];
}

function paraphrasedText({ items, kinds, clean }: NonNullable<Figures['paraphrased']>): string[] {
  const names: Readonly<Record<string, string>> = {
    paraphrase: 'asked in other words',
    translation: 'translated into German',
    other: 'alike, but asking something else',
  };
  return [
    '### In other words: `--paraphrase`',
    '',
    'With `--paraphrase` each sentence that asks something (with those before it, where an item has several) and shares rare words',
    'with an item is held against it: the same numbers and names, the same kind of answer (who, when, how many, ...), no opposites,',
    'no denial, not the same sentence with other words filled in. Where nothing tells the two apart, the bundled encoder decides: a',
    'cosine of 0.8 or more. Items with a passage, of more than four sentences, or that ask nothing are left to the search by words.',
    '',
    `Questions written by hand to ${kinds[0]?.planted ?? 0} of the ${items} starter items, each a line of its own:`,
    '',
    '| written | questions | found by words | found by `--paraphrase` |',
    '|---|---:|---:|---:|',
    ...kinds.map(
      ({ kind, planted, byWords, byEmbedding }) =>
        `| ${names[kind] ?? kind} | ${planted} | ${byWords} | ${byEmbedding} |`,
    ),
    '',
    'The encoder reads English: translations are not found. What is alike but for one word, the search by words takes for a copy with',
    'one word changed, which it is meant to find.',
    '',
    `In ${withCommas(clean.lines)} real web searches and forum questions ${clean.found} of the ${withCommas(clean.items)} items of the MixEval release 2024-06-01 were found`,
    `in other words (${withCommas(clean.targets)} of them can be). It encodes ${clean.encodedPerCpuSecond.toFixed(0)} texts a second of processor time. Of those questions, where nearly`,
    `every line asks something, ${withCommas(clean.encoded)} were encoded, and the search took ${clean.timesByWords.toFixed(0)} times as long as by words alone; in prose few sentences are.`,
    '',
  ];
}

function crossedText({ items, rows }: NonNullable<Figures['crossed']>): string[] {
  const sorted = [...rows].sort((a, b) =>
    a.benchmark === b.benchmark ? b.found - a.found : a.benchmark < b.benchmark ? -1 : 1,
  );
  return [
    '### Benchmarks in one another',
    '',
    `All ${withCommas(items)} items of known benchmarks, looked for in the files of all of them; places with 10 or more, its own files`,
    'among them. "With answer" is read from the text: formats that name the answer otherwise are not counted.',
    '',
    '| benchmark | items | found in | found | with answer |',
    '|---|---:|---|---:|---:|',
    ...sorted.map(
      ({ benchmark, of, place, found, answered }) =>
        `| ${benchmark} | ${of} | ${place} | ${found} | ${answered} |`,
    ),
    '',
  ];
}
