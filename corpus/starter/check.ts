import { truthProblem } from './recompute.js';
import type { StarterChoice, StarterFreeForm, StarterItem } from './starter-item.js';
import type { StarterQuery } from './starter-query.js';

const leftOverOption = /\b(?:all|none|both|neither|any) of (?:the (?:above|these|those|other)|them)\b/i;
/** Prompts that name the possible answers themselves, where an answer inside the prompt gives nothing away. */
const choicePrompt = /\bor\b|\bof the (?:two|three|four)\b|\byes\b|: \S+(?: \S+)?, \S+(?: \S+)?, /i;
const quoted = /"[^"]*"|`[^`]*`/g;
/** How made-up personal data is written in the queries. */
export const personalData =
  /\S@\S+\.\w|\+\d\d|\(\d{3}\)|\d{3}[ -]\d{3}(?!\d\d\b)|\d{12}|(?<![\d/])\d{2,3}(?:\.\d+){3}|password is \S*\d/;

/** A text as exact duplicates are told by: case and blanks do not count. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
}

/** Whether the words of an answer stand in the prompt, apart from what is quoted there. */
function givenAway(prompt: string, answer: string): boolean {
  const words = (text: string) =>
    ` ${(text.toLowerCase().match(/[\p{L}\p{N}]+(?:[.,'][\p{L}\p{N}]+)*/gu) ?? []).join(' ')} `;
  return words(answer).trim() !== '' && words(prompt.replaceAll(quoted, ' ')).includes(words(answer));
}

function choiceProblems({ options, target: [right] }: StarterChoice): string[] {
  const problems: string[] = [];
  if (new Set(options.map(folded)).size < options.length) problems.push('options repeat each other');
  if (right >= options.length) problems.push(`there is no option ${right}`);
  if (options.some((option) => leftOverOption.test(option))) problems.push('an option is about the others');
  return problems;
}

function freeFormProblems({ prompt, target }: StarterFreeForm): string[] {
  const problems: string[] = [];
  if (new Set(target).size < target.length) problems.push('accepted answers repeat each other');
  const given = choicePrompt.test(prompt) ? [] : target.filter((answer) => givenAway(prompt, answer));
  if (given.length > 0) problems.push(`the prompt gives away ${JSON.stringify(given)}`);
  return problems;
}

function computedProblems(item: StarterItem): string[] {
  if (item.truth === 'fact') return [];
  try {
    const problem = truthProblem(item);
    return problem === undefined ? [] : [problem];
  } catch (error) {
    return [`the check fails: ${error}`];
  }
}

/** What is wrong with single items, a line each; empty for a sound corpus. */
export function itemProblems(items: readonly StarterItem[]): string[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const key = folded(`${item.context ?? ''} ${item.prompt}`);
    const twin = seen.get(key);
    seen.set(key, index);
    const shape = item.problem_type === 'multiple-choice' ? choiceProblems(item) : freeFormProblems(item);
    const problems = [...shape, ...computedProblems(item)];
    if (twin !== undefined) problems.push(`the same question as item ${twin + 1}`);
    return problems.map((problem) => `item ${index + 1} (${item.prompt}): ${problem}`);
  });
}

/** What is wrong with single queries, a line each; empty for a sound corpus. */
export function queryProblems(queries: readonly StarterQuery[], items: readonly StarterItem[]): string[] {
  const prompts = new Set(items.map((item) => folded(item.prompt)));
  const seen = new Set<string>();
  return queries.flatMap(({ text, label, count }, index) => {
    const problems: string[] = [];
    const key = folded(text);
    if (prompts.has(key)) problems.push('is the prompt of an item');
    if (seen.has(key) !== (label === 'duplicate-exact')) problems.push(`is labelled ${label}`);
    if (personalData.test(text) !== (label === 'mask')) problems.push(`is labelled ${label}`);
    if (label !== 'keep' && count !== undefined) problems.push('has a count, but is not kept');
    seen.add(key);
    return problems.map((problem) => `query ${index + 1} (${text}): ${problem}`);
  });
}

/** How many values there are of each kind. */
export function countsBy<T>(values: readonly T[], kind: (value: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[kind(value)] = (counts[kind(value)] ?? 0) + 1;
  return counts;
}
