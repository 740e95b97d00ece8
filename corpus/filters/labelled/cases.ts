/** Labelled cases of the filters, in two halves: rules are made with the open one, and the locked one only measures them. */

import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLines } from '../../../src/core/json-lines.js';
import { packageRoot } from '../../../src/core/package.js';
import { permanentRandom } from '../../../src/core/random.js';

export const halves = ['open', 'locked'] as const;
export type Half = (typeof halves)[number];

/** The filters that have labelled cases; one of them also as it sifts web pages. */
export const labelledFilters = [
  'normalise',
  'language',
  'is-query',
  'page-question',
  'answerable',
  'personal-data',
  'unsafe',
] as const;
export type LabelledFilter = (typeof labelledFilters)[number];

export const caseSchema = z.strictObject({
  text: z.string().min(1),
  /**
   * What should become of it. Of `normalise` and `personal-data`: the text afterwards. Of `language`: its code. Of `is-query`,
   * and of `page-question`, the same for what was found on web pages: `query` or `other`. Else `keep`, or the reason for which
   * it is to be rejected.
   */
  expected: z.string(),
});

export type LabelledCase = z.infer<typeof caseSchema>;

/** Keys are made up, and written with this mark in them, so that no scanner takes them for real ones; reading drops it. */
const brokenBy = '\u00a6';

/** The half that a case belongs to: drawn by its text alone, before any rule was made with it. */
export function halfOf(text: string): Half {
  return permanentRandom(text.replaceAll(brokenBy, ''), 0, 'labelled cases 1') < 0.5 ? 'open' : 'locked';
}

function fileOf(filter: LabelledFilter, half: Half): string {
  return join(packageRoot, 'corpus/filters/labelled', `${filter}.${half}.jsonl`);
}

export async function readCases(filter: LabelledFilter, half: Half): Promise<LabelledCase[]> {
  const cases: LabelledCase[] = [];
  for await (const { text, expected } of readJsonLines(fileOf(filter, half), caseSchema)) {
    cases.push({ text: text.replaceAll(brokenBy, ''), expected: expected.replaceAll(brokenBy, '') });
  }
  return cases;
}

/** Puts new cases into the halves that they belong to. */
export async function addCases(filter: LabelledFilter, cases: readonly LabelledCase[]): Promise<void> {
  for (const half of halves) {
    const file = fileOf(filter, half);
    const known = await readFile(file, 'utf8').catch(() => '');
    const lines = cases
      .filter(({ text }) => halfOf(text) === half)
      .map((labelled) => visible(JSON.stringify(labelled)))
      .filter((line) => !known.includes(`${line}\n`));
    await appendFile(file, lines.map((line) => `${line}\n`).join(''));
  }
}

/** JSON in which no character hides. */
function visible(json: string): string {
  return json.replace(/[\p{Cc}\p{Cf}\p{Zs}]/gu, (character) =>
    character === ' ' ? ' ' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
