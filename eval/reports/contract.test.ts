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
    name: model,
    rank,
    rankInterval: [rank, rank],
    tiesWithAbove: false,
    ...score(value),
    splits: { 'free-form': score(value), 'multiple-choice': score(value) },
    groups: null,
    parts: null,
    metrics: { 'macro-mean': { value: value - 0.1, interval: null } },
    costUsd: 0.5,
    seconds: 12,
    parser: 'rule',
    judge: null,
    configName: null,
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
  unknownNames: [],
  agreement: null,
  contamination: null,
};

/** The same with another ranking and groups, under names that must not become markup. */
const fullBoard: Leaderboard = {
  ...board,
  entries: board.entries.map((shown) => ({
    ...shown,
    groups: {
      groups: [
        { group: '<i>sciences', n: 30, score: 0.75, interval: [0.6, 0.9] },
        { group: 'empty', n: 0, score: null, interval: null },
      ],
      mean: { score: 0.75, interval: [0.6, 0.9] },
    },
    parts: {
      clean: { n: 360, score: 0.633, interval: [0.6, 0.67] },
      seen: { n: 40, score: 0.952, interval: [0.8, 1] },
      difference: 0.251,
      interval: [0.12, 0.31],
    },
  })),
  contamination: { seen: 40, clean: 360, says: 'Reports name 40 of 400 items.' },
  unknownNames: ['alchemy'],
  agreement: {
    file: '<u>elo.csv',
    column: 'Elo',
    n: 12,
    spearman: { value: 0.92, interval: [0.7, 0.99] },
    kendall: { value: 0.76, interval: [0.5, 0.9] },
    pearson: { value: 0.91, interval: null },
    misfits: [{ model: hostile, score: 0.5, other: 1200, place: 3, otherPlace: 1, residual: -2.5 }],
    resampling: { draws: 10_000, seed: 1 },
    onlyHere: ['openai:first'],
    onlyThere: 4,
  },
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

    test('shows groups and the agreement with another ranking', () => {
      const full = report.render(fullBoard, { columns: 80 });
      expect(full).toContain('sciences');
      if (name === 'csv') return;
      expect(full).toContain('0.92');
    });

    test('shows the scores on clean and on seen items where a contamination report stands', () => {
      const full = report.render(fullBoard, { columns: 80 });
      const shown =
        name === 'csv' || name === 'json' ? [/0\.633/, /0\.952/, /0\.251/] : [/63\.3/, /95\.2/, /\+25\.1/];
      for (const part of shown) {
        expect(full).toMatch(part);
        expect(text).not.toMatch(part);
      }
      if (name !== 'csv') expect(full).toContain('name 40 of 400 items');
    });

    test('shows the mean over benchmarks where it is not the score', () => {
      expect(text).toMatch(name === 'csv' || name === 'json' ? /0\.71[23]/ : /71\.3/);
      expect(text).toMatch(name === 'json' ? /macro-mean/ : /over benchmarks|macro_mean/);
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
  const full = reports.get('table').render(fullBoard, { columns: 80 });
  expect(full).toContain('Spearman 0.92 (0.70 to 0.99)');
  expect(full).toContain('place 3 here, 1 there');
});

test('Markdown keeps its cells, whatever a model is called', () => {
  const rows = reports
    .get('markdown')
    .render(board, { columns: 80 })
    .split('\n')
    .filter((line) => line.startsWith('|'));
  // Two tables: the models, and other means of theirs.
  expect(rows).toHaveLength(10);
  rows.forEach((row, index) => {
    expect(row.replace(/\\./g, '').match(/\|/g)).toHaveLength(index < 5 ? 11 : 4);
  });
  expect(rows.join('\n')).not.toMatch(/(?<!\\)<b/);
});

test('CSV quotes what needs it and holds no formula', () => {
  const [heading, ...lines] = reports.get('csv').render(board, { columns: 80 }).split('\r\n');
  expect(heading?.split(',')).toHaveLength(25);
  expect(lines.join('\n')).toContain('"\'=cmd|""x"",<b>\n| made, up |"');
});

test('JSON is the leaderboard', () => {
  expect(JSON.parse(reports.get('json').render(board, { columns: 80 }))).toEqual(board);
});

test('the page is whole in itself, and hostile names stay text', () => {
  const page = reports.get('html').render(fullBoard, { columns: 80 });
  expect(page).not.toMatch(/<(b|u|i)>(?!=<|Ranks<)/);
  expect(page).not.toMatch(/<script|https?:|\bsrc=|\bhref=|@import|url\(/);
  expect(page).toContain('&#60;b&#62;');
  for (const tag of ['html', 'head', 'body', 'table', 'ul', 'svg', 'tr', 'td']) {
    expect(page.match(new RegExp(`<${tag}[ >]`, 'g'))?.length).toBe(
      page.match(new RegExp(`</${tag}>`, 'g'))?.length,
    );
  }
});
