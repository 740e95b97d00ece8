import { describe, expect, test } from 'vitest';
import { freeForm } from '../../item.fixture.js';
import { readByRules } from '../../rule.js';

/** Sentences that hold an accepted answer: it counts where it is what they assert, whole and alone in its role. */
function read(item: ReturnType<typeof freeForm>, response: string): number | null {
  return readByRules(item, response).score;
}

const painter = freeForm('Who painted the Mona Lisa?', ['Leonardo']);
const country = freeForm('Which country lost the war?', ['France']);
const winner = freeForm('Which country won the cup?', ['France']);
const capital = freeForm('What is the capital of Australia?', ['Canberra']);
const games = freeForm('Which city hosted the games of 1992?', ['Barcelona']);
const metal = freeForm('What is the ring made of?', ['gold']);
const truth = freeForm('Ann lies. Bea says Ann lies. Does Bea tell the truth?', ['Yes']);
const plausible = freeForm('Is the following sentence plausible? "The goalkeeper hit a home run."', ['no']);
const logic = freeForm('not True and not False is', ['False']);

describe('an answer within a sentence', () => {
  test.each<[string, ReturnType<typeof freeForm>, string[]]>([
    ['a part of another name', painter, ['Leonardo DiCaprio', 'It was Leonardo DiCaprio.']],
    ['a name with another word before it', country, ['Vichy France', 'It was Vichy France.']],
    [
      'something that has to do with it',
      country,
      ['the neighbour of France', 'It was the neighbour of France.'],
    ],
    ['a word that describes another', metal, ['gold leaf', 'It is made of gold paint.', 'fake gold']],
    [
      'true of another time, or hardly',
      capital,
      [
        'Canberra was the capital until 1950; today it is Sydney',
        'Canberra was once the capital. Today it is Sydney.',
        'Canberra is hardly the capital',
        'Canberra is no longer the capital',
      ],
    ],
    ['one of several names', games, ['Barcelona, Madrid, Atlanta']],
    [
      'in another role',
      winner,
      [
        'France hosted, Brazil won',
        'Brazil, next to France',
        'Brazil (France was second)',
        'Brazil won; France hosted.',
        'The French hoped for France, but Brazil is right',
        'France refused the cup, Brazil took it',
        'Some say France, others Brazil',
        'Brazil eliminated France',
      ],
    ],
    ['a word of a longer one', metal, ['gold-free paint', 'gold leaf frame', 'gold plating', 'gold and tin']],
  ])('%s is left open', (_name, item, responses) => {
    for (const response of responses) expect([response, read(item, response)]).toEqual([response, null]);
  });

  test('counts with what only places or describes it', () => {
    expect(read(capital, 'Canberra, Australia')).toBe(1);
    expect(read(capital, 'The capital is Canberra, in the Australian Capital Territory.')).toBe(1);
    expect(read(winner, 'France won the cup, beating Brazil.')).toBe(1);
    expect(read(metal, 'It is made of gold.')).toBe(1);
    expect(read(freeForm('Who led them?', ['Leonardo']), 'King Leonardo led them.')).toBe(1);
    const team = freeForm('Which team won?', ['Herons'], 'The Port Ellis Herons beat the Terns.');
    expect(read(team, 'The Port Ellis Herons won.')).toBe(1);
  });
});

describe('a question of yes or no that is answered in its own words', () => {
  test.each<[ReturnType<typeof freeForm>, string, number | null]>([
    [truth, 'Ann lies.\nBea is right.\nTherefore, Bea tells the truth.', 1],
    [truth, 'Ann lies.\nSo Bea does not tell the truth.', 0],
    [truth, 'Ann lies.\nTherefore, Ann does not tell the truth.', null],
    [truth, 'If Ann lies, Bea tells the truth.', null],
    [plausible, 'Keepers play football.\nSo the sentence is not plausible.', 1],
    [plausible, 'Keepers may do so.\nTherefore, the sentence is indeed plausible.', 0],
    [plausible, 'It is not clear whether the sentence is plausible.', null],
    [logic, 'not True is False.\nTherefore, "not True and not False" is False.', 1],
    [logic, 'not False is True.\nTherefore, "not True and not False" is True.', 0],
    [logic, 'It cannot be said that "not True and not False" is True.', null],
  ])('%#', (item, response, score) => {
    expect([response, read(item, response)]).toEqual([response, score]);
  });
});

describe('a question that offers two answers and asks something of them', () => {
  const larger = freeForm('Is London or Paris larger?', ['London']);
  const first = freeForm('Did Mozart or Beethoven die first?', ['Mozart']);
  test.each<[ReturnType<typeof freeForm>, string, number | null]>([
    [larger, 'London is larger.', 1],
    [larger, 'London is larger than Paris.', 1],
    [larger, 'Paris is larger than London.', 0],
    [larger, 'London has fewer people than Paris.', null],
    [first, 'Mozart died first.', 1],
    [first, 'Beethoven died first.', 0],
    [first, 'Beethoven died before Mozart.', null],
  ])('%#', (item, response, score) => {
    expect([response, read(item, response)]).toEqual([response, score]);
  });
});

test.each([
  'Canberra\nSydney\nMelbourne\nPerth',
  'Canberra. Or maybe Sydney.',
  'Canberra. Sydney is also possible.',
  'Сидней.',
])('several answers, or one in other letters, are left open: %s', (response) => {
  expect(read(capital, response)).toBeNull();
});
