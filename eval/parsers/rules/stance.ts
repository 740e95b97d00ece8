/** Whether a text says what it names, or denies it, doubts it, only supposes it, or reports it from somebody else. */

/** A new clause in which what was denied or reported before no longer counts. */
const turn = /^.*(?:[;–—]|\b(?:but|so|therefore|thus|hence|however|instead|whereas|yet)\b)/isu;

const saying =
  '(?:say|says|said|think|thinks|thought|believe[sd]?|claim(?:s|ed)?|argue[sd]?|assume[sd]?|suppose[sd]?|guess(?:es|ed)?|answer(?:s|ed)?|attribute[sd]?|expect(?:s|ed)?|pick(?:s|ed)?|choose|chooses|chose)';
const others =
  '(?:some|many|few|others?|(?:(?:most|many|some|several|other|all|the|these) )?(?:\\w+ )?(?:students?|pupils|candidates|readers|users|sources|experts)|nobody|no one|somebody|someone|anyone|everyone|you|one|my \\w+|an? (?:student|friend|teacher|colleague|novice|beginner|layman|child|naive \\w+))';

/** Somebody else's answer, or an earlier one. */
const reports = new RegExp(
  [
    `\\b${others} (?:(?:who|could|might|may|would|will|often|people|of \\w+|have|had) ){0,3}${saying}\\b`,
    `\\bmost (?:people )?(?:believe|think|assume)`,
    '\\b(?:tempting|at first (?:glance|sight)|according to my|contrary to|used to be|supposedly|allegedly|formerly)\\b',
    '\\bi (?:(?:had|have) )?(?:first|initially|originally|once|almost|nearly)\\b',
    '\\bi (?:was (?:going|about) to|would have) ',
    `\\bmy (?:first|initial|original) (?:answer|thought|guess)\\b`,
    '\\bcommon (?:wrong|misconception|mistake|error)\\b',
  ].join('|'),
  'i',
);

/** Words that call what they speak of wrong or doubtful. */
const doubtWords =
  '(?:doubt(?:s|ful)?|unlikely|improbable|implausible|impossible|no way|refuse|deny|wrong|incorrect|false|untrue|mistaken|invalid|exclud(?:e|ed|es|ing)|eliminat(?:e|ed|es|ing)|rul(?:e|ed|es|ing) (?:\\w+ )?out|discard(?:ed)?|dismiss(?:ed)?|reject(?:ed)?)';
const doubts = new RegExp(
  `\\b(?:${doubtWords}|least (?:likely|plausible)|worst|second[- ]best|opposite of)\\b`,
  'i',
);
const notThought =
  /(?:\b(?:not|never|hardly)|n['’]?t)\b (?:\w+ ){0,2}(?:think|believe|say|agree|suppose|expect|guess|choose|pick|sure|certain|clear|true|likely|right|correct|convinced)\b/i;

/** "Not" and "wrong" in the languages that models answer in most; `no` is an answer in several of them. */
const foreignNot =
  /(?<!\p{L})(?:nicht|kein(?:e|er|en)?|n['’]est pas|ne|pas|não|nao|niet|geen|inte|ikke|nie|не|нет|ni|tidak|bukan|không|δεν|nahi|नहीं|falsche?[rns]?|incorrect[ao]|mauvaise?|errad[ao]|sbagliat[ao]|неправильн\p{L}*|неверн\p{L}*|błędn\p{L}*|yanlış|salah)(?!\p{L})|(?<!\p{L})no (?:creo|pienso|es|son|era|fue)(?!\p{L})|不是|并非|不选|不应|错误|錯誤|不正|正しくな|間違|오답|ではな|じゃな|ではあり|아니|ليس|ليست|אינה|ไม่/iu;

/** The clause that ends a text: what stands before a "but" does not reach into it. */
function clauseOf(before: string): string {
  return before.replace(turn, '');
}

/** Whether what stands before a thing in its sentence puts it into somebody else's mouth, or into an earlier guess. */
export function isReported(before: string): boolean {
  return reports.test(clauseOf(before));
}

/** Whether what stands before a thing in its sentence doubts or excludes it: "I do not think it is", "the wrong answer is". */
export function isDoubted(before: string): boolean {
  const clause = clauseOf(before);
  return doubts.test(clause) || notThought.test(clause);
}

/** Whether a sentence is in another language than English and denies something. */
export function deniesAbroad(text: string): boolean {
  return foreignNot.test(text);
}

/** Whether what stands before a thing in its sentence makes it depend on something: "if it were gold,". */
export function isConditional(before: string): boolean {
  return /\b(?:if|unless|whether|suppose|supposing|assuming|in case)\b/i.test(clauseOf(before));
}

/** Whether what stands before a thing in its sentence reports it, doubts it, or makes it depend on something. */
export function isSupposed(before: string): boolean {
  return isReported(before) || isDoubted(before) || isConditional(before);
}

const copula =
  "(?:is|are|was|were|would be|seems?|looks|can be|could be|must be|has been|cannot be|can't be|would have been)";
const after = [
  /^[\s)"'\]]*\?/,
  /^[ \t]*(?:if|unless|only if)\b/i,
  new RegExp(
    `^[\\s)"'\\]]*(?:${copula} (?:not|never|hardly|scarcely|barely|rarely|seldom|no longer|far from|anything but|by no means|second to)|not (?:correct|right|true|so))\\b|^n't\\b`,
    'i',
  ),
  new RegExp(
    `^[\\s,.:;)"'\\]–—-]*(?:${copula} )?(?:\\w+ly )?\\(?(?:${doubtWords}\\b|too (?:low|high|small|large|few|many|much|little|early|late)\\b|(?:a |the )(?:\\w+ )?(?:wrong|mistake|misprint|typo|error))`,
    'i',
  ),
  /^\s*(?:is|was|are|were) (?:what (?!(?:i|we|is|was|the (?:question|text|passage))\b)|(?:an?|the|another|only an?) (?:\w+ )?(?:distractor|trap|decoy|lure|guess|trick|temptation)\b)/i,
  /^\s*(?:isn't|aren't|wasn't|weren't|can't be|cannot be|didn't|doesn't|did not|does not)\b/i,
  /^\s*(?:ではな|じゃな|ではあり|[가이은는]? ?아[니닙]|değil|नहीं|不是|不对|错)/,
];

/** Whether what stands right after a thing denies, excludes or questions it: "is ruled out", "(wrong)", "?". */
export function isDeniedAfter(following: string): boolean {
  return after.some((denial) => denial.test(following));
}

const qualification = new RegExp(
  `\\b(?:not|no|never|none|neither|nor|cannot|except|unless|without|but|if|than|one of|at (?:least|most)|${doubtWords})\\b|n['’]t\\b|\\?`,
  'i',
);

/** Whether a text begins with a "no" that only belongs to the word behind it: "No answer can be given", "no doubt". */
export function beginsWithNoOf(text: string): boolean {
  return /^["'(]*no (?!(?:because|it|this|that|these|those|the|they|he|she|there|you|i|we|as|since|not|but|in|on|at|if|and|or|is|to)\b)\p{L}/iu.test(
    text,
  );
}

/** Whether a text just says what it says: no denial, doubt, condition, comparison, question or report anywhere in it. */
export function isUnqualified(text: string): boolean {
  return !qualification.test(text) && !reports.test(text) && !foreignNot.test(text);
}
