import { deniesAbroad, isConditional, isDoubted, isReported } from './stance.js';

const subject =
  '(?:(?:correct|right|best|final|most \\w+|short|only|likely|your|our|my) ){0,4}(?:answer|option|choice|solution|result|conclusion)s?(?: (?:here|to (?:the|this|your) (?:question|problem)|for (?:the|this) (?:question|problem)|given|choice|option|from the (?:options|list|text)))?';
const verb = "(?:'s| is| are| was| would be| should be| must be| will be| has to be)";
const adverbs = '(?: (?:indeed|therefore|thus|definitely|likely|probably|clearly|simply|actually)){0,2}';

/** Words before an answer, in the languages that models answer in most. */
const cues = [
  // "Options:" alone leads in a list of all of them.
  new RegExp(
    `\\b(?!(?:the |two |these |following )*(?:options|choices)\\s*:)${subject}${verb}?${adverbs}\\s*[:=–—]\\s*`,
    'giu',
  ),
  new RegExp(`\\b${subject}${verb}${adverbs}\\s+`, 'giu'),
  /\b(?:correct|right|best) one (?:is|would be)\s*:?\s*/giu,
  /(?<!\b(?:[Ss]ome|[Mm]any|[Ff]ew|[Oo]thers|[Ss]omebody|[Ss]omeone) )\b(?:would|will|might) (?:most |very )?(?:likely |probably )?(?:answer|say|respond|conclude)(?: with)?[,:]?\s+(?=["'(]*(?:[Yy]es|[Nn]o|[Tt]rue|[Ff]alse|[Oo]ption|[A-Z])\b)/gu,
  /\b(?:la )?(?:respuesta|opción)(?: correcta)? (?:es|sería)\s*:?\s*/giu,
  /\b(?:die )?(?:richtige |korrekte )?(?:antwort|lösung|option) (?:ist|lautet|wäre)\s*:?\s*/giu,
  /\b(?:la )?(?:bonne )?réponse(?: correcte)? est\s*:?\s*/giu,
  /\b(?:a )?resposta(?: correta)? é\s*:?\s*/giu,
  /\b(?:la )?risposta(?: corretta)? è\s*:?\s*/giu,
  /(?<!\p{L})(?:respuesta|opción|antwort|lösung|réponse|resposta|risposta|ответ|الإجابة|الجواب|उत्तर)(?: \p{L}+)?\s*[:：—–-]\s*/giu,
  /(?:正确)?(?:答案|选项|答え|正解|回答|答)(?:应该|应|就)?(?:(?:是|为|為|は)\s*[:：]?|[:：])\s*/gu,
  /정답(?:은|:)\s*/gu,
  /(?<![不别勿没])(?:选择?|選択?)\s*[:：]?\s*(?=[(「【]?[A-Z])/gu,
];

/** A place where a text says what its answer is. */
export interface Statement {
  /** Where what is said begins. */
  readonly at: number;
  /** What is said, to the end of its line; the next line that is not empty where its own says nothing. */
  readonly said: string;
}

/** What a text says at its end counts; of very many statements the first ones are not looked at. */
const most = 40;

/** The places where a text says in words what its answer is ("the answer is", "Answer:"), in order, negated ones left out. */
export function statements(text: string): Statement[] {
  const places = new Set(
    cues.flatMap((cue) => [...text.matchAll(cue)].map((match) => match.index + match[0].length)),
  );
  return [...places]
    .sort((a, b) => a - b)
    .slice(-most)
    .map((at) => ({ at, said: lineAt(text, at) }))
    .filter(
      ({ at, said }) =>
        said !== '' && !/^(?:not|n't|never|neither|in)\b/i.test(said) && !isDisowned(text, at),
    );
}

/** Whether what stands before a place in its sentence keeps it from being this response's own answer. */
export function isDisowned(text: string, at: number): boolean {
  const sentence = (
    text
      .slice(0, at)
      .split(/[.!?\n]\s/)
      .at(-1) ?? ''
  ).replace(/[\s:,]+$/, '');
  const clause = sentence.split(/[,:]/).at(-1) ?? '';
  return (
    isReported(sentence) ||
    isConditional(sentence) ||
    isDoubted(clause) ||
    deniesAbroad(clause) ||
    isQuoted(sentence) ||
    isAnotherKind(clause) ||
    /(?:\b(?:not|neither|nor|never)|n['’]t)(?: necessarily| \w+)?$/i.test(sentence)
  );
}

/** "The trap answer is", "Bob's answer:": an answer that is called something is not this response's own. */
function isAnotherKind(clause: string): boolean {
  const kind = /(\p{L}[\p{L}'’-]*) (?:answer|option|choice)s?(?: is| was| would be|: ?)?$/iu.exec(
    clause,
  )?.[1];
  return kind !== undefined && !ownKind.test(kind);
}

const ownKind =
  /^(?:the|this|that|an?|my|our|your|its|to|and|so|then|thus|therefore|hence|here|correct|right|best|better|final|only|likely|most|short|accurate|appropriate|suitable|true|valid|expected|logical|simplest|closest|possible|plausible|reasonable|numerical|numeric|single|multiple|first|\w+ly)$/i;

/** "She says that the answer is": somebody else's answer. */
function isQuoted(sentence: string): boolean {
  return /(?<!\b(?:I|we)(?: would| can| must)?) (?:said|says|claims?|claimed|argues?|insists?),?:? (?:that )?["']?(?:the )?(?:\w+ )?(?:answer|option|choice)\b/i.test(
    sentence,
  );
}

function lineAt(text: string, at: number): string {
  const rest = text.slice(at).trimStart();
  const end = rest.indexOf('\n');
  return (end === -1 ? rest : rest.slice(0, end)).trim();
}
