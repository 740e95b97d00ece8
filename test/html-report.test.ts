import { execFile } from 'node:child_process';
import { access, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import type { Leaderboard, LeaderboardEntry } from '../eval/index.js';
import { reports } from '../eval/index.js';

const folder = await mkdtemp(join(tmpdir(), 'mixeval-page-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A Chromium on the path; undefined where there is none. */
async function findChromium(): Promise<string | undefined> {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    for (const place of (process.env['PATH'] ?? '').split(delimiter)) {
      const file = join(place, name);
      if (
        await access(file).then(
          () => true,
          () => false,
        )
      )
        return file;
    }
  }
  return undefined;
}

const chromium = await findChromium();

function entry(model: string, rank: number, value: number): LeaderboardEntry {
  const score = {
    score: value,
    interval: [value - 0.05, value + 0.05] as [number, number],
    scoreOfScored: value,
    n: 400,
    scored: 390,
    unscored: { unparsed: 10 },
    effectiveN: 300,
  };
  return {
    model,
    name: model,
    rank,
    rankInterval: [rank, rank + 1],
    tiesWithAbove: false,
    ...score,
    splits: { 'free-form': score, 'multiple-choice': score },
    metrics: {},
    groups: null,
    parts: {
      clean: { ...score, score: value },
      seen: { ...score, score: value },
      difference: 0,
      interval: [-0.2, 0.2],
    },
    costUsd: 1.25,
    seconds: 60,
    parser: 'rule',
    judge: null,
    configName: null,
    id: 'run',
    path: '/runs/run',
  };
}

const hostile = '<img src=x onerror="document.title=\'broken\'"><script>document.title="broken"</script>';
const board: Leaderboard = {
  version: 'v1',
  benchmark: 'mixeval',
  entries: [entry('openai:first', 1, 0.8), entry(hostile, 2, 0.5)],
  leftOut: [],
  unknownNames: [],
  agreement: null,
  contamination: { seen: 20, clean: 80, says: 'Reports name 20 items.' },
};

it.skipIf(chromium === undefined)(
  `Chromium shows the page as it is meant${chromium === undefined ? ' (skipped: no Chromium on this machine)' : ''}`,
  async () => {
    const page = join(folder, 'board.html');
    await writeFile(page, reports.get('html').render(board, { columns: 80 }));
    const run = (...args: string[]) =>
      promisify(execFile)(
        chromium ?? '',
        [
          '--headless',
          '--no-sandbox',
          '--disable-gpu',
          `--user-data-dir=${join(folder, 'profile')}`,
          ...args,
          `file://${page}`,
        ],
        { maxBuffer: 1e7 },
      );
    const { stdout: dom } = await run('--dump-dom');
    // What the browser made of it: a row a model in both tables, bars drawn, no element out of a model's name, the title
    // untouched.
    expect(dom.match(/<tr>/g)).toHaveLength(6);
    expect(dom.match(/<svg /g)).toHaveLength(2);
    expect(dom).not.toMatch(/<(img|script)/);
    expect(dom).toContain('<title>mixeval of release v1</title>');
    const picture = join(folder, 'board.png');
    await run(`--screenshot=${picture}`, '--window-size=1200,700');
    expect((await stat(picture)).size).toBeGreaterThan(10_000);
  },
);
