import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import { normalise, wordsOf } from '../normalise.js';
import { numbersIn } from '../numbers.js';
import { refuses } from '../refusal.js';
import { changesMind } from '../retraction.js';
import type { Rule } from '../rule.js';
import { isDoubted, isReported } from '../stance.js';
import { answerPart } from './answer-part.js';
import { asWords, mentions, tooCommon, type Words } from './mention.js';
import { answersAskedFor } from './several.js';
import { acceptedWords } from './targets.js';

/** Letters at the beginning that forms and spellings of one name share ("Danes", "Danish"). */
const root = 3;
const longestInSentences = 3;
/** A wrong answer that is given with "probably" is wrong; one that turns to something else may be none. */
const doubt = /\b(?:may|might|could|however|although|unless|or|depends?|mistake|if|one of|not)\b/i;

/**
 * A name is asked for, and the response commits to one that looks like no part of any accepted answer: it is wrong.
 */
export const otherAnswer: Rule<FreeFormItem> = {
  name: 'other-answer',
  read(response, item) {
    const part = answerPart(response);
    if (!asksForName.test(item.prompt) || !areNames(item) || answersAskedFor(item.prompt) !== 1)
      return undefined;
    if (response.sentences.length > longestInSentences) return undefined;
    if (refuses(response.text) || doubt.test(response.text)) return undefined;
    if (isDoubted(response.text) || isReported(response.text) || changesMind(response.text)) return undefined;
    const said = namesIn(part.text, item.prompt);
    if (said.length === 0 || (isInOtherScript(part.text) && !item.target.some(isInOtherScript)))
      return undefined;
    const whole = asWords(response.text);
    const question = asWords(item.prompt);
    const alike = acceptedWords(item).some(
      ({ words }) =>
        mentions(words, whole).length > 0 ||
        looksLike(said, words.typed) ||
        sharesWord(words, whole, question),
    );
    return alike ? undefined : { score: 0, answer: said.join(' '), confidence: 0.9 };
  },
};

/** Whether a text has letters that are not Latin: it may be the same name, written otherwise. */
function isInOtherScript(text: string): boolean {
  return /(?!\p{Script=Latin})\p{L}/u.test(text);
}

/** Questions whose answer is a name: others may be answered with a synonym that no list of answers holds. */
const asksForName =
  /\b(?:who|whose|whom|by what name|(?:better|best) known)\b|\b(?:boy|girl)'s name\b|\b(?:which|what)\b[^?,.]{0,40}\b(?:actor|actress|actors|singer|artist|author|writer|poet|painter|composer|musician|director|player|footballer|golfer|boxer|jockey|driver|king|queen|monarch|emperor|pope|president|minister|prime minister|politician|general|scientist|inventor|explorer|philosopher|character|god|goddess|saint|city|town|village|country|countries|state|county|capital|island|river|lake|sea|ocean|mountain|desert|continent|street|airport|racecourse|stadium|band|group|team|club|company|organisation|organization|newspaper|magazine|comic|film|movie|musical|opera|ballet|play|novel|book|poem|song|album|show|series|sitcom|ship|horse|newsreader|mogul|chemist|physicist|mathematician|astronaut|monk|nurse|model|bank|airline|supermarket|tv show|programme|program|museum|theatre|theater|gang|first name|surname|last name|university|school|battle|war|dynasty|party|planet|constellation)\b/i;

/**
 * Whether most accepted answers read like names, in one of the spellings they are given in, few hold a number, and none is yes
 * or no.
 */
function areNames({ target }: FreeFormItem): boolean {
  const forms = new Set(target.map(normalise).filter((form) => form !== ''));
  const share = (has: (answer: string) => boolean): number =>
    new Set(target.filter(has).map(normalise)).size / Math.max(1, forms.size);
  const isWord = (answer: string): boolean =>
    /^(?:yes|no|true|false|none|all|both|neither)$/i.test(answer.trim());
  return (
    share(readsLikeName) >= 0.6 &&
    share((answer) => numbersIn(answer).length > 0) <= 0.2 &&
    share(isWord) === 0
  );
}

/** Whether a text is all in capitals at the beginnings of its words, small words apart. */
function readsLikeName(answer: string): boolean {
  const words = answer.replace(/\s*\([^()]*\)$/, '').match(/[\p{L}][\p{L}'.-]*/gu) ?? [];
  const content = words.filter(
    (word) => !/^(?:the|a|an|of|and|in|on|at|to|for|de|la|von|van|der|le|du)$/i.test(word),
  );
  return content.length > 0 && content.every((word) => /^\p{Lu}/u.test(word));
}

/** Words that may follow a name; any other word makes it the beginning of a longer expression ("Swiss watches"). */
const following =
  /^(?:is|was|are|were|has|had|who|which|that|in|on|at|of|from|and|by|with|for|to|as|did|played|won|wrote|said|sang|became|the)$/i;

const acting = /^(?:is|was|are|were|has|had|did|played|won|wrote|said|sang|became)$/i;

/** The names in a text that are not the question's: capitalised words, normalised; abbreviations make it unclear (none). */
function namesIn(text: string, prompt: string): string[] {
  const asked = new Set(wordsOf(prompt).map((word) => word.slice(0, root + 1)));
  const runs = [
    ...text.matchAll(/\p{Lu}[\p{L}'.-]*(?: (?:of |the |de |la |von |van |der )*\p{Lu}[\p{L}'.-]*)*/gu),
  ];
  const names = runs.filter(({ 0: run, index }) => {
    const after = /^(["'),.;:!?]*)\s*(\p{L}*)/u.exec(text.slice(index + run.length));
    const ends = after?.[1] !== '' || after[2] === '' || following.test(after[2] ?? '');
    // Any word has a capital at the beginning: there only what is said to be or do something is a name.
    const begins = text.slice(0, index).trim() === '' && !run.includes(' ') && after?.[2] !== '';
    return (
      ends &&
      (!begins ||
        (acting.test(after?.[2] ?? '') &&
          !/^(?:The|It|He|She|They|This|That|These|Those|There|You|I|We|What|Who|Which|Yes|No)$/.test(run)))
    );
  });
  const unasked = names.filter(({ 0: run }) =>
    wordsOf(run).some((word) => !asked.has(word.slice(0, root + 1))),
  );
  if (unasked.some(({ 0: run }) => /^(?:\p{Lu}\.?){1,4}$/u.test(run))) return [];
  return unasked.flatMap(({ 0: run }) => wordsOf(run)).filter((word) => !asked.has(word.slice(0, root + 1)));
}

/** Whether a word of an answer that is not the question's stands in a text. */
function sharesWord(answer: Words, text: Words, question: Words): boolean {
  return answer.stems.some(
    (word) =>
      word.length > root &&
      !tooCommon(asWords(word)) &&
      !question.stems.includes(word) &&
      text.stems.includes(word),
  );
}

/** Whether words share a beginning with an answer's, or one is the other's initials. */
function looksLike(said: readonly string[], answer: readonly string[]): boolean {
  const roots = new Set(answer.map((word) => word.slice(0, root)));
  if (said.some((word) => roots.has(word.slice(0, root)))) return true;
  const initials = (words: readonly string[]): string => words.map((word) => word[0] ?? '').join('');
  return (
    said.some((word) => word === initials(answer)) ||
    answer.some((word) => word.length > 1 && initials(said).includes(word))
  );
}
