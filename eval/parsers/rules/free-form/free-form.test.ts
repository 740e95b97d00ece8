import { describe, expect, test } from 'vitest';
import { freeForm } from '../../item.fixture.js';
import { readByRules } from '../../rule.js';

/** The score, or the reason why there is none. */
function read(item: ReturnType<typeof freeForm>, response: string): number | string {
  const { score, reason } = readByRules(item, response);
  return score ?? reason ?? 'none';
}

describe('names and words', () => {
  const river = freeForm('Which river runs through Vienna?', [
    'Danube',
    'Donau',
    'River Danube',
    'Danube (river)',
    '',
  ]);

  test.each<[string, number | string]>([
    ['Danube', 1],
    ['the danube.', 1],
    ['The Danube', 1],
    ['DONAU', 1],
    ['**Danube**', 1],
    ['It is the Danube.', 1],
    ['The river that runs through Vienna is the Danube, which ends in the Black Sea.', 1],
    ['Answer: Danube', 1],
    ['Vienna lies on many bridges.\n\nAnswer: the Danube', 1],
    ['Not the Danube.', 'unparsed'],
    ['The Danube or the Rhine.', 'unparsed'],
    ['Either the Danube or the Elbe', 'unparsed'],
    ['The Rhine, unlike the Danube, does not.', 'unparsed'],
    ['It is the Rhine, which is as long as the Danube.', 'unparsed'],
    ['It is the Rhine.', 0],
    ['I do not know which river that is.', 'refused'],
    ['', 'empty'],
    ['The Danube. I apologise, that was wrong.', 'unparsed'],
  ])('%s', (response, expected) => {
    expect(read(river, response)).toBe(expected);
  });

  test('one and many, accents, hyphens and forms of a verb are alike', () => {
    expect(read(freeForm('What do you look into to see yourself?', ['Mirrors']), 'A mirror.')).toBe(1);
    expect(read(freeForm('Who?', ['José Núñez']), 'Jose Nunez')).toBe(1);
    expect(read(freeForm('Which team?', ['A-Team']), 'The A Team')).toBe(1);
    expect(read(freeForm('What are the nuns doing?', ['Praying']), 'The nuns prayed.')).toBe(1);
    expect(read(freeForm('Who won?', ['Okafor, Ada']), 'Ada Okafor won.')).toBe(1);
  });

  test('words of the question that come back are no answer', () => {
    const heavier = freeForm('Which is heavier, gold or tin?', ['gold']);
    expect(read(heavier, 'That is gold or tin, of course.')).toBe('unparsed');
    expect(read(heavier, 'Gold is heavier than tin.')).toBe(1);
    expect(read(heavier, 'Tin is heavier than gold.')).toBe(0);
    expect(read(heavier, 'Tin is lighter than gold.')).toBe('unparsed');
    expect(read(heavier, 'The heavier one is gold.')).toBe(1);
  });

  test('of two things to choose from, the word of the question decides, before the second is named', () => {
    const higher = freeForm('Which rose higher, rents or wages?', ['wages']);
    expect(read(higher, 'Wages rose higher, by 9 percent, while rents fell.')).toBe(1);
    expect(read(higher, 'Rents rose higher, by 9 percent, while wages fell.')).toBe(0);
    expect(read(higher, 'Rents fell while wages rose higher.')).toBe('unparsed');
    expect(read(higher, 'Rents rose higher while wages fell. Actually, that is incorrect.')).toBe('unparsed');
    const both = freeForm('Are there more cats or dogs?', ['cats', 'dogs']);
    expect(read(both, 'There are more dogs (30) than cats (20).')).toBe(1);
    expect(read(both, 'There are as many birds.')).toBe('unparsed');
  });

  test('a denial that repeats the question denies nothing', () => {
    const advice = freeForm('What should you never give a goat?', ['chocolate']);
    expect(read(advice, 'You should never give a goat chocolate.')).toBe(1);
    expect(read(advice, 'Never chocolate, only hay.')).toBe('unparsed');
    const most = freeForm('Which bird eats more seeds than any other?', ['finch']);
    expect(read(most, 'The bird that eats more seeds than any other is the finch.')).toBe(1);
    expect(read(most, 'The sparrow eats more seeds than a finch.')).toBe('unparsed');
  });

  test('titles, British and American endings', () => {
    expect(read(freeForm('Who wrote it?', ['Professor Ada Okafor (1901-1980)']), 'Ada Okafor')).toBe(1);
    expect(read(freeForm('What is built there?', ['a big theatre']), 'A big theater.')).toBe(1);
  });

  test('short and common answers must stand alone', () => {
    const pronoun = freeForm('Which pronoun stands for a thing?', ['It']);
    expect(read(pronoun, 'It')).toBe(1);
    expect(read(pronoun, 'I think it is hard to say.')).not.toBe(1);
  });

  test('a synonym that no list holds is left open', () => {
    expect(read(freeForm('What do you call a pushchair for babies?', ['Baby buggy']), 'A stroller.')).toBe(
      'unparsed',
    );
  });
});

describe('several answers', () => {
  const colours = freeForm('Which two colours are in the flag of Poland?', ['white', 'red']);

  test.each<[string, number | string]>([
    ['White and red.', 1],
    ['red, white', 1],
    ['1. Red\n2. White', 1],
    ['Red.', 'unparsed'],
    ['Blue and yellow.', 'unparsed'],
  ])('%s', (response, expected) => {
    expect(read(colours, response)).toBe(expected);
  });

  const seasons = freeForm('What are the three warm months?', ['June, July and August']);

  test.each<[string, number | string]>([
    ['August, June, July', 1],
    ['The three warm months are:\n1. June\n2. August\n3. July', 1],
    ['June, July, August and September', 'unparsed'],
    ['June and July', 'unparsed'],
  ])('in one list: %s', (response, expected) => {
    expect(read(seasons, response)).toBe(expected);
  });

  test.each([
    ['Which famous town has a bridge of glass?', 'Arva'],
    ['To whom did the queen give the three rings?', 'Arva'],
    ['What are towns by a river called?', 'Arva'],
  ])('only one is asked for: %s', (prompt, answer) => {
    expect(read(freeForm(prompt, [answer, 'another name']), `It is ${answer}.`)).toBe(1);
  });

  test('what the members of a group are called may be several names', () => {
    expect(read(freeForm('What were the twins called?', ['Ida', 'Udo']), 'Ida.')).toBe('unparsed');
  });
});

describe('numbers', () => {
  const eggs = freeForm('A hen lays 3 eggs a week. How many are that in 14 weeks?', ['42', '42 eggs']);

  test.each<[string, number | string]>([
    ['42', 1],
    ['42.', 1],
    ['42 eggs', 1],
    ['Forty-two', 1],
    ['forty two eggs', 1],
    ['42.0', 1],
    ['3 * 14 = 42', 1],
    ['3 eggs a week for 14 weeks make 3 * 14 = 42 eggs.', 1],
    ['In 14 weeks the hen lays 42 eggs.', 1],
    ['She lays 42 (3 times 14).', 1],
    ['**Step 1:** 3 eggs each week.\n**Step 2:** 3 × 14 = 42\n\nTherefore, the hen lays 42 eggs.', 1],
    ['$\\boxed{42}$', 1],
    ['60 - 18 = 42\n#### 42', 1],
    ['The half of 42 is left.\n#### 21', 'unparsed'],
    ['\\(3 \\times 14 = 42\\)', 1],
    ['41', 0],
    ['The answer is 45.', 0],
    ['3 * 14 = 45', 0],
    ['Therefore, she lays 44 eggs.', 0],
    ['It is 40. However, some weeks are longer, so it may be 42.', 'unparsed'],
    ['14', 'unparsed'],
    ['The text does not say how many.', 'refused'],
  ])('%s', (response, expected) => {
    expect(read(eggs, response)).toBe(expected);
  });

  test.each<[string, string, string, number | string]>([
    ['What share is left?', '0.25', '25%', 1],
    ['What share is left?', '25%', '0.25', 1],
    ['What share is left?', '1/4', '0.25', 1],
    ['What share is left?', '\\frac{1}{4}', '\\boxed{\\dfrac{1}{4}}', 1],
    ['How many people live there?', '1,500,000', '1.5 million', 1],
    ['How many people live there?', '1500000', '1,500,000 people', 1],
    ['How many thousands are that?', '60', '60,000', 1],
    ['How much is it?', '60', '60,000', 'unparsed'],
    ['How much does it cost?', '$18', 'It costs $18.00.', 1],
    ['How long is it?', '3.33', '3.333 m', 1],
    ['How long is it?', '3.33', '3.3 m', 'unparsed'],
    ['How cold was it?', '-7', '-7 °C', 1],
    ['How cold was it?', '-7', '7 degrees below zero', 'unparsed'],
    ['How far is it?', '5', '2 km', 0],
    ['How many sports are new?', '1', 'One sport, rowing, is new.', 1],
    ['In which year did the bridge open?', '1932', 'It opened on 3 May 1932.', 1],
    ['In which year did the bridge open?', '1932', 'It opened in 1931.', 0],
    ['How many teams take part?', '16', 'In 2014 there were 16 teams.', 1],
    ['How many seats were free?', '66', 'Therefore, 1,069 seats were free.', 0],
    ['How many dollars more is that?', '3068', 'It is $3,068 more ($26,403 - $23,335).', 1],
    ['How many shops have ten clerks?', '6', 'Clerks:\n- North: 12 clerks\n- South: 40 clerks', 'unparsed'],
    ['How long did it last?', 'eight-minute', 'About 8 minutes.', 1],
    ['Which number do you call for help?', '112', '1-1-2', 'unparsed'],
  ])('%s %s: %s', (prompt, target, response, expected) => {
    expect(read(freeForm(prompt, [target]), response)).toBe(expected);
  });
});

describe('dates', () => {
  const day = freeForm('When was the treaty signed?', ['3 February 1959']);

  test.each<[string, number | string]>([
    ['February 3, 1959', 1],
    ['On the 3rd of February, 1959.', 1],
    ['1959-02-03', 1],
    ['It was signed on 3 Feb 1959.', 1],
    ['4 February 1959', 0],
    ['February 1959', 'unparsed'],
  ])('%s', (response, expected) => {
    expect(read(day, response)).toBe(expected);
  });
});

describe('yes and no', () => {
  const lamp = freeForm('Is the lamp on?', ['Yes']);

  test.each<[string, number | string]>([
    ['Yes', 1],
    ['yes, it is', 1],
    ['**Yes**', 1],
    ['The answer is yes.', 1],
    ['No, it is off.', 0],
    ['A switch was pressed twice.\n\nAnswer: No', 0],
    ['Most people would likely answer "No" to this.', 0],
    ['Hard to say.', 'unparsed'],
  ])('%s', (response, expected) => {
    expect(read(lamp, response)).toBe(expected);
  });

  test('true and false, valid and invalid', () => {
    expect(read(freeForm('not True is', ['False']), 'It evaluates to False.')).toBe(1);
    const argument = freeForm('Is the argument valid or invalid?', ['invalid']);
    expect(read(argument, 'Nothing follows.\nTherefore, the argument is invalid.')).toBe(1);
    expect(read(argument, 'All follows.\nTherefore, the argument is valid.')).toBe(0);
  });
});

describe('formulas', () => {
  test.each<[string, string, number | string]>([
    ['\\left( \\frac{3}{2}, -13 \\right)', 'The focus is $\\boxed{\\left(\\frac{3}{2},-13\\right)}$.', 1],
    ['x^2+1', '\\boxed{x^2 + 1}', 1],
    ['30,\\!240', 'So there are 30,240 codes.', 1],
    ['9\\text{ a.m.}', 'Therefore, the answer is 9 a.m.', 1],
    ['x^2+1', '\\boxed{x^2 - 1}', 'unparsed'],
  ])('%s: %s', (target, response, expected) => {
    expect(read(freeForm('Find it.', [target]), response)).toBe(expected);
  });
});

describe('options that stand in the prompt', () => {
  const tree = freeForm('Which of these is a tree?\nOptions:\n(A) moss\n(B) larch\n(C) fern', ['(B)']);

  test.each<[string, number | string]>([
    ['(B)', 1],
    ['B', 1],
    ['The answer is (B) larch.', 1],
    ['larch', 1],
    ['Moss has no trunk.\n\nThe best answer is (C).', 0],
    ['(A) or (B)', 'unparsed'],
  ])('%s', (response, expected) => {
    expect(read(tree, response)).toBe(expected);
  });
});

describe('what only looks like an accepted answer', () => {
  const curie = freeForm('Who discovered radium?', ['Marie Curie']);
  const sky = freeForm('What colour is the sky?', ['blue']);
  const apples = freeForm('How many apples are there?', ['5']);
  const signed = freeForm('In which year was it signed?', ['1959']);

  test.each([
    [curie, 'Many believe it was Marie Curie, but it was really Pierre Curie.'],
    [curie, 'Contrary to what is said, Marie Curie came later; Becquerel did it.'],
    [curie, 'Marie Curie did not discover radium.'],
    [curie, 'The daughter of Marie Curie.'],
    [curie, 'Marie Curie? No.'],
    [curie, 'It was Otto Hahn, since Marie Curie came later.'],
    [curie, 'The answer is Marie Curie. However, this is incorrect: it was Otto Hahn.'],
    [sky, 'Everything but blue.'],
    [sky, 'blue, red, green, yellow, black, white'],
    [sky, 'It used to be blue.'],
    [apples, 'At least 5'],
    [apples, 'more than 5'],
    [apples, 'Five or six'],
    [apples, 'It is 5. Wait, it is 6.'],
    [apples, 'The answer is 5... no, 6.'],
    [apples, '\\boxed{5^2}'],
    [signed, 'Some time after 1959.'],
    [signed, 'In the two years following May 1959.'],
    [freeForm('Which metals make bronze?', ['copper', 'tin']), 'copper'],
    [freeForm('How long is the river in km?', ['1,200']), '1200 miles'],
    [freeForm('How much does it weigh?', ['5 kg']), '5 pounds'],
    [freeForm('Find x.', ['2\\pi']), '\\boxed{2}'],
    [
      freeForm('Which treaty of 1997 is that?', ['the Oslo Treaty 1997', 'Oslo Treaty']),
      'The Ottawa Treaty of 1997.',
    ],
    [freeForm('Is it raining?', ['No']), 'No doubt about it: yes.'],
    [freeForm('Is it raining?', ['Yes']), 'Yes and no.'],
  ])('%#', (item, response) => {
    expect(read(item, response)).not.toBe(1);
  });

  test.each([
    [freeForm('What is the temperature in degrees Celsius?', ['100']), '212 °F'],
    [freeForm('Is it raining?', ['Yes']), 'No doubt about it: yes.'],
    [freeForm('Is 51 prime?', ['No']), 'No. Some would say yes at first sight.'],
    [freeForm('Where does the river rise?', ['Tibet']), 'It rises in the Bayan Har Mountains.'],
  ])('is no wrong one either: %#', (item, response) => {
    expect(read(item, response)).not.toBe(0);
  });
});
