import { isAdvertisement } from './advertisement.js';
import { proseOf } from './code-segments.js';
import type { Draft, QueryFilter } from './filter.js';
import { asksInPassing } from './page-question.js';

const asks =
  /\?|(?:^|[.!;\n]\s*)(?:how|what|what's|whats|why|when|where|which|who|who's|whose|whom|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|had|may|might|must|shall)\b/i;

/** Words that open or carry a request: what follows is an order, not a statement. */
const requests =
  /(?:^|[.!?:;,$\n]\s*|\b(?:please|and|then|to|you|can|could|should|must|let's|lets|i'll|me)\s+)(?:act|add|analy[sz]e|answer|apply|assume|brainstorm|bring|build|calculate|categori[sz]e|change|check|choose|classify|come up|compare|complete|compose|compute|consider|continue|convert|correct|create|debug|define|derive|describe|design|determine|develop|discuss|do|draft|edit|elaborate|enhance|estimate|evaluate|examine|expand|explain|explore|extract|figure|fill|find|fix|format|generate|get|give|guess|help|identify|imagine|implement|improve|introduce|justify|keep|let|list|look|make|map|name|optimi[sz]e|organi[sz]e|outline|paraphrase|pick|plan|play|predict|prepare|pretend|print|produce|proofread|propose|prove|provide|put|rank|rate|read|recommend|refactor|remember|remove|rephrase|replace|reply|respond|return|review|rewrite|say|select|share|show|simplify|solve|sort|speak|start|state|suggest|summari[sz]e|suppose|take|talk|teach|tell|test|think|train|translate|try|turn|use|verify|visuali[sz]e|walk|write)\b/i;

/** Who speaks of himself or to somebody has a concern of his own. */
const personal = /\b(?:i|i'm|i've|i'd|i'll|im|my|me|mine|we|we're|our|us|you|your)\b/i;

const finiteVerb =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|became|becomes|began|contains|includes|included|provides|provided|offers|offered|makes|made|said|says|announced|reported|received|won|lost|lives|lived|died|occurs|occurred|keeps|kept|turns|turned|beats|leaves|repairs|consists|belongs|remains|shows|showed|found|founded|located|known|born)\b/i;

const url =
  /^(?:(?:https?|ftp):\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|mil|info|biz|io|co|uk|de|fr|us|ca|au)(?:\.[a-z]{2})?(?:\/\S*)?$/i;

/** The words of buttons and menus, alone. */
const boilerplate = new RegExp(
  `^(?:${[
    'home(?: ?page)?|about(?: us)?|contact(?: us)?|site ?map|menu|search|faqs?|submit|cancel|close|untitled|newsletter:.*',
    'log ?[io]n|log ?out|sign ?(?:in|up|out)(?: to continue)?|register|my account|forgot (?:your )?password\\??|add to cart',
    'skip (?:to (?:main )?content|navigation)|back to top|scroll (?:down|up)(?: for .*)?|next(?: page| post)?|previous(?: page| post)?|page \\d+ of \\d+|view all',
    'read more|learn more|(?:show|see) (?:more|less|all)(?: results| posts)?|related (?:articles|posts|topics)',
    '(?:view|your) (?:cart|basket)|checkout|references|advertisements?|reply(?: quote)?|quote|end of (?:document|page)|table of contents',
    'enter your .*|sign up for our .*|(?:tags|categories|labels|filed under|keywords):.*|join date:.*|powered by .*|(?:photo|image|written|photo credit)(?: by|:) .*',
    '(?:table|figure|fig|chapter|appendix|exhibit) [\\divx]+(?:[.:] .*)?|you (?:are|may) not (?:allowed |logged )?.*|(?:\\d+|no) (?:comments?|replies|views|likes|shares)',
    'share(?: this)?|share on \\w+(?: media)?|print(?: this)?|e-?mail this|subscribe|loading(?:\\.{2,}|, please wait.*)?',
    'privacy policy|cookie policy|terms (?:of (?:use|service)|and conditions|& conditions)',
    'subscribe to our newsletter|back to (?:search )?results|(?:filter|sort) by .*|follow us(?: on .*)?|showing \\d+ ?[-–] ?\\d+ of [\\d,]+.*',
    'report this \\w+|i agree to the .*|(?:sorry, )?this (?:item|product|page) is (?:out of stock|no longer available|not available).*|click here if .*',
    'leave a (?:reply|comment)|post a comment|comments?(?: \\(\\d+\\))?|404(?: not found)?|page not found',
    'no results (?:were )?found.*|your session has expired.*|posted (?:on|by) .*|this page was last .*|please enable javascript.*',
    '(?:copyright )?(?:©|\\(c\\)).*|copyright \\d{4}.*',
    "[\\w&']+(?: [\\w&']+)*(?: [>»›|] [\\w&']+(?: [\\w&']+)*){2,}",
  ].join('|')})$|\\ball rights reserved\\b|\\bwe use cookies\\b|\\baccept (?:all )?cookies\\b(?!.*\\?)`,
  'i',
);

const smallTalk = new RegExp(
  `^(?:(?:${[
    'hi+|hello+|hey+|yo|howdy|greetings|good (?:morning|afternoon|evening|night)|thanks?(?: you)?(?: (?:so|very) much| a lot| for (?:your|the|all) \\w+)?|thx|ty|ok(?:ay)?|k|yes|yeah|yep|no|nope|sure',
    "cool|great|nice|wow|lol|haha+|bye|goodbye|see you|test(?:ing)?|ping|continue|go on|next|more|stop|hmm+|how are you(?: doing)?(?: today)?|what'?s up|sup|who are you|are you there",
    "good job|well done|awesome|perfect|that(?:'s| is) (?:so )?(?:funny|great|good|nice|cool|all)",
  ].join(
    '|',
  )})(?: (?:there|all|everyone|everybody|chat ?gpt|claude|ai|bot|friend|man|dude|bro|sir|team))?(?:[\\s.!?,:)]+|$))+$`,
  'i',
);

/** Nothing to ask about: no letter, and nothing to calculate. */
function hasNoWords(text: string): boolean {
  return !/\p{L}/u.test(text) && !/\d\s*[-+*/×÷^=%]\s*\d|^\d+!$/.test(text);
}

/** What is said of an answer that was given. */
const remark =
  /^(?:haha+|well|oh|wow|ah+|lol|ok(?:ay)?)[,.!]? (?:(?:that|this|it)(?:'s| is| was| explains| makes| helps| helped)|i (?:see|understand|get it|got it))\b[^?]{0,40}$/i;

/** Longer texts are prompts or posts, and what they are is not for rules to say. */
const longestJudged = 300;
/** Of what people say of themselves, only what is this short is surely not the beginning of a request. */
const longestTold = 100;

/** Keys that lie beside each other, in both directions. */
const keyboardRows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'].flatMap((row) => [
  row,
  [...row].reverse().join(''),
]);

interface Struck {
  readonly consonants: number;
  readonly neighbours: number;
}

function isStruckBlindly(word: string, least: Struck): boolean {
  if (word.length >= least.consonants && /^[bcdfghjklmnpqrstvwxz]+$/.test(word)) return true;
  if (word.length < least.neighbours) return false;
  return /^([a-z])\1+$/.test(word) || keyboardRows.some((row) => row.includes(word));
}

/** One short word without a vowel is an abbreviation; several in a row are none. */
const leastAlone: Struck = { consonants: 7, neighbours: 4 };
const leastInRow: Struck = { consonants: 5, neighbours: 3 };

/** One key held down, or every word struck blindly: neighbouring keys, or many letters without a vowel. */
function isGibberish(text: string): boolean {
  const folded = text.toLowerCase();
  // Of nearly every text its first word says that it is none.
  if (!isStruckBlindly(/[^\s;,]+/.exec(folded)?.[0] ?? '', leastInRow) && !mayRepeat(folded)) return false;
  const words = folded.match(/[^\s;,]+/g) ?? [];
  const least = words.length === 1 ? leastAlone : leastInRow;
  return words.every((word) => isStruckBlindly(word, least)) || isRepetition(words.join(''));
}

/** Whether the first character comes again in the next three, blanks and commas passed over. */
function mayRepeat(text: string): boolean {
  return /^[\s;,]*([^\s;,])(?:[\s;,]*[^\s;,]){0,2}?[\s;,]*\1/.test(text);
}

/** One to three characters, four times or more. */
function isRepetition(text: string): boolean {
  return [1, 2, 3].some((period) => {
    const times = text.length / period;
    if (times < 4 || !Number.isInteger(times) || text[period] !== text[0]) return false;
    return text.slice(0, period).repeat(times) === text;
  });
}

/** What a sentence begins with that tells something: a person, a thing pointed at, a place in time. */
const tells =
  /^(?:i|i've|i'm|we|he|she|they|you|it|nobody|everybody|everyone|yesterday|(?:my|our|his|her|their|the|this|these|all|most|some) [\p{L}-]+)\b/iu;

/** Whoever has a problem or a wish asks for help, whatever the form of the sentence. */
const concern =
  /\b(?:not|can't|cannot|won't|don't|doesn't|didn't|isn't|aren't|couldn't|unable|no longer|error|errors|problem|problems|issue|issues|trouble|stuck|fail|fails|failed|failing|crash\w*|broken|lost|wrong|need|needs|want|wants|would like|wish|trying|looking for|wondering|wonder|confused|curious|help|advice|question|recommend\w*|suggest\w*|hurts?|pain|sick|afraid|worried)\b/i;

/**
 * A whole sentence that tells something: it begins with a capital, ends with a full stop and has a subject or a verb
 * that says so; nothing in it asks, orders or complains, and it leaves no gap to be filled.
 */
function isStatement(text: string): boolean {
  if (remark.test(text)) return !requests.test(text) && !concern.test(text);
  if (!/^["'(]?\p{Lu}.*\.["')]*$/su.test(text) || text.includes('__')) return false;
  if (asks.test(text) || requests.test(text)) return false;
  if (!personal.test(text))
    return text.split(/\s+/).length >= 3 && (finiteVerb.test(text) || tells.test(text));
  return text.length <= longestTold && tells.test(text) && !concern.test(text);
}

/**
 * Drops what is surely no query. Recall goes first: keyword searches, orders and posts are all kept, and whatever
 * is doubtful.
 */
export const isQuery: QueryFilter = {
  name: 'is-query',
  reasons: {
    'no-words': 'no word in it, and nothing to calculate',
    gibberish: 'keys struck blindly',
    'bare-url': 'an address and nothing else',
    boilerplate: 'the wording of menus, footers and buttons, or what a page asks its reader in passing',
    'small-talk': 'a greeting, thanks or a yes',
    advertisement: 'the wording of advertisements',
    statement: 'a plain statement that asks for nothing',
  },
  prepare: async () => (draft) => {
    const reason = reasonAgainst(draft);
    return reason === undefined ? { kept: draft } : { reason };
  },
};

/** Whether a text holds a question, by its words alone. */
export function holdsQuestion(text: string): boolean {
  return asks.test(proseOf(text));
}

function reasonAgainst({ text, isFromPage }: Draft): string | undefined {
  if (hasNoWords(text)) return 'no-words';
  if (text.length <= 80 && isGibberish(text)) return 'gibberish';
  if (text.length > longestJudged) return undefined;
  if (url.test(text)) return 'bare-url';
  if (smallTalk.test(text)) return 'small-talk';
  const prose = proseOf(text);
  if (boilerplate.test(prose) || (isFromPage && asksInPassing(prose))) return 'boilerplate';
  const isQuestion = asks.test(prose);
  if (isAdvertisement(prose, isQuestion)) return 'advertisement';
  return !isQuestion && isStatement(prose) ? 'statement' : undefined;
}
