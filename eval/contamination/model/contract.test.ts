import { describe, expect, test } from 'vitest';
import type { ReleaseItem } from '../../../src/core/schemas/release-item.js';
import { worksheetItems } from '../../testing/worksheet-items.js';
import type { ProbeMaterial } from './probe.js';
import { probes } from './probes/index.js';

const items = worksheetItems(1, 60);
const splits: readonly ReleaseItem[][] = [
  items.filter(({ problem_type }) => problem_type === 'free-form'),
  items.filter(({ problem_type }) => problem_type === 'multiple-choice'),
];
const material: ProbeMaterial = {
  version: 'made-up',
  canary: items[0]?.canary ?? '',
  kind: 'chat',
  splits,
  borrowed: new Set(),
  reworded: new Map(items.map(({ id, prompt }) => [id, `In other words: ${prompt}`])),
};
const nothing = { reply: () => undefined, score: () => undefined };

describe.each(probes.all().map((probe) => ({ name: probe.name, probe })))('the probe $name', ({ probe }) => {
  const plan = probe.plan(material);

  test('asks something, each question under an id of its own, and the same again', () => {
    expect(plan.questions.length).toBeGreaterThan(0);
    expect(new Set(plan.questions.map(({ id }) => id)).size).toBe(plan.questions.length);
    expect(probe.plan(material).questions).toEqual(plan.questions);
  });

  test('asks for scores only where it says that it needs them', () => {
    const asksForScores = plan.questions.some((question) => 'text' in question);
    expect(asksForScores).toBe(probe.needs === 'log-probabilities');
  });

  test('never shows a question its right answer by a mark', () => {
    if (probe.needs === 'log-probabilities') return;
    for (const question of plan.questions) {
      const shown = 'messages' in question ? (question.messages.at(-1)?.content ?? '') : '';
      expect(shown).not.toMatch(/Answer: ?\w/);
    }
  });

  test('says that there is too little where nothing came back', () => {
    expect(plan.conclude(nothing)).toMatchObject({ state: 'too-few' });
  });

  test('finds nothing in a model that says the same to everything and finds every text alike', () => {
    const evidence = plan.conclude({
      reply: () => 'A',
      score: () => ({ tokens: [{ logProb: -1, mean: -2, deviation: 1 }] }),
    });
    expect(evidence.state === 'tested' ? evidence.pValue : 1).toBeGreaterThan(0.2);
  });

  test('asks nothing of a release without items', () => {
    const none = probe.plan({ ...material, splits: [[], []], reworded: new Map() });
    expect(none.conclude(nothing)).toMatchObject({ state: 'too-few' });
  });
});
