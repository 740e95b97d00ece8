import { registryOf } from '../../src/core/registry.js';
import type { Reason } from './reasons.js';

/** An item that may become one: trimmed, its target resolved. */
export interface Draft {
  readonly context: string | null;
  readonly prompt: string;
  /** Absent for free-form. */
  readonly options?: readonly string[];
  /** Accepted answers of a free-form item, the right option of a multiple-choice one. */
  readonly answers: readonly string[];
  /** Whether its row carries tests for a program. */
  readonly hasTests: boolean;
}

/** A rule of sanitation: what breaks it cannot be answered, or cannot be graded. */
export interface Rule {
  readonly name: Reason;
  breaks(draft: Draft): boolean;
}

/** Longest question with its passage, option and answer, in characters. Real benchmarks stay below half of them. */
export const longest = { question: 20_000, option: 4_000, answer: 1_000 } as const;

const passageAndPrompt = (draft: Draft): string => `${draft.context ?? ''}\n${draft.prompt}`;
const collapsed = (text: string): string => text.replace(/\s+/g, ' ').trim();

const program = /^\s*(?:def |class |import |from \w+ import|function |public |#include|return )/m;

const exampleQuestions = /(?:^|\n)\s*(?:Q|Question|Problem)\s*\d*\s*:/g;
const exampleAnswers = /(?:^|\n)\s*(?:A|Answer|Solution)\s*:\s*\S/g;

const picture = '(?:figure|diagram|picture|image|photograph|photo|illustration|drawing|cartoon|map|sketch)';
const chart = '(?:table|chart|graph|plot)';
const pointsAt = (thing: string): RegExp =>
  new RegExp(
    [
      `\\b${thing}s? (?:above|below|shown|at (?:the )?(?:left|right)|to the (?:left|right)|on th(?:is|e next) page)\\b`,
      `\\b(?:accompanying|attached|adjacent|above|given) ${thing}\\b`,
      `\\b(?:shown|pictured|depicted|illustrated|seen|as) in (?:the|this) (?:following )?${thing}\\b`,
      `\\b(?:refer|according) to (?:the|this) ${thing}\\b`,
      `\\bthe following ${thing}\\b(?! (?:of|that|which|is|are))`,
    ].join('|'),
    'i',
  );
const pointsAtPicture = new RegExp(
  `${pointsAt(picture).source}|\\bas (?:shown|illustrated|pictured)\\s*[.,]`,
  'i',
);
const pointsAtChart = pointsAt(chart);
/** Drawings written out as text: Asymptote, SVG, LaTeX. */
const drawnInText = /\[asy\]|<path |\\begin\{(?:tikz|picture|array|tabular)/;
/** A table written out as text has at least so many numbers. */
const numbersOfATable = 4;
const namesExhibit = /th(?:e|is) (table|graph|chart|figure|diagram|map)\b|\b(table|figure) \d/i;

/** Whether a question about a passage names a table or a figure of which the passage knows nothing. */
function exhibitIsMissing({ context, prompt }: Draft): boolean {
  const named = namesExhibit.exec(prompt);
  const exhibit = named?.[1] ?? named?.[2];
  return context !== null && exhibit !== undefined && !context.toLowerCase().includes(exhibit.toLowerCase());
}

function figureIsMissing(draft: Draft): boolean {
  const text = passageAndPrompt(draft);
  if (drawnInText.test(text)) return false;
  if (pointsAtPicture.test(draft.prompt) || exhibitIsMissing(draft)) return true;
  return pointsAtChart.test(draft.prompt) && (text.match(/\d+/g)?.length ?? 0) < numbersOfATable;
}

const anotherQuestion =
  /\b(?:of|to|in|from|see) question \d+\b|\b(?:answer to the (?:previous|preceding)|the (?:above|previous)) question\b|\bthe question above\b/i;

const onlyAmongOptions =
  /^(?:(?:none|all|both|neither|any|either) of (?:the|these|those)(?: above)?|(?:all|both) (?:are|of them)|(?:both )?\(?[A-E]\)? (?:and|or) \(?[A-E]\)?|(?:cannot|can't|can not) be determined)\W*$/i;
const asksAmongOptions =
  /\bwhich\b[^.?!]{0,40}\bof (?:the following|these)\b|\bof the following\b[^.?!]*\b(?:which|except)\b/i;

/** Whether a free question asks `which of the following` and nothing follows: its options were lost. */
function optionsWereLost(prompt: string): boolean {
  const asked = asksAmongOptions.exec(prompt);
  if (!asked) return false;
  const tail = prompt.slice(asked.index + asked[0].length);
  const [question = '', ...afterwards] = tail.split('?');
  const listed =
    /:\s*\S|\n/.test(question) || (afterwards.join('?').match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 3;
  return !listed;
}

/** The rules, in the order in which they are asked: an item is rejected for the first that it breaks. */
export const rules = registryOf<Rule>('rule', [
  { name: 'empty-prompt', breaks: ({ prompt }) => !/[\p{L}\p{N}]/u.test(prompt) },
  { name: 'empty-target', breaks: ({ answers }) => answers.every((answer) => answer === '') },
  {
    name: 'code-to-run',
    breaks: ({ hasTests, options, answers }) =>
      hasTests ||
      (options === undefined && answers.some((answer) => program.test(answer) && answer.includes('\n'))),
  },
  { name: 'too-few-options', breaks: ({ options }) => options !== undefined && options.length < 2 },
  { name: 'too-many-options', breaks: ({ options }) => options !== undefined && options.length > 26 },
  { name: 'empty-option', breaks: ({ options }) => options?.includes('') ?? false },
  {
    name: 'repeated-options',
    breaks: ({ options = [] }) => new Set(options.map(collapsed)).size < options.length,
  },
  {
    name: 'letters-for-options',
    breaks: ({ options = [] }) =>
      options.length > 1 && options.every((option, index) => option === String.fromCharCode(65 + index)),
  },
  {
    name: 'few-shot-examples',
    breaks: (draft) => {
      const text = passageAndPrompt(draft);
      return (
        (text.match(exampleQuestions)?.length ?? 0) >= 2 && (text.match(exampleAnswers)?.length ?? 0) >= 1
      );
    },
  },
  { name: 'missing-figure', breaks: figureIsMissing },
  {
    name: 'refers-to-another-question',
    breaks: ({ prompt }) => anotherQuestion.test(prompt),
  },
  {
    name: 'ungradable-target',
    breaks: ({ options, answers }) =>
      options === undefined && !answers.some((answer) => /[\p{L}\p{N}]/u.test(answer)),
  },
  {
    name: 'refers-to-options',
    breaks: ({ options, prompt, answers }) =>
      options === undefined &&
      (optionsWereLost(prompt) || answers.every((answer) => onlyAmongOptions.test(answer))),
  },
  {
    name: 'too-long',
    breaks: (draft) =>
      passageAndPrompt(draft).length > longest.question ||
      (draft.options ?? []).some((option) => option.length > longest.option) ||
      draft.answers.some((answer) => answer.length > (draft.options ? longest.option : longest.answer)),
  },
]);
