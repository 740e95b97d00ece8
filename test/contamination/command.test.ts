import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { modelReportSchema } from '../../eval/index.js';
import { startLoopbackServer } from '../../eval/loopback/index.js';
import { openTown } from './town.js';

const { run } = await openTown();

describe('contamination that cannot be done', () => {
  test.each([
    ['no such version', ['--version', 'village', '--text', '.'], 1, /village/],
    ['no such text', ['--version', 'town', '--text', 'no-such-file.txt'], 1, /no-such-file\.txt/],
    ['an overlap of two words', ['--version', 'town', '--text', '.', '--ngram', '2'], 2, /8 to 13/],
    ['neither texts nor models', ['--version', 'town'], 2, /--text/],
    ['both texts and models', ['--version', 'town', '--text', '.', '--model', 'x:y'], 2, /--text/],
    ['no such run', ['--version', 'town', '--runs', 'no-such'], 1, /no-such/],
    [
      'a date of no model',
      ['--version', 'town', '--runs', 'x', '--model-date', 'May'],
      2,
      /May names no model/,
    ],
    [
      'two dates of a model',
      ['--version', 'town', '--runs', 'x', '--model-date', 'm=2025-01-01', '--model-date', 'm=2025-01-02'],
      2,
      /m a second date/,
    ],
    ['a baseline', ['--version', 'town', '--model', 'baseline:random'], 2, /can be asked nothing else/],
    ['no such probe', ['--version', 'town', '--model', 'baseline:random', '--probe', 'x'], 2, /completion/],
  ])('%s', async (_, args, code, says) => {
    const ended = await run('contamination', ...args);
    expect([ended.code, ended.stdout]).toEqual([code, '']);
    expect(ended.stderr).toMatch(says);
  });
});

describe('contamination --model', () => {
  const model = ['--model', 'm', '--probe', 'completion', '--probe', 'canary'];

  test('asks a server, tells what each probe found, and asks nothing twice', async () => {
    const server = await startLoopbackServer({ answer: () => 'I do not remember the rest of it' });
    try {
      const args = ['contamination', '--version', 'town', ...model, '--base-url', server.baseUrl];
      const first = await run(...args, '--json');
      expect(first.code, first.stderr).toBe(0);
      expect(first.stderr).toMatch(/questions, about .* tokens in/);
      const { version, models } = z
        .object({ version: z.string(), models: z.array(modelReportSchema) })
        .parse(JSON.parse(first.stdout));
      expect(version).toBe('town');
      expect(models).toMatchObject([{ model: 'm', findings: [{ state: 'too-few' }, { probe: 'canary' }] }]);
      const asked = server.requests;
      const second = await run(...args);
      expect(second.stdout).toMatch(/0 requests/);
      expect(server.requests).toBe(asked);
    } finally {
      await server.close();
    }
  });

  test('shows what it would ask', async () => {
    const ended = await run('contamination', '--version', 'town', '--model', 'baseline:random', '--dry-run');
    expect(ended.code, ended.stderr).toBe(0);
    expect(ended.stdout).toMatch(/Nothing was asked/);
  });
});
