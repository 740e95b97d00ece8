const picture =
  '(?:pictures?|pics?|photos?|photographs?|(?<!mirror )images?|clip ?art|wallpapers?|screen ?savers?)';
const drawing =
  '(?:images?|pictures?|photos?|drawings?|illustrations?|logos?|posters?|paintings?|sketch(?:es)?|memes?)';
/** A text with one of these says something about pictures; it does not ask to see any. */
const saysMore = '(?!.*\\b(?:how|what|why|who|when|where|which|is|are|do|does|can|to|and|or|on|in|with)\\b)';
const order =
  "^(?:please |hey |hi |ok |now |can you |could you |will you |i want you to |i(?:'d| would) like you to |help me )*";

/** Wants pictures or video: galleries in the words of searches, and orders to draw. */
export const asksForImage = new RegExp(
  [
    `^(?:free )?${picture} (?:of|from|for|with)\\b`,
    `^(?!\\w+ing\\b)${saysMore}.*\\s(?:${picture}|video ?clips?|videos?|web ?cams?)$`,
    `${order}(?:draw|paint|sketch)\\s+(?:me\\s+)?(?:an?|the|some)\\b(?!.*\\b(?:conclusions?|distinctions?|comparisons?|parallels?|analog(?:y|ies)|inferences?|sample|cards?|code|tikz|latex|svg|ascii)\\b)`,
    `${order}(?:generate|create|make|design|produce|show|send|give)\\s+(?:me\\s+|us\\s+)?(?:an?\\s+|the\\s+|some\\s+|more\\s+)?(?:\\w+\\s+){0,3}?${drawing}\\b(?!.*\\b(?:prompts?|captions?|html|css|python|javascript|react|latex|tikz|svg|ascii|code)\\b)`,
    '^(?!how|what|is|are|can|where).*\\b(?:watch|stream)\\b.*\\b(?:online|free)$',
  ].join('|'),
  'i',
);

/** Wants a download, or an answer as a document. */
export const asksForFile =
  /\b(?:free downloads?|downloads? (?:free|full|crack(?:ed)?|mp3|torrent|pdf)|torrents?|mp3s?(?: downloads?)?|ringtones?|warez|keygen|serial (?:key|number) for|crack(?:ed)? (?:version|download)|free e-?books? pdf|printable (?:\w+ ){0,3}(?:forms?|coupons?|calendars?|coloring pages?)|coloring pages?)$|^(?:free )?downloads? (?!speed|manager|time|rate)|\b(?:send|give|attach|export)\s+(?:it|this|them|me)\b.*\b(?:as|in|to)\s+(?:an?\s+)?(?:pdf|docx?|xlsx?|zip|excel file|word document)\b/i;
