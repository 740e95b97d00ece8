import { beforeAll, describe, expect, it } from 'vitest';
import { countsBy, itemProblems, queryProblems } from './check.js';
import { checkedFactSchema, factsToCheck } from './checked-fact.js';
import { collect, readStarter, starterFile } from './read.js';
import { truthProblem } from './recompute.js';
import { templateShares } from './similar-prompts.js';
import { type StarterChoice, type StarterItem, starterItemSchema } from './starter-item.js';
import { type StarterQuery, starterQuerySchema } from './starter-query.js';

let items: StarterItem[];
let choices: StarterChoice[];
let queries: StarterQuery[];

beforeAll(async () => {
  ({ items, choices, queries } = await readStarter());
});

describe('the items', () => {
  it('are sound one by one, and every computed answer comes out of its check', () => {
    expect(itemProblems(items)).toEqual([]);
  });

  it('are reported where the answer is not what the check gives', () => {
    const computed = items.filter((item) => item.truth === 'computed');
    const unnoticed = computed.filter((item) => {
      const wrong: StarterItem =
        item.problem_type === 'multiple-choice'
          ? { ...item, target: [(item.target[0] + 1) % item.options.length] }
          : { ...item, target: ['a wrong answer'] };
      return truthProblem(wrong) === undefined;
    });
    expect(computed.length).toBeGreaterThan(0);
    expect(unnoticed).toEqual([]);
  });

  it.each<[string, Partial<StarterItem>, RegExp]>([
    ['an answer in the prompt', { target: ['lake'] }, /gives away/],
    ['an answer twice', { target: ['Baikal', 'Baikal'] }, /repeat/],
    [
      'options about the others',
      { problem_type: 'multiple-choice', options: ['a', 'b', 'c', 'All of the above'], target: [0] },
      /about the others/,
    ],
    [
      'options that differ in case alone',
      { problem_type: 'multiple-choice', options: ['a', 'b', 'c', 'A'], target: [0] },
      /repeat/,
    ],
  ])('are reported with %s', (_, fault, problem) => {
    const sound = { context: null, prompt: 'Which lake is the deepest?', benchmark_name: 'starter' };
    const item = {
      ...sound,
      problem_type: 'free-form',
      subject: 's',
      difficulty: 1,
      truth: 'fact',
      ...fault,
    };
    expect(itemProblems([starterItemSchema.parse(item)])).toEqual([expect.stringMatching(problem)]);
  });

  it('are half free-form and half multiple-choice', () => {
    expect(choices.length / items.length).toBeCloseTo(0.5, 1);
  });

  it('cover at least 12 subjects in both formats', () => {
    const subjects = Object.values(countsBy(items, (item) => item.subject));
    expect(subjects.length).toBeGreaterThanOrEqual(12);
    expect(Math.min(...subjects)).toBeGreaterThanOrEqual(15);
    const inBoth = new Set(items.map((item) => `${item.subject}, ${item.problem_type}`));
    expect(inBoth.size).toBe(2 * subjects.length);
  });

  it('have three levels of difficulty, each with a fifth of the items or more', () => {
    const levels = Object.values(countsBy(items, (item) => String(item.difficulty)));
    expect(levels).toHaveLength(3);
    expect(Math.min(...levels) / items.length).toBeGreaterThanOrEqual(0.2);
  });

  it('share a template in 5 % of cases at most', () => {
    const { largest, withTwin } = templateShares(items);
    expect(largest).toBeLessThanOrEqual(0.05);
    expect(withTwin).toBeLessThanOrEqual(0.05);
  });

  it('number at least 1,200, and the queries 1,500', () => {
    expect(items.length).toBeGreaterThanOrEqual(1200);
    expect(queries.length).toBeGreaterThanOrEqual(1500);
  });
});

describe('the queries', () => {
  it('are sound one by one, and their labels agree with what can be counted', () => {
    expect(queryProblems(queries, items)).toEqual([]);
  });

  it('hold junk of every kind', () => {
    const labels = countsBy(queries, (query) => query.label);
    expect(Object.keys(labels).sort()).toEqual([...starterQuerySchema.shape.label.options].sort());
    expect(Math.min(...Object.values(labels))).toBeGreaterThanOrEqual(10);
    expect(queries.length - (labels.keep ?? 0)).toBeGreaterThanOrEqual(300);
  });

  it('are in another language in about 5 % of cases', () => {
    const share = queries.filter((query) => query.label === 'other-language').length / queries.length;
    expect(share).toBeCloseTo(0.05, 1);
  });
});

it('100 facts drawn by seed were gone through, each with a derivation of its own, and hold', async () => {
  const checked = await collect(starterFile('checked-facts.jsonl'), checkedFactSchema);
  expect(checked.map(({ prompt, answer }) => ({ prompt, answer }))).toEqual(factsToCheck(items));
  expect(checked.filter(({ found }) => found === 'wrong')).toEqual([]);
});
