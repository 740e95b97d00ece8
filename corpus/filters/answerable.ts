import { proseOf } from './code-segments.js';
import type { QueryFilter } from './filter.js';

/** Longer texts are prompts that mention such things, and they bring their context with them. */
const longestJudged = 300;

const picture =
  '(?:pictures?|pics?|photos?|photographs?|(?<!mirror )images?|clip ?art|wallpapers?|screen ?savers?)';
const drawing =
  '(?:images?|pictures?|photos?|drawings?|illustrations?|logos?|posters?|paintings?|sketch(?:es)?|memes?)';
/** A text with one of these says something about pictures; it does not ask to see any. */
const saysMore = '(?!.*\\b(?:how|what|why|who|when|where|which|is|are|do|does|can|to|and|or|on|in|with)\\b)';
const order =
  "^(?:please |hey |hi |ok |now |can you |could you |will you |i want you to |i(?:'d| would) like you to |help me )*";

const asksForImage = new RegExp(
  [
    `^(?:free )?${picture} (?:of|from|for|with)\\b`,
    `^${saysMore}.*\\s(?:${picture}|video ?clips?|videos?|web ?cams?)$`,
    `${order}(?:draw|paint|sketch)\\s+(?:me\\s+)?(?:an?|the|some)\\b(?!.*\\b(?:conclusions?|distinctions?|comparisons?|parallels?|analog(?:y|ies)|inferences?|sample|cards?|code|tikz|latex|svg|ascii)\\b)`,
    `${order}(?:generate|create|make|design|produce|show|send|give)\\s+(?:me\\s+|us\\s+)?(?:an?\\s+|the\\s+|some\\s+|more\\s+)?(?:\\w+\\s+){0,3}?${drawing}\\b(?!.*\\b(?:prompts?|captions?|html|css|python|javascript|react|latex|tikz|svg|ascii|code)\\b)`,
    '^(?!how|what|is|are|can|where).*\\b(?:watch|stream)\\b.*\\b(?:online|free)$',
  ].join('|'),
  'i',
);

const asksForFile =
  /\b(?:free downloads?|downloads? (?:free|full|crack(?:ed)?|mp3|torrent|pdf)|torrents?|mp3s?(?: downloads?)?|ringtones?|warez|keygen|serial (?:key|number) for|crack(?:ed)? (?:version|download)|free e-?books? pdf|printable (?:\w+ ){0,3}(?:forms?|coupons?|calendars?|coloring pages?)|coloring pages?)$|^(?:free )?downloads? (?!speed|manager|time|rate)|\b(?:send|give|attach|export)\s+(?:it|this|them|me)\b.*\b(?:as|in|to)\s+(?:an?\s+)?(?:pdf|docx?|xlsx?|zip|excel file|word document)\b/i;

const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';

const liveData = new RegExp(
  [
    // Weather of a place or a day; the science of weather stays.
    `^(?:what(?:'s| is|s) the )?(?:weather|temperature|forecast)(?: forecast)?(?: like)? (?:today|tomorrow|tonight|now|right now|this week|this weekend|outside|here|in (?!.*\\b(?:${month}|winter|spring|summer|autumn|fall)\\b)[a-z .,]+)\\??$`,
    '\\b(?:weather|forecast)(?: report)? (?:for )?(?:today|tomorrow|tonight|this week|right now)\\b',
    '^(?!.*\\b(?:severe|extreme|cold|hot|warm|wet|dry|bad|winter|space|average|is|of|and)\\b)[a-z .,]{3,30} weather(?: forecast| report| radar)?$',
    '\\b(?:near me|open now|nearest to me|close to me|around me)\\b',
    "\\bwhat(?:'s| is|s) the (?:current |exact )?(?:time|date)(?: now| today| right now| in [a-z ]+)?\\??$",
    '^(?:so |hey )?what (?:time|day|date) is it\\b',
    "^today'?s? date\\b",
    '\\b(?:right now|at the moment)\\??$',
    '\\b(?:score|exchange rate|(?:stock|share|gas|gold) prices?|pollen count|traffic|delays?|trending|movies? (?:are )?on|raining|going to (?:rain|snow)|(?:still )?open|trains? running|tube running)\\b.*\\b(?:today|tonight|now|this (?:morning|afternoon|evening|weekend))\\??$',
    '^(?:when is the )?next (?:train|bus|flight|ferry|tram) (?:to|from)\\b',
    '^is (?:the|my) (?:[\\w-]+ ){1,3}(?:still )?open\\??$',
    '^current (?:\\w+ )?(?:inflation|interest|exchange|mortgage|unemployment) rates?$',
    "\\b(?:current|live|today'?s?|latest|real[- ]time) (?:stock|share|gold|oil|gas|bitcoin|btc|crypto|exchange|mortgage|interest|football|cricket|nba|nfl|sports?) ?(?:price|quote|rate|score|result|news|standings)s?\\b",
    '\\b(?:stock|share|gold|bitcoin|btc|ethereum) (?:price|quote)s? (?:today|now|right now|live)\\b',
    "\\b(?:breaking|today'?s|latest) news\\b|\\bnews (?:today|now)\\b|\\bheadlines today\\b",
    '\\b(?:traffic|road conditions|flight status|train status|bus times?) (?:now|today|right now)\\b|\\bflight status\\b',
    '\\b(?:track|where is|status of|cancel|return) my (?:order|package|parcel|delivery|refund|shipment|flight|claim|application|tax refund)\\b',
    '\\bmy (?:order|account|invoice|tracking) (?:number|no|#|status|balance)\\b',
    "\\b(?:movie (?:show)?times|show ?times|tv (?:guide|listings|schedule)|what(?:'s| is) on tv)\\b",
    '\\b(?:winning )?(?:lottery|lotto|powerball|mega ?millions) (?:numbers|results)\\b',
    '\\bwho (?:won|is winning|is playing) (?:the \\w+ )?(?:tonight|today|last night|yesterday)\\b',
    '\\b(?:live|real[- ]time) (?:scores?|traffic|stream|feed)\\b',
  ].join('|'),
  'i',
);

const material =
  '(?:text|passage|paragraph|article|essay|sentences?|code|snippet|function|script|table|list|data|figure|image|picture|photo|diagram|graph|chart|file|document|pdf|link|url|e-?mail|letter|resume|cv|poem|story|question|problem|equation|screenshot|attachment|video|conversation)';

/** Something that was shown, and no text can show. */
const shown =
  '(?:pic|picture|photo|photograph|image|screenshot|diagram|chart|graph|scan|x-?ray|drawing|video)';
const edits =
  '(?:summari[sz]e|translate|proofread|rewrite|rephrase|paraphrase|fix|correct|explain|edit|improve|check|debug|review|analy[sz]e|continue|shorten|expand|simplify|solve|answer|describe|convert|make|change|do)';
const courtesy = '^(?:please |can you |could you |and |ok |now )*';
const pronoun = '(?:this|that|it|these|those|them)';
const sourceText = '(?:article|passage|text|paragraph|story|excerpt)';

const missingContext = new RegExp(
  [
    `\\b(?:the|this|that|these|those)\\s+(?:\\w+\\s+)?${material}\\s+(?:above|below)\\b`,
    `\\b(?:above|attached|following|aforementioned|given)\\s+(?!the\\b|an?\\b)(?:\\w+\\s+)?${material}\\b[\\s.:!?]*$`,
    `\\bsee (?:the )?attach(?:ed|ment)\\b|^the attached\\b|\\[(?:image|photo|picture|file|attachment)\\]|^\\w+\\.(?:jpe?g|png|gif|heic|pdf|docx?)\\b`,
    // What stands in a picture is asked for; how pictures are handled is a question of its own.
    `^(?:who|what|which|where|is|are|count|find|solve|look|from|name|identify|tell)\\b.*\\b(?:(?:in|from|of|with) (?:this|my|that)|used in this) (?:\\w+ )?${shown}\\b`,
    `^(?:who|what|which|where|is|are|count|find|solve|name|identify|tell)\\b(?!.*\\b(?:called|mean|difference|formula|css|latex)\\b).*\\b(?:in|from) the ${shown}(?: say| mean| show| shown)?[\\s.?!]*$`,
    `^which\\b.*\\bin the ${shown}\\b|^(?:from|look at|in) (?:this|the|my) ${shown}\\b.*(?:,|\\band tell me\\b)`,
    `${courtesy}${edits}\\s+(?:${pronoun}|the same)(?:\\s+${material})?(?:\\s+(?:for me|please|again|more|further|better|shorter|longer|simpler|(?:again )?but .*|for the (?:next|other|second|last) .*|in (?:more detail|english|simple (?:terms|words))|to (?:english|spanish|french|german|chinese)))*[\\s.:!?]*$`,
    `${courtesy}(?:find the (?:mistakes?|errors?|bugs?) in|${edits})\\s+(?:my|the)\\s+${material}(?:\\s+in an? \\w+ \\w+)?[\\s.!?]*$`,
    `${courtesy}(?:fix|find|correct|explain) the (?:errors?|bugs?|mistakes?) in ${pronoun}[\\s.!?]*$`,
    `^(?:based on|according to|in) the ${sourceText},|\\b(?:main idea|theme|tone|author) of the ${sourceText}[\\s.?!]*$`,
    '\\b(?:your|the|my) (?:previous|last|earlier|first|above) (?:answer|response|reply|message|question|point|email|output)\\b',
    '\\bas (?:i|you|we) (?:said|mentioned|discussed|asked) (?:before|above|earlier)\\b',
    `^(?:and |but )?(?:what about|how about|why not)\\s+(?:${pronoun}|the (?:other|second|first|last|third) one)[\\s.!?]*$`,
    `^same question\\b|^and if (?:it|that) (?:is|was)\\b|^tell me more about ${pronoun}[\\s.!?]*$|^who said ${pronoun}[\\s.!?]*$`,
    `^what does (?:he|she|${pronoun}) mean by (?:that|it)[\\s.!?]*$|^which one is \\w+[\\s.!?]*$`,
    '\\banswer to (?:question|number|exercise|problem) \\d+[\\s.!?]*$|^is the answer [a-e]\\b',
    '\\bthe (?:underlined|highlighted|bold(?:ed)?) (?:word|phrase|text|sentence|part)\\b',
    '^(?:try again|again|rewrite|regenerate|shorter|longer|more details?|explain(?: more| further)?|elaborate|why|how|what|really|are you sure)[\\s.!?]*$',
    `^what(?:'s| is) (?:in )?(?:this|that)(?: ${material})?[\\s.!?]*$`,
  ].join('|'),
  'i',
);

/** Whether text brings something of its own to work on. */
function bringsMaterial(text: string): boolean {
  return /[`\n]|:\s*\S+\s+\S+\s+\S+|"[^"]{20,}"|https?:\/\//.test(text);
}

/** Drops what no text alone can answer, however good the model. */
export const answerable: QueryFilter = {
  name: 'answerable',
  reasons: {
    'asks-for-image': 'wants pictures or video',
    'asks-for-file': 'wants a download or a document',
    'live-data': "the answer is another one every day, or the asker's alone",
    'missing-context': 'refers to something that is not there',
  },
  prepare: async () => (draft) => {
    const reason = draft.attachment ? 'missing-context' : reasonAgainst(draft.text);
    return reason === undefined ? { kept: draft } : { reason };
  },
};

function reasonAgainst(text: string): string | undefined {
  if (text.length > longestJudged) return undefined;
  const prose = proseOf(text);
  if (asksForImage.test(prose)) return 'asks-for-image';
  if (asksForFile.test(prose)) return 'asks-for-file';
  if (liveData.test(prose)) return 'live-data';
  return !bringsMaterial(text) && missingContext.test(prose) ? 'missing-context' : undefined;
}
