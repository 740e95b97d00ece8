const picture =
  '(?:pictures?|pics?|photos?|photographs?|(?<!mirror )images?|clip ?art|wallpapers?|screen ?savers?)';
const drawing =
  '(?:images?|pictures?|pics?|photos?|drawings?|illustrations?|logos?|posters?|paintings?|sketch(?:es)?|memes?|cartoons?|flyers?|banners?|icons?|stickers?|3d models?|t-?shirts?(?: prints?| designs?)?|wallpapers?|renders?)';
/** A text with one of these says something about pictures; it does not ask to see any. */
const saysMore =
  '(?!.*\\b(?:how|why|who|when|where|which|is|are|do|did|can|should|to|and|or|with|copyright|compress|resize|edit|take|taking)\\b)(?!.*\\bwhat (?:is|are|was|were)\\b)';
const order =
  "^(?:please |hey |hi |ok |now |can you |could you |will you |i want you to |i(?:'d| would) like you to |help me )*";
/** Pictures that are written as code or words are text. */
const asText =
  '(?!.*\\b(?:prompts?|captions?|html|css|python|javascript|react|latex|tikz|svg|ascii|code|in words|generator)\\b)';

/** Wants pictures or video: galleries in the words of searches, and orders to draw. */
export const asksForImage = new RegExp(
  [
    `^(?:free )?${picture} (?:of|from|for|with)\\b(?! (?:an? |the )?(?:function|interval|set|map|point|dorian|health|subset)\\b)`,
    `^(?=.*\\s(?:${picture}|video ?clips?|videos?|web ?cams?|clip ?art)$)(?!\\w+ing\\b)${saysMore}`,
    `^(?:gif|png|jpe?g|vector|icon|emoji image)s? of\\b`,
    '^(?:youtube |funny |live )*(?:videos?|clips?|footage|web ?cams?) (?:of|showing|from)\\b',
    '\\b(?:tattoo|nail(?: art)?|henna|mehndi|hair ?cut|hair ?style) (?:designs?|pictures?|images?)\\b',
    '^(?:show me )?(?:an? |the )?(?:\\w+ )?(?:satellite|street|road|outline|blank|printable|topographic|aerial) (?:maps?|views?)\\b(?! (?:projection|meaning|history|of html))',
    '^(?:an? )?(?:world |country )?maps? of [\\w ]{3,30}$|^(?:[\\w]+ ){1,3}map (?:outline|blank|printable)(?: \\w+)?$|^floor ?plan (?:image|picture|drawing)',
    `${order}(?:draw|paint|sketch|render|animate)\\s+(?:me\\s+)?(?:an?|the|some|my)\\b(?!.*\\b(?:conclusions?|distinctions?|comparisons?|parallels?|analog(?:y|ies)|inferences?|sample|cards?|code|tikz|latex|svg|ascii|list|component|template|line between)\\b)`,
    `${order}(?:generate|create|make|design|produce|show|send|give|find)\\s+(?:me\\s+|us\\s+)?(?:an?\\s+|the\\s+|some\\s+|more\\s+|another\\s+)?(?:\\w+\\s+){0,3}?${drawing}\\b${asText}`,
    `${order}(?:turn|convert|make|change)\\b.{1,60}\\b(?:in)?to (?:an?|the) (?:\\w+ )?${drawing}\\b${asText}`,
    `\\bi (?:need|want|would like|am looking for)(?: you to (?:make|draw|create))? (?:an?|the|some) (?:\\w+ ){0,2}${drawing}\\b${asText}`,
    `${order}show (?:me|us) (?:what|how) .{2,40}\\blooks?(?: like)?[\\s?.!]*$`,
    '^(?!how|what|is|are|can|where).*\\b(?:watch|stream)\\b.*\\b(?:online|free|live|full (?:movie|episodes?))$',
  ].join('|'),
  'i',
);

/** It asks about files rather than for one. */
const asksAbout =
  '^(?!how|what|why|when|who|where|is|are|can|does|do|should|which|difference|convert|merge|open|edit|split|compress|remove|calculate|best|write|explain|\\w+ vs)';
const fileFormat =
  '(?:pdf|docx?|xlsx?|csv|zip|excel(?: file| sheet)?|word(?: file| document)?|powerpoint|spreadsheet)';

/** Wants a download, or an answer as a document. */
export const asksForFile = new RegExp(
  [
    '\\b(?:free downloads?|downloads? (?:free|full|crack(?:ed)?|mp3|torrent|pdf)|mp3s? downloads?|ringtones?|warez|keygen|serial (?:key|number) for|activation key|crack(?:ed)? (?:version|download)|free e-?books? pdf|printable (?:\\w+ ){0,3}(?:forms?|coupons?|calendars?|colou?ring pages?|worksheets?|planners?|cards?)|colou?ring pages?|full version)$',
    '^(?:free )?downloads? (?!speed|manager|time|rate|limit|folder|vs)',
    `${asksAbout}.+ (?:downloads?|torrents?|mp3s?|apks?|pdf|epub|iso|crack|keygen|drivers? (?:download|update)|printable|sheet music|ringtones?)(?: free| full| windows \\d+| pc| mac)*$`,
    `${asksAbout}(?:free )?(?:mp3|pdf|apk|torrent|epub|midi|audio|sheet music|ringtones?|recording)s?(?: file)? (?:of|for)\\b`,
    '^sheet music\\b|^(?:free )?colou?ring pages?\\b|^ringtones?\\b|^printable (?!characters?|strings?|ascii|area|ink)|\\b(?:movies?|e-?books?) torrents?\\b',
    `${asksAbout}(?:free |blank )?(?:resume|cv|invoice|receipt|letterhead|budget|calendar|certificate|powerpoint|excel|business card) templates?(?: (?:word|excel|free|download|docx?|google docs))*$`,
    '\\b(?:install|installer|setup) free$|\\bpast (?:exam )?papers?\\b.*(?:download|pdf)?$|\\buser manual\\b.*\\bpdf$|^(?:ut|u|bit)torrent \\w+',
    `\\b(?:send|give|attach|export|save|get|have|convert|make|return|provide)\\s+(?:me\\s+)?(?:it|this|that|them|me|everything|the (?:answer|chat|table|text|list|conversation)|this (?:chat|conversation|list|table))\\b.{0,30}\\b(?:as|in|to|into)\\s+(?:an?\\s+)?${fileFormat}\\b(?!.*\\b(?:python|java|code|script|vba|pandas)\\b)`,
    `^(?:please |can you |could you )*(?:send|give|make|create|generate|build|attach|provide)\\s+(?:me\\s+|us\\s+)?(?:an?|the|some)\\s+(?:\\w+ ){0,3}?(?:(?:excel|word|powerpoint|pdf|csv|zip) (?:file|document|sheet)|spreadsheet file|zip)\\b(?!.*\\b(?:python|java|code|script|vba|pandas|node)\\b)`,
    '^(?:please |can you )*(?:send|e-?mail) (?:me|us) (?:the|your|a) (?:slides?|files?|documents?|link|report|forms?|copy|brochure)\\b',
    '^(?:please |can you |could you )*(?:send|give) (?:me|us) (?:the|an?) (?:free )?(?:pdf|mp3|epub|apk|torrent|e-?book)(?: file| version)? (?:of|for)\\b',
    '^(?:\\w+ )?zip file (?:of|with)\\b|\\bforms? printable$',
  ].join('|'),
  'i',
);
