import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { placesOf, wordsOf } from '../normalise.js';
import { refuses } from '../refusal.js';
import type { Rule } from '../rule.js';
import { isSupposed } from '../stance.js';
import { answerPart } from './answer-part.js';
import { asWords, mentions, tooCommon, type Words } from './mention.js';
import { standsBeside } from './neighbours.js';
import { corrected } from './taken-back.js';
import { acceptedWords } from './targets.js';

/**
 * Words that decide between the two things compared: a response that uses another one than the question may mean the opposite.
 */
const deciding =
  /\b(?:most|fewest|least|first|last|latest|earliest|second|highest|lowest|largest|smallest|biggest|longest|shortest|oldest|youngest|greatest|best|worst)\b|\b(?:more|less|fewer|\p{L}{2,}er)\b(?=[^.;]*\bthan\b)|\b(?:more|later|earlier)\b/giu;
/** The same where nothing is said after "than": it counts where the question uses it, before the second thing is named. */
const comparing =
  /\b(?:more|less|fewer|higher|lower|larger|smaller|bigger|greater|longer|shorter|older|younger|taller|faster|slower|heavier|lighter|earlier|later|closer|farther|warmer|colder)\b/giu;
const against = /\b(?:than|compared|before|after|while|whereas|over|versus|but|and|rather|followed)\b/;

/**
 * The question itself offers two answers ("X or Y"), one of which is accepted, or both. The response names one of them, or
 * names one first and then the other to set it against, with the question's own word of comparison.
 */
export const eitherOr: Rule<FreeFormItem> = {
  name: 'either-or',
  read(response, item) {
    const offered = offeredAnswers(item);
    if (!offered) return undefined;
    const part = answerPart(response);
    const plain = part.text.replace(/\([^()]*\)/g, ' ').toLowerCase();
    if (
      refuses(part.text) ||
      isSupposed(plain) ||
      corrected(response) ||
      /\b(?:not|n't|neither|nobody|no one|never|hardly|scarcely|far from|both|equal|same|or)\b|n't\b/.test(
        plain,
      )
    )
      return undefined;
    const known = [asWords(item.prompt)];
    const all = [...offered.right, ...(offered.other ? [offered.other] : [])];
    if (all.some((answer) => standsBeside(answer.typed.join(' '), part.text, known))) return undefined;
    const words = asWords(plain);
    const right = firstMention(offered.right, words);
    const other = offered.other && firstMention([offered.other], words);
    if (right === undefined && (other === undefined || anyWord(offered, words))) return undefined;
    if (right !== undefined && other !== undefined) {
      const second = Math.max(right, other);
      const between = words.typed.slice(Math.min(right, other), second).join(' ');
      const question = new Set(wordsOf(item.prompt));
      const before = words.typed.slice(0, second).join(' ').match(comparing) ?? [];
      const said = [...(plain.match(deciding) ?? []), ...before.filter((word) => question.has(word))];
      if (!against.test(between) || said.length === 0 || said.some((word) => !question.has(word)))
        return undefined;
    }
    const degree = /\b(?:is|are|was|were) (?:the )?(?:far |much )?(\p{L}+(?:er|est))\b/u.exec(plain)?.[1];
    if (degree !== undefined && !wordsOf(item.prompt).includes(degree)) return undefined;
    const score = Number(right !== undefined && (other === undefined || right < other));
    return {
      score,
      answer: (score === 1 ? named(offered.right, words) : offered.other)?.typed.join(' ') ?? '',
      confidence: 0.92,
    };
  },
};

interface Offered {
  /** Accepted answers that stand on one side of the "or", or on either. */
  readonly right: readonly Words[];
  /** What stands on the other; nothing where both are accepted. */
  readonly other: Words | undefined;
}

function named(answers: readonly Words[], text: Words): Words | undefined {
  return answers.find(({ stems }) => placesOf(stems, text.stems).length > 0);
}

function firstMention(answers: readonly Words[], text: Words): number | undefined {
  const places = answers.flatMap(({ stems }) => placesOf(stems, text.stems));
  return places.length === 0 ? undefined : Math.min(...places);
}

/** Whether a word of a right answer that is not also the other's stands in a text. */
function anyWord({ right, other }: Offered, text: Words): boolean {
  return right.some(({ stems }) =>
    stems.some((word) => !other?.stems.includes(word) && text.stems.includes(word)),
  );
}

const leading =
  /^.*\b(?:is|are|was|were|did|do|does|of|from|more|fewer|less|first|last|later|between|either|there)\b/i;

/** "Beethoven die first", "dogs more popular": what is asked about, without what is asked of it. */
function subjectOf(tail: string, words: number): string {
  const name =
    /^\s*(?:the )?\p{Lu}[\p{L}\p{N}'.-]*(?: (?:(?:van|von|der|de|del|da|la|le|of|the) )*\p{Lu}[\p{L}\p{N}'.-]*)*/u.exec(
      tail,
    );
  return name?.[0] ?? wordsOf(tail).slice(0, words).join(' ');
}

/** What the prompt's last sentence sets beside each other with "or", where accepted answers stand in it. */
function offeredAnswers(item: FreeFormItem): Offered | undefined {
  const question =
    item.prompt
      .replace(/[\s?]+$/, '')
      .split(/[?\n]/)
      .at(-1) ?? '';
  const halves = question.split(/,?\s+or\s+/i);
  const [left, end] = halves;
  if (halves.length !== 2 || left === undefined || end === undefined) return undefined;
  const opening = left.split(/[,:]/).at(-1) ?? '';
  const first = asWords(opening.replace(leading, ''));
  const tail = (end.split(',')[0] ?? '').replace(
    /\s(?:in|on|at|according|during|from|by|released|for)\b.*$/i,
    '',
  );
  const isTurned = /^\s*(?:is|are|was|were|do|does|did|has|have|can|could|will|would)\b/i.test(opening);
  const second = asWords(isTurned ? subjectOf(tail, first.typed.length) : tail);
  if (first.typed.length === 0 || second.typed.length === 0) return undefined;
  const accepted = acceptedWords(item).map((answer) => answer.words);
  const [onFirst, onSecond] = [first, second].map((side) =>
    accepted.filter((answer) => mentions(answer, side).length > 0 || mentions(side, answer).length > 0),
  );
  if (!onFirst || !onSecond || onFirst.length + onSecond.length === 0) return undefined;
  const other = onSecond.length === 0 ? second : onFirst.length === 0 ? first : undefined;
  const right = [...onFirst, ...onSecond];
  return [...right, first, second].some(tooCommon) ? undefined : { right, other };
}
