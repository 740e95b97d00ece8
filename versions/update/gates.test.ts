import { describe, expect, test } from 'vitest';
import { syntheticDraft, syntheticFacts } from '../testing/synthetic-draft.js';
import { releaseHead } from '../write.js';
import { checkGates, defaultGates, failedGates } from './gates.js';
import { versionName } from './version-name.js';

const overlap = {
  before: {
    mixeval: { 'free-form': 0.95, 'multiple-choice': 0.5 },
    'mixeval-hard': { 'free-form': null, 'multiple-choice': 0.2 },
  },
};
const head = releaseHead(syntheticDraft('v'), { ...syntheticFacts('v'), overlap });
const open = { maxOverlap: 1, maxTopicDistance: 1, minMatchedShare: 0, maxBenchmarkShare: 1 };

describe('gates', () => {
  test('each looks at what it is named for, split by split', () => {
    expect(failedGates(head, open, 'before')).toEqual([]);
    expect(failedGates(head, { ...open, maxOverlap: 0.9 }, 'before')).toEqual([
      { gate: 'maxOverlap', limit: 0.9, value: 0.95, where: 'mixeval free-form' },
    ]);
    expect(failedGates(head, { ...open, maxOverlap: 0.9 }, undefined)).toEqual([]);
    expect(failedGates(head, { ...open, maxTopicDistance: 0.015 }, 'before')).toEqual([
      { gate: 'maxTopicDistance', limit: 0.015, value: 0.02, where: 'mixeval multiple-choice' },
    ]);
    expect(failedGates(head, { ...open, minMatchedShare: 0.81 }, 'before')).toMatchObject([
      { gate: 'minMatchedShare', value: 0.8, where: 'traffic' },
    ]);
    const capped = failedGates(head, { ...open, maxBenchmarkShare: 0.1 }, 'before');
    expect(capped).toHaveLength(8);
    expect(capped[0]?.where).toMatch(/^(Rivers|Sums) in mixeval free-form$/);
  });

  test('a release that misses one is refused, each miss named', () => {
    expect(() => checkGates(head, defaultGates, 'before')).toThrow(
      expect.objectContaining({ code: 'threshold', message: expect.stringContaining('maxOverlap 0.9') }),
    );
    expect(() => checkGates(head, open, 'before')).not.toThrow();
  });
});

test("a version's name follows the pattern", () => {
  expect(versionName('{year}-{month}', '2026-03-09')).toBe('2026-03');
  expect(versionName('chats-{year}{month}{day}', '2026-03-09')).toBe('chats-20260309');
  expect(() => versionName('{week}', '2026-03-09')).toThrow(expect.objectContaining({ code: 'usage' }));
  expect(() => versionName('../{year}', '2026-03-09')).toThrow(expect.objectContaining({ code: 'usage' }));
});
