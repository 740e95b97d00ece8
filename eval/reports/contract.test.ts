import { describe, expect, test } from 'vitest';
import type { Leaderboard, LeaderboardEntry } from '../compare/leaderboard.js';
import type { Score } from '../records.js';
import { reports } from './index.js';

function score(value: number): Score {
  return {
    score: value,
    interval: [value - 0.02, value + 0.02],
    scoreOfScored: value,
    n: 400,
    scored: 390,
    unscored: { unparsed: 10 },
    effectiveN: 400,
  };
}

function entry(model: string, rank: number, value: number): LeaderboardEntry {
  return {
    model,
    rank,
    rankInterval: [rank, rank],
    tiesWithAbove: false,
    ...score(value),
    splits: { 'free-form': score(value), 'multiple-choice': score(value) },
    costUsd: 0.5,
    seconds: 12,
    parser: 'rule',
    judge: null,
    id: 'run',
    path: '/runs/run',
  };
}

const hostile = '=cmd|"x",<b>\n| made, up |';
const long = `openrouter:some-laboratory/a-model-with-a-very-long-name-indeed-${'x'.repeat(40)}`;
const board: Leaderboard = {
  version: 'v1',
  benchmark: 'mixeval',
  entries: [entry('openai:first', 1, 0.813), entry(long, 1, 0.801), entry(hostile, 3, 0.5)],
  leftOut: [{ model: 'openai:first', id: 'old', reason: 'older' }],
};

describe.each(reports.all().map((report) => ({ name: report.name, report })))(
  'the report $name',
  ({ name, report }) => {
    const text = report.render(board, { columns: 80 });

    test('shows every model with its score', () => {
      const shown = text.replace(/\s+/g, '');
      for (const part of ['openai:first', 'x'.repeat(40)]) expect(shown).toContain(part);
      expect(text).toMatch(name === 'csv' || name === 'json' ? /0\.813/ : /81\.3/);
    });

    test('ends with a line’s end', () => {
      expect(text.endsWith('\n')).toBe(true);
    });

    test('says what it is for', () => {
      expect(report.description).not.toBe('');
    });
  },
);

test('the table fits the terminal, and marks ties', () => {
  const lines = reports.get('table').render(board, { columns: 80 }).split('\n');
  // The hostile name brings a line of its own; the command line makes it harmless before it prints.
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(lines.filter((line) => /^\s*1= /.test(line))).toHaveLength(2);
  expect(lines.join('\n')).toContain('Runs not shown: 1 older.');
});

test('Markdown keeps its cells, whatever a model is called', () => {
  const rows = reports
    .get('markdown')
    .render(board, { columns: 80 })
    .split('\n')
    .filter((line) => line.startsWith('|'));
  expect(rows).toHaveLength(5);
  for (const row of rows) expect(row.replace(/\\./g, '').match(/\|/g)).toHaveLength(8);
  expect(rows.join('\n')).not.toMatch(/(?<!\\)<b/);
});

test('CSV quotes what needs it and holds no formula', () => {
  const [heading, ...lines] = reports.get('csv').render(board, { columns: 80 }).split('\r\n');
  expect(heading?.split(',')).toHaveLength(17);
  expect(lines.join('\n')).toContain('"\'=cmd|""x"",<b>\n| made, up |"');
});

test('JSON is the leaderboard', () => {
  expect(JSON.parse(reports.get('json').render(board, { columns: 80 }))).toEqual(board);
});
