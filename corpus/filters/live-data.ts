const month = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';

/** The answer is another one every day or for every asker. */
export const liveData = new RegExp(
  [
    // Weather of a place or a day; the science of weather stays.
    `^(?:what(?:'s| is|s) the )?(?:weather|temperature|forecast)(?: forecast)?(?: like)? (?:today|tomorrow|tonight|now|right now|this week|this weekend|outside|here|in (?!.*\\b(?:${month}|winter|spring|summer|autumn|fall)\\b)[a-z .,]+)\\??$`,
    '\\b(?:weather|forecast)(?: report)? (?:for )?(?:today|tomorrow|tonight|this week|right now)\\b',
    '^(?!.*\\b(?:severe|extreme|cold|hot|warm|wet|dry|bad|winter|space|average|past|is|of|and)\\b)[a-z .,]{3,30} weather(?: forecast| report| radar)?$',
    '\\b(?:near me|open now|nearest to me|close to me|around me)\\b',
    "\\bwhat(?:'s| is|s) the (?:current |exact )?(?:time|date)(?: now| today| right now| in [a-z ]+)?\\??$",
    '^(?:so |hey )?what (?:time|day|date) is it\\b',
    "^today'?s? date\\b",
    '\\b(?:right now|at the moment)\\??$',
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
  ].join('|'),
  'i',
);
