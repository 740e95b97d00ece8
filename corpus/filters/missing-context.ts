const material =
  '(?:text|passage|paragraph|article|essay|sentences?|code|snippet|function|script|table|list|data|figure|image|picture|photo|diagram|graph|chart|file|document|pdf|link|url|e-?mail|letter|resume|cv|poem|story|question|problem|equation|screenshot|attachment|video|conversation|answer|homework|work|assignment|paper|report|draft|speech|response|translation|solution|proof|thesis|writing|website|recording|audio|clip)';

/** Something that was shown, and no text can show. */
const shown =
  '(?:pic|picture|photo|photograph|image|selfie|snapshot|screenshot|diagram|chart|graph|scan|x-?ray|drawing|video)';
const edits =
  '(?:summari[sz]e|translate|proofread|rewrite|rephrase|paraphrase|fix|correct|explain|edit|improve|check|debug|review|analy[sz]e|continue|shorten|expand|simplify|solve|answer|describe|convert|make|change|do|grade|rate|critique|finish|complete|transcribe|format|organi[sz]e|reword|read|classify|use|turn)';
const courtesy = '^(?:please |can you |could you |and |ok |now )*';
const pronoun = '(?:this|that|it|these|those|them)';
const sourceText = '(?:article|passage|text|paragraph|story|excerpt)';

/** Refers to something that is not there, unless it is: a text above, a picture, what was said before. */
export const refersElsewhere = new RegExp(
  [
    `\\b(?:the|this|that|these|those)\\s+(?:\\w+\\s+)?${material}\\s+(?:above|below)\\b`,
    `\\b(?:above|attached|following|aforementioned|given)\\s+(?!the\\b|an?\\b)(?:\\w+\\s+)?${material}\\b[\\s.:!?]*$`,
    `\\bsee (?:the )?attach(?:ed|ment)\\b|^the attached\\b|^(?:what|who|which) .*\\b(?:the|this|my) attached ${material}(?: say| show| mean| contain| about)?[\\s.?!]*$|\\[(?:image|photo|picture|file|attachment)\\]|^\\w+\\.(?:jpe?g|png|gif|heic|pdf|docx?)\\b`,
    // What stands in a picture is asked for; how pictures are handled is a question of its own.
    `^(?:who|what|which|where|is|are|count|find|solve|look|from|name|identify|tell)\\b.*\\b(?:(?:in|from|of|with) (?:this|my|that)|used in this) (?:\\w+ )?${shown}\\b`,
    `^(?:who|what|which|where|is|are|count|find|solve|name|identify|tell)\\b(?!.*\\b(?:called|mean|difference|formula|css|latex)\\b).*\\b(?:in|from) the ${shown}(?: say| mean| show| shown)?[\\s.?!]*$`,
    `^which\\b.*\\bin the ${shown}\\b|^(?:from|look at|in) (?:this|the|my) ${shown}\\b.*(?:,|\\band tell me\\b)`,
    `${courtesy}${edits}\\s+(?:${pronoun}|the same)(?:\\s+${material})?(?:\\s+(?:for me|please|again|more|further|better|shorter|longer|simpler|(?:again )?but .*|for the (?:next|other|second|last) .*|in (?:more detail|english|simple (?:terms|words))|to (?:english|spanish|french|german|chinese)))*[\\s.:!?]*$`,
    `${courtesy}(?:find the (?:mistakes?|errors?|bugs?) in|${edits})\\s+(?:my|the)\\s+${material}(?:\\s+in an? \\w+ \\w+)?[\\s.!?]*$`,
    `${courtesy}(?:fix|find|correct|explain) the (?:errors?|bugs?|mistakes?) in (?:${pronoun}|my ${material})[\\s.!?]*$`,
    `^(?:based on|according to|in) the ${sourceText},|\\b(?:main idea|theme|tone|author) of the ${sourceText}[\\s.?!]*$`,
    '\\b(?:your|the|my) (?:previous|last|earlier|first|above) (?:answer|response|reply|message|question|point|email|output)\\b',
    '\\bas (?:i|you|we) (?:said|mentioned|discussed|asked) (?:before|above|earlier)\\b',
    `^(?:and |but )?(?:what about|how about|why not)\\s+(?:${pronoun}|the (?:\\w+ )?one(?: before| after)?)[\\s.!?]*$`,
    `^same question\\b|^and if (?:it|that) (?:is|was)\\b|^tell me more about ${pronoun}[\\s.!?]*$|^who said ${pronoun}[\\s.!?]*$`,
    `^what does (?:he|she|${pronoun}) mean by (?:that|it)[\\s.!?]*$|^which one is \\w+[\\s.!?]*$`,
    '^and the (?:next|previous|other|last|first|second|third|rest)(?: one)?[\\s.!?]*$|^use the (?:first|second|third|last|other|new|old|previous) (?:version|one|option|approach)\\b',
    '^why (?:is|was) (?:that|this|it)[\\s.!?]*$|^how did you get (?:that|this|there)(?: \\w+)?[\\s.!?]*$|^is (?:that|this|it) (?:all|correct|right|true|enough)[\\s.!?]*$',
    `\\b(?:say|put|explain|write) ${pronoun} (?:in other words|differently|another way)\\b|^(?:does|do) the same (?:go|hold|apply) for the \\w+ one\\b`,
    `^what(?:'s| is) (?:wrong|the (?:matter|problem)) with ${pronoun}[\\s.!?]*$`,
    `${courtesy}${edits}\\s+(?:chapter|section|page|slide|exercise) \\d+(?: for me)?[\\s.!?]*$`,
    `\\((?:photo|image|picture|screenshot|file|pic)s? attached\\)|\\b${shown}s? (?:that )?i(?:'ve)? (?:uploaded|attached|sent|posted)\\b`,
    `^(?:is|are|was) the [\\w ]+ in (?:the|my|this) ${shown}\\b|^what does (?:this|that) (?:icon|sign|symbol|logo|label|button|light)\\b[^:]*$`,
    `${courtesy}turn (?:my|this) ${shown} into\\b`,
    '\\banswer to (?:question|number|exercise|problem) \\d+[\\s.!?]*$|^is the answer [a-e]\\b',
    '\\bthe (?:underlined|highlighted|bold(?:ed)?) (?:word|phrase|text|sentence|part)\\b',
    '^(?:try again|again|rewrite|regenerate|shorter|longer|more details?|explain(?: more| further)?|elaborate|why|how|what|really|are you sure)[\\s.!?]*$',
    `^what(?:'s| is) (?:in )?(?:this|that)(?: ${material})?[\\s.!?]*$`,
    `^(?:what(?:'s|s| is)|why (?:is|does|doesn't|isn't|won't)|how do(?:es)?|who is|is|does)\\b.{0,30}\\b(?:this|these) ${material}[\\s.?!]*$`,
    `^(?:what|who|which|why|where|when|whose|how (?:many|much|does the author))\\b.{2,50}\\b(?:in|of|from) (?:the|this|that) (?:given )?(?:passage|text|excerpt|paragraph|poem|article|story|chart|graph|diagram|screenshot|recording|transcript|figure)[\\s.?!]*$`,
    `${courtesy}(?:solve|find|read|describe|identify|explain|count|translate)\\b.{2,40}\\b(?:in|from|on) (?:the|this|my) (?:image|picture|photo|screenshot|attachment|file|document|link|page)[\\s.?!]*$`,
    `^(?:based on|according to|using|from|referring to|refer to|looking at|look at) (?:the|this|these|my) (?:\\w+ )?${material}\\b(?! (?:of|on|in|for|by|from) \\w)`,
    '^which (?:one )?of (?:these|them|the following)(?: \\w+){0,2} (?:is|are|was|were) (?:not )?(?:the )?(?:in)?(?:correct|true|false|right|wrong|best|most \\w+|mine|better)(?: one| answer| statement)?[\\s.?!]*$',
    `${courtesy}(?:read|answer|translate|solve|summari[sz]e|rewrite|classify|explain|correct|analy[sz]e|complete|use|consider) the following\\b(?! (?:day|week|year|words?\\b.* in a))[^:\\n"]{0,60}$`,
    `${courtesy}(?:convert|turn|change|make|put|translate|rewrite|format|write|code|do|say) (?:it|this|that|them|these) (?:in|into|to|as|with|for|like) (?!rain|work|happen|mean)[\\w -]{2,30}[\\s.?!]*$`,
    `${courtesy}(?:add|give(?: me)?|write(?: me)?|show(?: me)?|list|tell me|i need|need|i want) (?:some |a few |\\w+ )?(?:more|another)(?: (?:one|ones|details?|examples?|ideas?|options?|please|of (?:them|these|those)|information|info|like (?:this|that|these)))*[\\s.?!]*$`,
    "^what(?: is|'s|s) (?:this|that) (?:an? )?(?:pic|picture|photo|image|scan|map|chart|graph) (?:of|showing|about)[\\s.?!]*$",
    '^(?:do |and |now |ok )*(?:the )?same(?: thing| question)? (?:but|for|with|again)\\b',
    '^how (?:old|tall|rich|big|far|long|much|heavy|deep|hot) (?:is|was|are|were) (?:he|she|it|they|that|this|these|those)(?: now| today| then)?[\\s.?!]*$',
    '^(?:and |so |but )*(?:who|what|where|when|why|how) (?:(?:is|was|are|were) (?:he|she|they|it|that|this|these|those)|(?:did|does|do|would|could) (?:he|she|it|that|this))(?! (?:like|called|mean(?:ing)?|takes?|possible|rain(?:ing)?|snow(?:ing)?|hail|thunder|get (?:dark|light|cold|colder|hot|hotter|warm|warmer|late)|dark|foggy|windy)\\b)(?: \\w+){0,2}[\\s.?!]*$',
    '\\bwhat did (?:we|i|you) (?:talk|say|discuss|agree|decide|tell)\\b|\\b(?:like|as) (?:we|you|i) (?:did|said|talked about|discussed)\\b|\\bwe (?:talked about|discussed|agreed)\\b.{0,20}\\b(?:last time|before|earlier|yesterday)\\b',
    '^(?:what|why|answer|solve|explain|do|fix|change|delete|read|translate|check)\\b.{0,30}\\b(?:line|question|exercise|problem|slide|paragraph|number) (?:number )?#?\\d+(?: (?:do|say|mean|wrong|correct|again|please))?[\\s?.!]*$',
    `${courtesy}(?:grade|check|correct|review|rate|critique|proofread|fix|improve|edit|read|rewrite|shorten|finish|evaluate|format|tailor) (?:my|our|this) (?:\\w+ )?${material}\\b(?! (?:on|about|of|for|in|called|titled)\\b)[^:"\\n]{0,40}$`,
    '\\b(?:open|click|visit|read|check|follow|go to) (?:this|the|my) (?:link|url|website|page|file|attachment)\\b|\\blisten to (?:this|the|my) (?:recording|audio|clip|song|voice|file)\\b',
    '^(?:undo|revert|redo|repeat|retry|reverse)\\b (?:it|this|that|the last|your|everything)\\b|\\byour (?:last|previous|earlier|first|second) (?:change|edit|suggestion|sentence|step|version|code|list|idea|point|example|paragraph)s?\\b',
    '^(?:no|nope|not),? (?:i (?:meant|mean|want|wanted|said)|that|the (?:other|first|second|last)|it)\\b|^i (?:want|wanted|need) (?:it|that|them) ',
    '^(?:what|how) about (?:the )?(?:other|second|first|third|last|next|same|rest|previous)(?: \\w+){0,2}[\\s.?!]*$',
    '^compare (?:the two|these|both|them|these two|the)(?: (?:documents|texts|articles|files|images|options|ones|tables|versions|answers|essays|passages|poems))?[\\s.?!]*$',
    `${courtesy}(?:reply|respond|answer) to (?:this|the|that|my) (?:email|e-mail|message|comment|review|letter|text|post|question)[\\s.?!]*$`,
    `${courtesy}(?:make|change|rewrite|shorten|delete|remove|fix|expand|translate|move|improve) the (?:first|second|third|last|next|opening|final|middle) (?:paragraph|sentence|line|section|part|bullet|point|stanza|verse|word|one)\\b|\\b(?:word|sentence|line|paragraph|name|number) (?:on|in) the page\\b`,
    "\\b(?:file|image|photo|document|data|code|text|pdf|picture|table|list) (?:that )?(?:i|we)(?:'ve| have)? (?:just )?(?:uploaded|attached|sent|pasted|shared|gave|posted|showed)\\b",
    `^(?:please )?(?:continue|go on|proceed|carry on|keep going|finish it|again|more)(?: (?:please|from (?:there|here|where you (?:stopped|left off))))?[\\s.!]*$`,
  ].join('|'),
  'i',
);

/** Whether text brings something of its own to work on. */
export function bringsMaterial(text: string): boolean {
  return /[`\n]|:\s*\S+\s+\S+\s+\S+|"[^"]{20,}"|https?:\/\//.test(text);
}
