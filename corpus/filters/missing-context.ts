const material =
  '(?:text|passage|paragraph|article|essay|sentences?|code|snippet|function|script|table|list|data|figure|image|picture|photo|diagram|graph|chart|file|document|pdf|link|url|e-?mail|letter|resume|cv|poem|story|question|problem|equation|screenshot|attachment|video|conversation)';

/** Something that was shown, and no text can show. */
const shown =
  '(?:pic|picture|photo|photograph|image|selfie|snapshot|screenshot|diagram|chart|graph|scan|x-?ray|drawing|video)';
const edits =
  '(?:summari[sz]e|translate|proofread|rewrite|rephrase|paraphrase|fix|correct|explain|edit|improve|check|debug|review|analy[sz]e|continue|shorten|expand|simplify|solve|answer|describe|convert|make|change|do)';
const courtesy = '^(?:please |can you |could you |and |ok |now )*';
const pronoun = '(?:this|that|it|these|those|them)';
const sourceText = '(?:article|passage|text|paragraph|story|excerpt)';

const refersElsewhere = new RegExp(
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
  ].join('|'),
  'i',
);

/** Whether text brings something of its own to work on. */
function bringsMaterial(text: string): boolean {
  return /[`\n]|:\s*\S+\s+\S+\s+\S+|"[^"]{20,}"|https?:\/\//.test(text);
}

/** Refers to something that is not there: a text above, a picture, what was said before. */
export function lacksContext(text: string, prose: string): boolean {
  return !bringsMaterial(text) && refersElsewhere.test(prose);
}
