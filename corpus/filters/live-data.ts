const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';

/**
 * The answer is another one every day or for every asker. What a text must hold stands before what it must not: that costs
 * more.
 */
export const liveData = new RegExp(
  [
    // Weather of a place or a day; the science of weather stays.
    `^(?:what(?:'s| is|s) the )?(?:weather|temperature|forecast)(?: forecast)?(?: like)? (?:today|tomorrow|tonight|now|right now|this week|this weekend|outside|here|in (?!.*\\b(?:${month}|winter|spring|summer|autumn|fall)\\b)[a-z .,]+)\\??$`,
    // Asked in a whole sentence, with the day or the place behind it.
    "^(?:(?:hey|hi|so|ok|okay|please|can|could|you|tell|show|give|me|do|know|check|i|want|need|to)[, ]+)*(?:what|how)?(?:'s| is|s| will)? ?(?:will |is )?(?:the |today'?s )?weather\\b(?= (?:is|be|like|report|forecast|conditions|going|looks?|looking|good|bad|nice|fine|warm|cold|hot|in|at|for|on|here|there|outside|right|today|tomorrow|tonight|now|currently|this)\\b).{0,60}\\b(?:today|tomorrow|tonight|now|currently|outside|this (?:week|weekend|morning|afternoon|evening))\\b[^.]{0,30}$",
    '\\b(?:weather|forecast)(?: report)? (?:for )?(?:today|tomorrow|tonight|this week|right now)\\b',
    '^(?=[a-z .,]{3,30} weather(?: forecast| report| radar)?$)(?!.*\\b(?:severe|extreme|cold|hot|warm|wet|dry|bad|winter|space|average|past|is|of|and)\\b)',
    '\\b(?:near me|open now|nearest to me|close to me|around me)\\b',
    "\\bwhat(?:'s| is|s) the (?:current |exact )?(?:time|date)(?: now| today| right now| in [a-z ]+)?\\??$",
    '^(?:so |hey )?what (?:time|day|date) is it\\b',
    "^today'?s? date\\b",
    // What somebody thinks, wants or would do at the moment is nothing that data tell of.
    "^(?!.*\\b(?:you|your|i|i'm|my|we|would|could|should|if)\\b).*\\b(?:right now|at the moment)\\??$",
    '\\b(?:score|exchange rate|(?:stock|share|gas|gold) prices?|pollen count|traffic|delays?|trending|movies? (?:are )?on|raining|going to (?:rain|snow)|(?:still )?open|trains? running|tube running)\\b.*\\b(?:today|tonight|now|this (?:morning|afternoon|evening|weekend))\\??$',
    '^(?:when is the )?next (?:train|bus|flight|ferry|tram) (?:to|from)\\b',
    '^is (?:the|my) (?:[\\w-]+ ){1,3}(?:still )?open\\??$',
    '^is it (?:raining|snowing|sunny|foggy|windy|stormy)\\b[a-z ]*\\??$',
    '^(?:has|have|is|are|did)\\b.*\\byet\\??$',
    '^(?:the )?latest (?:scores?|results?)\\b',
    '\\bprice of [a-z ]+ (?:today|now)\\??$|\\b(?:online|available) now\\??$',
    '^when does the (?:sun|moon) (?:set|rise) (?:today|tonight|tomorrow)\\b',
    "^what(?:'s| is|s) on (?:at|in) the (?:cinema|theatre|theater|movies|pub)\\b",
    '^(?:cheap(?:est)? )?(?:flights?|tickets?|hotels?|trains?)\\b.*\\b(?:tomorrow|tonight|(?:this|next) (?:week|weekend|month|\\w+day))$',
    '^(?:is|are) the \\w+ open (?:today|tomorrow|now|on \\w+day)\\??$|^who is (?:leading|winning)(?: the \\w+)?\\??$',
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
    // The weather again, in fewer words and more.
    '^(?:local |hourly |\\d+[- ]day )?(?:weather|forecast)(?: forecast| report| radar)?$|^\\d+[- ]day (?:weather )?forecast\\b|^(?:will|is) it (?:going to )?(?:rain|snow|be (?:sunny|hot|cold|warm|windy))\\b',
    "^(?:what(?:'s| is) the )?current (?:temperature|weather|time|date|score|air quality|humidity|uv index|price|exchange rate)\\b|\\b(?:air quality|aqi|uv index|pollen|surf report|snow report)\\b.*\\b(?:now|today|tomorrow)$",
    '\\b(?:tide|train|bus|sunset|sunrise|prayer) times? (?:today|tomorrow|tonight|now|this \\w+|near \\w+)\\b',
    // What is traded.
    "^(?:what(?:'s| is) the )?(?:price of )?(?:bitcoin|btc|ethereum|eth|dogecoin|xrp|gold|silver|crude oil|oil|petrol)(?: (?:price|value|rate|quote|chart))?s?(?: (?:in )?(?:usd|eur|gbp|inr|dollars))?$",
    '^(?:\\d+ )?(?:btc|eth|usd|eur|gbp|jpy|inr|cad|aud|chf|php|ngn|pkr)(?: to | in | ?/ ?| )(?:btc|usd|eur|gbp|jpy|inr|cad|aud|chf|php|ngn|pkr)(?: (?:rate|today|now))*$',
    '^(?=[\\w.&]+(?: [\\w.&]+)? (?:stock|shares?)(?: price| quote)?(?: today)?$)(?!.*\\b(?:common|preferred|penny|rolling|capital|joint|chicken|beef|vegetable|fish|bone|in|out of|gun|laughing|time|vs|market|company|over|the|a)\\b)',
    '\\bhow (?:is|are|did) the (?:dow|nasdaq|s&p|stock market|markets?|ftse|dax)\\b.*\\b(?:doing|today|now|do)\\b|\\b(?:mortgage|interest|exchange|savings|cd) rates? (?:today|now|this week)\\b',
    '\\b(?:price|cost|worth|rates?|per (?:ounce|gallon|litre|barrel)|happening|playing|trending|showing) (?:\\w+ ){0,2}(?:today|tonight)[?.!]*$',
    // What is open, shut, running or down.
    '^is (?!(?:goose|duck|feather|eider)\\b)[\\w .]{2,30} down(?: (?:right now|today|for everyone|or is it just me))*[?.!]*$|^is (?:the )?[\\w -]{1,25} (?:closed|open|blocked|delayed|cancelled)(?: (?:today|now|tomorrow|on \\w+day))?[?.!]*$',
    // Sport.
    "^(?=(?:[\\w']+ ){1,3}scores?$)(?!.*\\b(?:credit|fico|sat|act|gre|toefl|ielts|iq|z|t|f1|bleu|apgar|brier|test|exam|film|music|movie|high|raw|box|gleason|wells|piano|full|half|credit|perfect|bowling|calculate|average|what|how)\\b)",
    '\\b(?:premier league|la liga|bundesliga|serie a|champions league|nba|nfl|mlb|nhl|epl|f1|ipl) (?:table|standings|scores?|results?|fixtures|schedule)$|\\bstandings$',
    "^(?:what(?:'s| is) )?(?:the )?latest (?:on|about|with|from)\\b",
    // The asker's own affairs.
    '\\bmy (?:\\w+ )?(?:refund|order|package|parcel|delivery|account|balance|bill|claim|application|laundry|appointment|subscription|booking|flight|visa|plan|shipment|mail)\\b.{0,30}\\b(?:status|balance|ready|arriv\\w+|due|shipped|delivered|remaining|left|here|get here|come)[?.!]*$',
    '\\b(?:status|balance|remaining \\w+|data left) (?:of|on) my\\b|^when (?:will|does|is) my \\w+ (?:be ready|arrive|arriving|come|coming|ship|due|get here)\\b|^when (?:will|does) my (?:flight|train|bus|ferry|plane) (?:leave|depart|board|land|take off)\\b',
    '\\bin my (?:area|city|town|neighbou?rhood)$|\\b(?:nearby|around here|close by)$|\\bnear (?:\\d{5}|my (?:house|location|home|work))\\b|\\bhiring near\\b|\\b(?:hotel|flight|room|ticket) availability\\b',
    // A day that is another one tomorrow; a song of that name is not meant.
    '^(?=(?:what|who|which|where|did|will|how (?:much|many))\\b.{3,60}\\b(?:tonight|last night|yesterday|right now|this (?:weekend|evening|afternoon|morning))[?.!]*$)(?!.*\\b(?:sang|sing|song|wrote|lyrics|chords|film|movie|mean|meaning|album|i|my|me|we|you|your)\\b)',
  ].join('|'),
  'i',
);
