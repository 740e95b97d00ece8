import { permanentRandom } from '../../core/random.js';
import { type Item, itemText } from '../../core/schemas/item.js';

/**
 * The demo's model: a stand-in that is told every answer and gives the right one to seven items of ten, by each item's
 * own random number. It answers as models do, in sentences of several forms, so that the real parser has to read it.
 *
 * @param items everything that it may be asked
 * @returns an answer to a question's text; to one that it does not know, that it does not know
 */
export function standIn(items: readonly Item[]): (question: string) => string {
  // The longest prompt that stands in the question is the one that was asked: a short one may stand inside another.
  const byLength = [...items].sort((a, b) => b.prompt.length - a.prompt.length);
  return (question) => {
    const item = byLength.find(({ prompt }) => question.includes(prompt));
    if (!item) return 'I do not know.';
    const isRight = permanentRandom(item.id, 0, 'is right') < 0.7;
    return phrased(
      isRight ? rightAnswer(item) : wrongAnswer(item, items),
      permanentRandom(item.id, 0, 'phrase'),
    );
  };
}

function rightAnswer(item: Item): string {
  return item.problem_type === 'multiple-choice' ? letter(item.target[0]) : (item.target[0] ?? '');
}

function wrongAnswer(item: Item, items: readonly Item[]): string {
  if (item.problem_type === 'multiple-choice') return letter((item.target[0] + 1) % item.options.length);
  const others = items.filter(
    (other) => other.problem_type === 'free-form' && itemText(other) !== itemText(item),
  );
  const other = others[Math.floor(permanentRandom(item.id, 0, 'other') * others.length)];
  return other ? rightAnswer(other) : 'nothing';
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

function phrased(answer: string, random: number): string {
  const forms = [
    `The answer is ${answer}.`,
    answer,
    `Let me think about that. So the final answer is ${answer}.`,
  ];
  return forms[Math.floor(random * forms.length)] ?? answer;
}
