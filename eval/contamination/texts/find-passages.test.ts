import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packageRoot } from '../../../src/core/package.js';
import { itemId, itemSchema } from '../../../src/core/schemas/item.js';
import { freeForm } from '../../parsers/item.fixture.js';
import { findPassages, type Passage } from './find-passages.js';
import { fewestWords, questionsOf } from './question.js';
import { seedIndex } from './seeds.js';
import { splitWords, wordHashes } from './words.js';

const starter = (await readFile(join(packageRoot, 'corpus/starter/items.jsonl'), 'utf8')).trim().split('\n');
const items = starter.slice(0, 400).map((line) => {
  const row = JSON.parse(line);
  const { prompt, options, target, context = null } = row;
  const problem_type = options ? 'multiple-choice' : 'free-form';
  return itemSchema.parse({
    ...row,
    problem_type,
    context,
    id: itemId({ context, prompt, options, target }),
    benchmark_name: 'Starter',
    benchmarks: ['Starter'],
    licence: 'CC0-1.0',
  });
});
const questions = questionsOf(items);
const index = seedIndex(questions);

function passagesIn(text: string): Passage[] {
  return findPassages(splitWords(Buffer.from(text)), index, questions);
}

/** Questions that can be found without an answer or a passage. */
const long = questions.flatMap((question, at) =>
  question.words.length >= fewestWords && question.context.length === 0 ? [at] : [],
);
const anyLong = fc.constantFrom(...long);
const promptOf = (at: number): string => items[at]?.prompt ?? '';
/** Words that are in no question. */
const filler = fc.array(fc.stringMatching(/^zq[a-z]{1,6}$/), { minLength: 0, maxLength: 60 });
const surrounded = fc.tuple(filler, filler).map(([before, after]) => ({
  before: before.map((word) => `${word} `).join(''),
  after: after.map((word) => ` ${word}`).join(''),
}));

describe('a question in a text', () => {
  test('word for word is found as such, where it stands', () => {
    fc.assert(
      fc.property(anyLong, surrounded, (at, { before, after }) => {
        const found = passagesIn(before + promptOf(at) + after);
        const exact = found.filter(({ question, kind }) => question === at && kind === 'exact');
        expect(exact).toHaveLength(1);
        expect(exact[0]?.start).toBeGreaterThanOrEqual(before.length);
        expect(exact[0]?.answer).toBe(false);
      }),
    );
  });

  test('in other case, punctuation and white space is found as if word for word', () => {
    fc.assert(
      fc.property(anyLong, (at) => {
        const edited = promptOf(at)
          .toUpperCase()
          .replace(/[ .,?]+/g, ' \n-- ');
        expect(passagesIn(edited)).toContainEqual(expect.objectContaining({ question: at, kind: 'exact' }));
      }),
    );
  });

  test('with one word changed is near', () => {
    let found = 0;
    let asked = 0;
    for (const at of long) {
      const words = promptOf(at).split(/\s+/);
      const middle = Math.floor(words.length / 2);
      if (/\d/.test(words[middle] ?? '')) continue;
      words[middle] = 'zqzq';
      asked += 1;
      if (passagesIn(words.join(' ')).some(({ question }) => question === at)) found += 1;
    }
    expect(asked).toBeGreaterThan(200);
    expect(found / asked).toBeGreaterThan(0.9);
  });

  test('with another number is another question', () => {
    const numbered = long.filter((at) => / \d+ /.test(promptOf(at)));
    expect(numbered.length).toBeGreaterThan(10);
    for (const at of numbered) {
      const found = passagesIn(promptOf(at).replace(/ \d+ /, ' 9941 '));
      expect(found.filter(({ question, kind }) => question === at && kind !== 'overlap')).toEqual([]);
    }
  });

  test('whose template is filled otherwise is none, and whose first half is quoted is an overlap', () => {
    const asked =
      'Anna says that Boris lies about the game. Boris says that Clara lies about the game. Clara says that Doris lies about the game. Does Doris then tell the truth about the game?';
    const quiz = questionsOf([freeForm(asked, ['no'])]);
    const found = (text: string) => findPassages(splitWords(Buffer.from(text)), seedIndex(quiz), quiz);
    const filled =
      'Ewald says that Fiona lies about the game. Fiona says that Gerda lies about the game. Gerda says that Heinz lies about the game. Does Heinz then tell the truth about the game?';
    expect(found(filled)).toEqual([]);
    const quoted =
      'Anna says that Boris lies about the game. Boris says that Clara lies about the game. Clara says that Doris and so on.';
    expect(found(quoted)).toMatchObject([{ kind: 'overlap' }]);
  });

  test('of signs, or with words that others have too, is found with its own signs only', () => {
    const prompts = [
      'Close all brackets that are open in the row of signs: [ ( {',
      'Close all brackets that are open in the row of signs: [ ( [',
      '(17 + 4) * 23 - 5 * (31 - 8) + 6 * 12 =',
      'What is a well-known name of the ring road (the inner one) around the old town?',
    ];
    const asked = questionsOf(prompts.map((prompt) => freeForm(prompt, ['no'])));
    const found = (text: string) =>
      findPassages(splitWords(Buffer.from(text)), seedIndex(asked), asked).map(({ question }) => question);
    for (const [at, prompt] of prompts.entries()) {
      expect(found(`One line\n${prompt}\n( another one`)).toEqual([at]);
      expect(found(`{"prompt":"${prompt}","target":["no"]}`)).toEqual([at]);
    }
    expect(found('Close all brackets that are open in the row of signs: [ ( (')).toEqual([]);
    expect(found('(17 - 4) * 23 + 5 * (31 - 8) + 6 * 12 =')).toEqual([]);
    expect(found('(17 + 4) * 23 − 5 * (31 – 8) + 6 * 12 =')).toEqual([2]);
    expect(found('What is a well known name of the ring road, the inner one, around the old town?')).toEqual([
      3,
    ]);
  });

  test('that does something else with its numbers is another one', () => {
    const asked = questionsOf([freeForm('What is 5/6 − 3/8? Give a fraction in lowest terms.', ['11/24'])]);
    const kinds = (text: string) =>
      findPassages(splitWords(Buffer.from(text)), seedIndex(asked), asked).map(({ kind }) => kind);
    expect(kinds('What is 5/6 + 3/8? Give a fraction in lowest terms.')).toEqual([]);
    expect(kinds('What is 5 ÷ 6 - 3 ÷ 8: give a fraction in lowest terms.')).toEqual(['exact']);
    expect(kinds('What is 5 6 3 8 give a fraction in lowest terms')).toEqual(['exact']);
  });

  test('text of other words holds none', () => {
    fc.assert(fc.property(filler, (words) => passagesIn(words.join(' ')).length === 0));
  });
});

describe('what stands behind a question', () => {
  const choice = long.find((at) => questions[at]?.options !== null) ?? 0;
  const free = long.find((at) => questions[at]?.options === null) ?? 0;
  const item = items[choice];
  const options = item?.problem_type === 'multiple-choice' ? item.options : [];
  const right = item?.problem_type === 'multiple-choice' ? item.target[0] : 0;
  const listed = options.map((option, at) => `${String.fromCharCode(65 + at)}. ${option}`).join('\n');
  const only = (text: string): Partial<Passage> | undefined =>
    passagesIn(text).find(({ question }) => question === choice || question === free);

  test('an accepted answer near it', () => {
    const target = items[free]?.problem_type === 'free-form' ? String(items[free].target[0]) : '';
    expect(only(`${promptOf(free)} The answer: ${target}.`)).toMatchObject({ answer: true });
    expect(only(`${promptOf(free)} zq ${'zq '.repeat(60)}${target}`)).toMatchObject({ answer: false });
  });

  test('options that are only listed are no answer; a mark, or the right one said again, is', () => {
    const asked = `${promptOf(choice)}\n${listed}\n`;
    expect(only(asked)).toMatchObject({ options: true, answer: false });
    const letter = String.fromCharCode(65 + right);
    expect(only(`${asked}Answer: ${letter}`)).toMatchObject({ options: true, answer: true });
    expect(only(`${asked}"target": ${right}`)).toMatchObject({ options: true, answer: true });
    expect(only(`${asked}It is ${options[right]}.`)).toMatchObject({ options: true, answer: true });
    const wrong = String.fromCharCode(65 + ((right + 1) % options.length));
    expect(only(`${asked}Answer: ${wrong}`)).toMatchObject({ options: true, answer: false });
  });

  test('an option goes by what stands before it, not by its number elsewhere', () => {
    const sheet = (labels: readonly string[], order: readonly string[], answer: string) =>
      only(
        `${promptOf(choice)}\n${order.map((option, at) => `${labels[at]}) ${option}`).join('\n')}\nAnswer: ${answer}`,
      );
    const numbers = options.map((_, at) => String(at + 1));
    const roman = ['i', 'ii', 'iii', 'iv', 'v'];
    const wrong = (right + 1) % options.length;
    for (const labels of [numbers, roman]) {
      expect(sheet(labels, options, labels[right] ?? '')).toMatchObject({ options: true, answer: true });
      expect(sheet(labels, options, labels[wrong] ?? '')).toMatchObject({ answer: false });
    }
    // Counted from 0 it would be the right one.
    expect(right === 0 ? undefined : sheet(numbers, options, String(right))?.answer).not.toBe(true);
    const turned = [...options].reverse();
    const letters = [...'ABCDE'];
    const place = options.length - 1 - right;
    expect(sheet(letters, turned, letters[place] ?? '')).toMatchObject({ options: false, answer: true });
    expect(sheet(letters, turned, letters[place === right ? wrong : right] ?? '')).toMatchObject({
      answer: false,
    });
  });

  test('a letter in the last column of a table, or at the beginning of a record, is an answer', () => {
    const letter = String.fromCharCode(65 + right);
    const row = (last: string) => `zq\n"${promptOf(choice)}",${options.join(',')},${last}\nzq zq`;
    expect(only(row(letter))).toMatchObject({ options: true, answer: true });
    expect(only(row(`${letter} zq`))).toMatchObject({ options: true, answer: false });
    const record = JSON.stringify({ answerKey: letter, question: promptOf(choice), choices: options });
    expect(only(`zq\n${record}`)).toMatchObject({ answer: true });
    expect(only(`Answer: ${letter}\n${promptOf(choice)}\n${listed}`)).toMatchObject({ answer: false });
    expect(only(`${'zq '.repeat(12)}Answer: ${letter} ${promptOf(choice)}\n${listed}`)).toMatchObject({
      answer: false,
    });
  });

  test('an answer that is announced may stand further off, and behind a question of any length', () => {
    const [target = ''] = items[free]?.problem_type === 'free-form' ? items[free].target : [];
    const talk = 'zq '.repeat(20);
    expect(only(`${promptOf(free)} ${talk}The answer is ${target}.`)).toMatchObject({ answer: true });
    const told = freeForm(`${'zq zr '.repeat(200)}who told all of this?`, ['Ostrel']);
    const asked = questionsOf([told]);
    const text = splitWords(Buffer.from(`${told.prompt} Ostrel`));
    expect(findPassages(text, seedIndex(asked), asked)).toMatchObject([{ kind: 'exact', answer: true }]);
  });

  test("options in another order are not the release's own", () => {
    const shuffled = [...options].reverse().join('\n');
    expect(only(`${promptOf(choice)}\n${shuffled}`)).toMatchObject({ options: false });
  });
});

describe('words', () => {
  test('are folded alike in ASCII, Latin-1, Greek and Cyrillic', () => {
    for (const [upper, lower] of [
      ['ÉCOLE', 'école'],
      ['ΩΜΕΓΑ', 'ωμεγα'],
      ['РЕКА', 'река'],
      ['Don’t  STOP', "don't stop"],
    ] as const)
      expect(wordHashes(upper)).toEqual(wordHashes(lower));
  });

  test('each ideograph is one, punctuation is none', () => {
    expect(wordHashes('水は何度で沸騰しますか。')).toHaveLength(11);
    expect(wordHashes('× — ÷ 。 👍 ... “ ”')).toHaveLength(0);
  });

  test('where they stand is told in bytes', () => {
    const { count, starts, ends } = splitWords(Buffer.from(' été, 42'));
    expect([count, starts[0], ends[0], starts[1], ends[1]]).toEqual([2, 1, 6, 8, 10]);
  });
});
