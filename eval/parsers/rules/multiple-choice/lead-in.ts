import { indexOfLetter } from './letters.js';

/** Words that only lead up to a letter, in the languages that models answer in most. */
const words = [
  "so hence thus therefore then and it this that is it's that's must be would should has to the my our let me",
  "i we i'd think believe guess say choose pick select go with for probably likely definitely surely clearly perhaps of course certainly being called named",
  'answer ans option choice letter one conclusion solution correct right best final',
  'la el es el sería será opción respuesta correcta creo que elijo',
  "le est c'est je choisis réponse bonne option correcte",
  'die der das es ist lautet wäre ich wähle antwort richtige korrekte lösung option also',
  'é resposta opção correta certa risposta opzione corretta giusta è',
  'het is antwoord juiste svaret svar är er rätt poprawna prawidłowa odpowiedź to jest',
  'cevap doğru yanıt jawaban jawabannya adalah yang benar đáp án là đúng câu trả lời',
  'ответ вариант правильный верный это я выбираю відповідь правильна це απάντηση είναι η σωστή',
  'الإجابة الجواب إجابة الصحيحة الصحيح هي هو',
  'התשובה תשובה הנכונה היא הוא',
  'उत्तर सही जवाब है คำตอบคือ คำตอบ คือ',
]
  .join(' ')
  .normalize('NFKC');
const known = new Set(words.split(' '));
const leading = [...known].join('|');

/** Whether a word, normalised, only leads up to an answer. */
export function isLeadIn(word: string): boolean {
  return known.has(word) || ['its', 'id', 'thats'].includes(word);
}

/** Of any letter: a pattern of so many words for each number of options would take longer to make than all its reading. */
const clause = new RegExp(
  `(?<=^|[.!?;:,\\n]\\s*)(?:(?:→|=>|⇒)\\s*|(?:(?:${leading})[\\s:,.→]+)+)[("'\\[【「«]{0,2}([A-Z])[)"'\\]】」»]{0,2}(?:です|だ|입니다| है)?[.!。]?(?=\\s*(?:\\n|$))`,
  'giu',
);

/** The letters that end a clause which holds nothing but words that lead up to them: "It is B.", "so B", "Antwort: B". */
export function afterLeadIn(text: string, count: number): { readonly at: number; readonly index: number }[] {
  return [...text.matchAll(clause)].flatMap(({ index, 0: whole, 1: letter = '' }) => {
    const at = index + whole.lastIndexOf(letter);
    const place = indexOfLetter(letter);
    // "A, B, and C" only goes on.
    if (/^and\b/i.test(whole) && text.slice(0, index).trimEnd().endsWith(',')) return [];
    // The pattern ignores case for its words, but a small letter is no option here.
    return place < 0 || place >= count ? [] : [{ at, index: place }];
  });
}
