import { z } from 'zod';
import { probes } from '../../eval/contamination/index.js';

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
});
export type Figures = z.infer<typeof figuresSchema>;

/** docs/contamination.md. */
export function pageOf({ power }: Figures): string {
  return [
    '# Contamination: has this model, or this text, seen the release?',
    '',
    'Figures on this page are written by `npx tsx bench/contamination/run.ts PART...`.',
    '',
    ...modelText,
    ...(power ?? []).flatMap(powerText),
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
  'control, and a release of such items alone can be tested by few probes.',
  '',
  'What each state means: `tested`; `too-few` usable items; `refused` by the model, which then is not known to be clean;',
  '`unavailable`, because the server gives no log-probabilities of prompts (legacy completions with `echo`, or vLLM); and',
  '`not-asked`, because no judge was named.',
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
