import { expect, test } from 'vitest';
import { freeForm } from '../../item.fixture.js';
import { readByRules } from '../../rule.js';

/** Quantities in words, in other units, in two units, and such that look alike. */
const people = freeForm('What is the population of the city?', ['2,500,000']);
const chance = freeForm('What is the probability of two heads?', ['1/4']);
const eggs = freeForm('How many eggs did she buy?', ['42']);
const ice = freeForm('At what temperature does water freeze?', ['0 °C']);
const bolts = freeForm('How many bolts does it take?', ['3']);
const walkers = freeForm('What percentage of the pupils walk?', ['25%']);
const parcel = freeForm('How heavy is the parcel?', ['2 kg']);
const profit = freeForm('How much profit did he make?', ['$70,000']);
const age = freeForm('How old is Tim?', ['14']);
const price = freeForm('What does the milk cost?', ['$4.50']);
const built = freeForm('In what year was the bridge built?', ['1932']);
const legs = freeForm('How many legs has it?', ['8']);

test.each<[ReturnType<typeof freeForm>, string]>([
  [people, 'two and a half million'],
  [people, '2 and a half million'],
  [people, '25 lakh'],
  [people, '0.25 crore'],
  [chance, '1 in 4'],
  [chance, 'one in four'],
  [chance, '25%'],
  [eggs, 'three and a half dozen'],
  [ice, '273.15 K'],
  [ice, '32 °F'],
  [walkers, '25 percent'],
  [parcel, '2000 g'],
  [profit, 'a profit of $70,000'],
  [legs, 'It has 8 legs in all.'],
  [legs, 'There are eight:\n1. a\n2. b\n3. c\n4. d\n5. e\n6. f\n7. g\n8. h'],
  [price, 'The milk cost $4.50.'],
])('right %#', (item, response) => {
  expect([response, readByRules(item, response).score]).toEqual([response, 1]);
});

test.each<[ReturnType<typeof freeForm>, string]>([
  [people, 'two and a half'],
  [chance, '0.25%'],
  [chance, '1 in 40'],
  [eggs, 'three and a half'],
  [ice, '0 K'],
  [ice, '0 kelvin'],
  [bolts, 'three and a half bolts'],
  [bolts, 'three bolts and a half'],
  [walkers, '25 per mille'],
  [walkers, '25‰'],
  [walkers, '25 basis points'],
  [parcel, '2 kg 500 g'],
  [parcel, '2 kg and 500 g'],
  [profit, 'a loss of $70,000'],
  [profit, 'He lost $70,000.'],
  [legs, '8 legs in some, 6 in most'],
  [eggs, 'She has 42. After eating 2, she has 40.'],
  [eggs, '42 at most'],
  [eggs, '42 were sold'],
  [age, '14 months'],
  [age, 'He was 14 two years ago.'],
  [ice, '0 °C below the mean'],
  [price, '$4.50 too much'],
  [price, '$4.50 per egg'],
  [built, 'It was built by 1932 workers.'],
])('not right %#', (item, response) => {
  expect([response, readByRules(item, response).score ?? 0]).toEqual([response, 0]);
});
