import { proseOf } from './code-segments.js';
import type { QueryFilter } from './filter.js';

const asks =
  /\?|(?:^|[.!;\n]\s*)(?:how|what|what's|whats|why|when|where|which|who|who's|whose|whom|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|had|may|might|must|shall)\b/i;

/** Words that open or carry a request: what follows is an order, not a statement. */
const requests =
  /(?:^|[.!?:;,\n]\s*|\b(?:please|and|then|to|you|can|could|should|must|let's|lets|i'll|me)\s+)(?:act|add|analy[sz]e|answer|apply|assume|brainstorm|build|calculate|categori[sz]e|change|check|choose|classify|come up|compare|complete|compose|compute|consider|continue|convert|correct|create|debug|define|derive|describe|design|determine|develop|discuss|do|draft|edit|elaborate|enhance|estimate|evaluate|examine|expand|explain|explore|extract|figure|fill|find|fix|format|generate|get|give|guess|help|identify|imagine|implement|improve|introduce|justify|keep|let|list|look|make|map|name|optimi[sz]e|organi[sz]e|outline|paraphrase|pick|plan|play|predict|prepare|pretend|print|produce|proofread|propose|prove|provide|put|rank|rate|read|recommend|refactor|remember|remove|rephrase|replace|reply|respond|return|review|rewrite|say|select|share|show|simplify|solve|sort|speak|start|state|suggest|summari[sz]e|suppose|take|talk|teach|tell|test|think|train|translate|try|turn|use|verify|visuali[sz]e|walk|write)\b/i;

/** Who speaks of himself or to somebody has a concern of his own. */
const personal = /\b(?:i|i'm|i've|i'd|i'll|im|my|me|mine|we|we're|our|us|you|your)\b/i;

const finiteVerb =
  /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|became|becomes|began|contains|includes|included|provides|provided|offers|offered|makes|made|said|says|announced|reported|received|won|lost|lives|lived|died|occurs|occurred|consists|belongs|remains|shows|showed|found|founded|located|known|born)\b/i;

const url =
  /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|edu|gov|mil|info|biz|io|co|uk|de|fr|us|ca|au)(?:\.[a-z]{2})?(?:\/\S*)?$/i;

const advertisement =
  /\b(?:buy (?:it )?now|order (?:now|yours|today)|shop now|call (?:now|us (?:now|today|at))|act now|limited[- ]time offer|money[- ]back guarantee|free shipping on|satisfaction guaranteed|while supplies last|sign up (?:now|today|for free)|subscribe (?:now|today|to our)|visit our (?:website|store|site)|use (?:promo|coupon) code|up to \d+ ?% off|save (?:up to )?\d+ ?%|\d+ ?% off (?:all|your|everything)|special offer|don't miss (?:out|this)|click here)\b/i;

const boilerplate =
  /^(?:home(?: ?page)?|about(?: us)?|contact(?: us)?|log ?[io]n|log ?out|sign ?(?:in|up|out)|register|search|menu|site ?map|skip to (?:main )?content|read more|learn more|show (?:more|less)|see (?:more|all)|view all|next(?: page)?|previous(?: page)?|back to top|share(?: this)?|print(?: this)?|e-?mail this|subscribe|loading\.*|privacy policy|cookie policy|terms (?:of (?:use|service)|and conditions|& conditions)|faqs?|add to cart|my account|submit|cancel|close|leave a (?:reply|comment)|post a comment|comments?(?: \(\d+\))?|page \d+ of \d+|untitled|404(?: not found)?|page not found)$|\ball rights reserved\b|^(?:copyright )?(?:©|\(c\))|^copyright \d{4}|\bwe use cookies\b|\baccept (?:all )?cookies\b|^(?:[\w &']+ (?:>|»|›) ){2,}|^(?:[\w &']+ \| ){3,}/i;

const smallTalk =
  /^(?:hi+|hello+|hey+|yo|howdy|greetings|good (?:morning|afternoon|evening|night)|thanks?(?: you)?(?: (?:so|very) much| a lot)?|thx|ty|ok(?:ay)?|k|yes|yeah|yep|no|nope|sure|cool|great|nice|wow|lol|haha+|bye|goodbye|see you|test(?:ing)?|ping|continue|go on|next|more|stop|hmm+|how are you(?: doing)?(?: today)?|what'?s up|sup|who are you|are you there)(?: (?:there|all|everyone|chat ?gpt|claude|ai|bot|friend|man|dude))?[\s.!?,:)]*$/i;

/** Nothing to ask about: no letter, and nothing to calculate. */
function hasNoWords(text: string): boolean {
  return !/\p{L}/u.test(text) && !/\d\s*[-+*/×÷^=%]\s*\d/.test(text);
}

/** One key held down, or keys struck blindly: a long word without a vowel, or the same few letters over and over. */
function isGibberish(text: string): boolean {
  return /^[bcdfghjklmnpqrstvwxz]{7,}$/i.test(text) || /^(.{1,3})\1{3,}$/i.test(text.replace(/\s+/g, ''));
}

/** Longer texts are prompts or posts, and what they are is not for rules to say. */
const longestJudged = 300;

/**
 * A whole declarative sentence of no person: it begins with a capital, ends with a full stop and has a verb, nothing
 * in it asks or orders, and it leaves no gap to be filled.
 */
function isStatement(text: string): boolean {
  if (!/^["'(]?\p{Lu}.*\.["')]*$/su.test(text) || text.includes('__')) return false;
  if (asks.test(text) || requests.test(text) || personal.test(text)) return false;
  return text.split(/\s+/).length >= 5 && finiteVerb.test(text);
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
    boilerplate: 'the wording of menus, footers and buttons',
    'small-talk': 'a greeting, thanks or a yes',
    advertisement: 'the wording of advertisements',
    statement: 'a plain statement that asks for nothing',
  },
  prepare: async () => (draft) => {
    const reason = reasonAgainst(draft.text);
    return reason === undefined ? { kept: draft } : { reason };
  },
};

function reasonAgainst(text: string): string | undefined {
  if (hasNoWords(text)) return 'no-words';
  if (text.length <= 80 && isGibberish(text)) return 'gibberish';
  if (text.length > longestJudged) return undefined;
  if (url.test(text)) return 'bare-url';
  if (smallTalk.test(text)) return 'small-talk';
  const prose = proseOf(text);
  if (boilerplate.test(prose)) return 'boilerplate';
  if (asks.test(prose)) return undefined;
  if (advertisement.test(prose)) return 'advertisement';
  return isStatement(prose) ? 'statement' : undefined;
}
