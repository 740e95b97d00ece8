import { describe, expect, test } from 'vitest';
import { freeForm } from '../../item.fixture.js';
import { readByRules } from '../../rule.js';

/** Responses that hold an accepted answer and do not give it, and such that give it in another form. */
function read(item: ReturnType<typeof freeForm>, response: string): number | null {
  return readByRules(item, response).score;
}

const capital = freeForm('What is the capital of Australia?', ['Canberra']);
const city = freeForm('Which city is the capital of Australia?', ['Canberra']);
const author = freeForm('Who wrote Hamlet?', ['William Shakespeare', 'Shakespeare']);
const sea = freeForm('Which sea lies between Italy and the Balkans?', ['Adriatic', 'Adriatic Sea']);
const eggs = freeForm('How many eggs are there?', ['12']);
const lamp = freeForm('Is the lamp on?', ['Yes']);
const heavier = freeForm('Which is heavier, gold or tin?', ['gold']);
const year = freeForm('In which year did the war end?', ['1945']);
const day = freeForm('When did the war in Europe end?', ['May 8, 1945', '8 May 1945']);
const tunnel = freeForm('How long is the tunnel?', ['5 km']);
const stone = freeForm('How heavy is the stone?', ['5 kg']);
const people = freeForm('How many people came?', ['1200']);
const points = freeForm('How many points did he score?', ['25']);
const bicycle = freeForm('How much does the bicycle cost?', ['$1,200']);
const half = freeForm('What is 3 divided by 6?', ['1/2']);
const left = freeForm('What fraction is left?', ['3/4']);
const root = freeForm('Find x.', ['2']);
const roots = freeForm('Find x.', ['\\pm 2']);
const value = freeForm('Compute the value.', ['5']);
const closed = freeForm('Solve for x. Give an interval.', ['[0,1]']);
const factors = freeForm('Factor the polynomial.', ['(x+1)(x-2)']);
const colours = freeForm('Which two colours are in the flag of Poland?', ['white', 'red']);

describe('an accepted answer that is not given', () => {
  test.each<[string, ReturnType<typeof freeForm>, string[]]>([
    [
      'denied or doubted',
      capital,
      [
        'I do not think the answer is Canberra',
        'I doubt it is Canberra',
        'The wrong answer is Canberra',
        'Canberra is wrong',
        'Canberra. That is false.',
        'Canberra (wrong)',
        'Canberra ❌',
        '~~Canberra~~ Sydney',
        "It can't be Canberra",
        'non-Canberra',
        'Is it Canberra?',
        'Die Antwort ist nicht Canberra',
        "Ce n'est pas Canberra",
        'No es Canberra',
        'Это не Canberra',
        'Canberra ではない',
      ],
    ],
    [
      "in somebody else's mouth",
      capital,
      [
        'Some say Canberra',
        'Nobody would say Canberra',
        'My teacher says Canberra',
        'You might think Canberra, but it is Sydney',
        'I first thought Canberra, but it is Sydney',
      ],
    ],
    [
      'taken back',
      capital,
      [
        'Canberra. Scratch that, Sydney',
        'Canberra, no, Sydney',
        'Canberra. Oops, I meant Sydney',
        'Canberra. Just kidding, Sydney.',
        'Canberra. Sorry, Sydney.',
        'The answer is Canberra. Actually, it is Sydney.',
        'Canberra\n\nEdit: Sydney',
        'I used to believe Canberra. I now say Sydney.',
      ],
    ],
    [
      'one of several',
      capital,
      [
        'Canberra/Sydney',
        'Canberra and Sydney',
        'Canberra, Sydney',
        '- Canberra\n- Sydney',
        '1. Canberra\n2. Sydney\n3. Perth',
      ],
    ],
    [
      'a part of something else',
      capital,
      ["Canberra's airport", 'the mayor of Canberra', 'Sydney replaced Canberra'],
    ],
    [
      'somebody or something related',
      author,
      [
        "Shakespeare's wife",
        'a friend of Shakespeare',
        'Shakespeare and Marlowe',
        'the man before Shakespeare',
        'Shakespeare never wrote it',
      ],
    ],
    [
      'only near it',
      sea,
      [
        'second to the Adriatic',
        'despite the Adriatic',
        'the sea south of the Adriatic',
        'the Ionian Sea (the Adriatic lies further north)',
        'the Ionian and Adriatic Seas',
      ],
    ],
    [
      'a number denied or taken back',
      eggs,
      [
        '12 is wrong',
        '12, no, 15',
        '12? No.',
        'I do not think it is 12',
        'It is not 12',
        'Some say 12',
        '12, I mean 15',
        '12 is what I hoped for, but it is 15',
      ],
    ],
    [
      'a number that is a limit, a part or one of several',
      eggs,
      [
        'under 12',
        'nearly 12',
        'half of 12',
        '12 to 15',
        '12, 13',
        '12 or 13',
        '12-13',
        '12 + 1',
        '12x',
        '12%',
        '$12',
        '12 squared',
        '≥ 12',
        '±12',
        'x \\neq 12',
      ],
    ],
    [
      'another year',
      year,
      [
        'not in 1945',
        '1945 BC',
        '1945 is a misprint',
        'since 1945',
        '1945s',
        'It did not end in 1945',
        'two years after 1945',
        '1945 or 1946',
        '$1945',
      ],
    ],
    [
      'another day',
      day,
      [
        'not May 8, 1945',
        'before May 8, 1945',
        'after May 8, 1945',
        'the day after May 8, 1945',
        'May 8, 1945 is wrong',
        'May 8, 1945 BC',
        'Some say May 8, 1945',
        'May 8 or 9, 1945',
      ],
    ],
    [
      'another unit',
      tunnel,
      ['5 m', '5m', '5 kg', '5 miles', '5 hours', '$5', '5%', '5 km/h', '5 km²', '5 l'],
    ],
    ['another unit of mass', stone, ['5 g', '5g', '5 t', '5 N', '5 pounds']],
    ['money or percent where things are counted', people, ['$1,200', '€1200', '1200%', '1200 km']],
    ['percent where points are counted', points, ['25%', '25 percent', '$25', '25th']],
    ['another currency', bicycle, ['€1,200', '£1200', '1200 euros', '1200 kg']],
    [
      'a fraction of a longer formula',
      half,
      ['1/2 + 1', '1/2x', '\\frac{1}{2} + 1', '(1/2)^2', '\\sqrt{1/2}', '-1/2', '1½', '\\pm 1/2'],
    ],
    [
      'a number with a sign',
      root,
      ['\\pm 2', '±2', '2, -2', '\\sqrt{2}', '2\\sqrt{3}', '2i', 'e^2', 'x > 2', 'x = \\pm 2', '-(-2)^2'],
    ],
    ['a number without its sign', roots, ['2']],
    ['a number in a formula', value, ['\\boxed{5!}', '5²', '5 - 5', 'f(5)', '5 choose 2', '2x = 5']],
    ['other brackets', closed, ['(0,1)', '[0,1)', ']0,1[', '\\boxed{(0,1]}', '{0,1}']],
    ['a factor more or less', factors, ['2(x+1)(x-2)', '-(x+1)(x-2)', '(x+1)(x-2) + 1', '(x+1)(x+2)']],
    [
      'yes, and not',
      lamp,
      [
        'Yes? No.',
        'Yes/No',
        'Yes is wrong',
        'Yes. Scratch that, no.',
        'Some say yes',
        'If the switch is up, yes',
        'I do not think the answer is yes',
      ],
    ],
    [
      'the heavier one, and not',
      heavier,
      ['I do not think it is gold', 'Some say gold', 'gold. Scratch that, tin', "gold's colour"],
    ],
    [
      'one entry too many',
      colours,
      [
        'White, red and blue',
        'red and white and black',
        '1. White\n2. Red\n3. Blue',
        'white or red',
        'I do not think they are white and red',
      ],
    ],
  ])('%s', (_, item, responses) => {
    for (const response of responses) expect(read(item, response), response).not.toBe(1);
  });
});

describe('an accepted answer in another form', () => {
  test.each<[ReturnType<typeof freeForm>, string[]]>([
    [left, ['¾', 'three quarters', 'three-quarters', '0,75', '75%', '6/8']],
    [half, ['½', '0,5', 'one half', '\\frac12', '2/4', '.5']],
    [freeForm('What is 7 divided by 4?', ['7/4']), ['1¾', '1 3/4', 'seven quarters']],
    [tunnel, ['5 kilometres', '5,000 m', '5000 metres', 'It is 5 km long.']],
    [stone, ['5 kilos', '5000 g']],
    [freeForm('How long does the trip take?', ['90 minutes']), ['1.5 hours', '90 min', '5400 s']],
    [bicycle, ['$1,200.00', '1200 dollars', '$1.2k']],
    [freeForm('What is the area?', ['12 cm^2']), ['12 cm²']],
    [roots, ['±2', '\\boxed{\\pm 2}']],
    [closed, ['[0, 1]', '\\left[0,1\\right]', 'x \\in [0,1]']],
    [
      capital,
      [
        '{"answer": "Canberra"}',
        '<answer>Canberra</answer>',
        'La respuesta es Canberra',
        'Sydney. Scratch that, Canberra',
        'Canberra, not Sydney',
      ],
    ],
    [eggs, ['{"answer": 12}', '15 - no, 12', 'a dozen', '12!', 'Ответ: 12']],
    [year, ['1945 AD', 'in 1945', '1945, not 1944']],
    [lamp, ['No wait, yes', '{"answer": "yes"}']],
    [colours, ['red/white', '- red\n- white', 'The colours are white and red.']],
  ])('%#', (item, responses) => {
    for (const response of responses) expect(read(item, response), response).toBe(1);
  });
});

describe('no false zero', () => {
  test.each<[ReturnType<typeof freeForm>, string[]]>([
    [left, ['3 quarters', '3:4']],
    [freeForm('What is the probability?', ['1/6']), ['16.7%', '1 in 6', '0.167', '1:6']],
    [freeForm('What is 7 divided by 4?', ['7/4']), ['1,75']],
    [
      freeForm('How long does the trip take?', ['1 hour 30 minutes']),
      ['1h30', '90 minutes', '1:30', 'an hour and a half'],
    ],
    [people, ['1 200', "1'200", '1.200']],
    [value, ['\\sqrt{25}', '10 - 5', '|-5|']],
    [
      city,
      ['Sydney is wrong', 'I do not think it is Sydney', 'Not Sydney', 'Sydney. Scratch that, Canberra'],
    ],
    [heavier, ['Tin is wrong', 'The wrong answer is tin']],
    [lamp, ['The answer is not no']],
  ])('%#', (item, responses) => {
    for (const response of responses) expect(read(item, response), response).not.toBe(0);
  });
});

describe('another name is wrong', () => {
  test.each<[ReturnType<typeof freeForm>, string]>([
    [city, 'Sydney'],
    [city, '**Sydney** is the capital.'],
    [city, 'The capital of Australia was Melbourne.'],
    [author, 'Marlowe wrote Hamlet.'],
    [freeForm('Which comic was founded there?', ['EAGLE', 'the eagle', 'The Eagle']), 'The Dandy'],
  ])('%#', (item, response) => {
    expect(read(item, response)).toBe(0);
  });

  test('but not where a word of the accepted one stands beside it', () => {
    const band = freeForm('Which band plays?', ['The Harbour Lights Orchestra']);
    expect(read(band, 'The Silver Foxes, who tour with an orchestra.')).toBeNull();
  });
});

describe('a plain refusal', () => {
  test.each<[string, boolean]>([
    ['The text does not say, so I cannot answer this question.', true],
    ['I do not know.', true],
    ['I do not know, but it is likely Canberra.', false],
    ['The text does not say. However, Sydney is the largest city.', false],
    ['I cannot say whether it is Canberra.', false],
  ])('%s', (response, isPlain) => {
    const { reason, confidence } = readByRules(capital, response);
    expect(reason === 'refused' && confidence >= 0.95).toBe(isPlain);
  });
});

test('a response that refuses and then answers is no refusal', () => {
  for (const response of [
    'The text does not say. However, Sydney is the largest city.',
    'I cannot give live data, but based on maps it would be Perth.',
    'It is not mentioned when Canberra was founded.',
  ]) {
    expect(readByRules(capital, response)).toMatchObject({ score: null, reason: 'unparsed' });
  }
});
