import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { unscoredReasons } from '../../eval/records.js';
import { emptyFolder, mixeval, start } from '../command-line.js';
import type { ReliabilityCase } from './case.js';
import { expectFailure, release, succeed, withServer, workspaceWithRelease } from './world.js';

const evaluate = (workspace: string, ...args: string[]): string[] => [
  'evaluate',
  ...['--version', release, '--workspace', workspace],
  ...args,
];

const onServer = (baseUrl: string): string[] => ['--model', 'tiny', '--base-url', baseUrl];

/** What goes wrong between a run and its model. */
export const evaluatingCases: readonly ReliabilityCase[] = [
  {
    given: '`evaluate` without a model',
    outcome: 'exit 2: what to give, with three examples',
    check: async () => {
      const ended = await mixeval(evaluate(await workspaceWithRelease()));
      expectFailure(ended, 2, 'openai:', 'baseline:', '--base-url');
    },
  },
  {
    given: 'a version that is not there',
    outcome: 'exit 1: the versions that are, and how to get another',
    check: async () => {
      const workspace = await workspaceWithRelease();
      const args = [
        'evaluate',
        '--version',
        '2031-01-01',
        '--model',
        'baseline:random',
        '--workspace',
        workspace,
      ];
      expectFailure(await mixeval(args), 1, '2031-01-01', release, 'versions pull');
    },
  },
  {
    given: 'a model provider that is not known',
    outcome: 'exit 2: the nearest known name and all others',
    check: async () => {
      const ended = await mixeval(evaluate(await workspaceWithRelease(), '--model', 'opnai:gpt-4o-mini'));
      expectFailure(ended, 2, 'opnai', '"openai"', 'ollama');
    },
  },
  {
    given: 'a key that is not set',
    outcome: 'exit 1: the variable that should hold it',
    check: async () => {
      const ended = await mixeval(evaluate(await workspaceWithRelease(), '--model', 'openai:gpt-4o-mini'));
      expectFailure(ended, 1, 'OPENAI_API_KEY');
    },
  },
  {
    given: 'a key that the server refuses',
    outcome:
      'exit 1 after the first refusals, naming the variable of the key, never the key: nothing more is asked',
    check: () =>
      withServer({ answer: () => 'A', key: 'right' }, async (server) => {
        const ended = await mixeval(
          evaluate(await workspaceWithRelease(), ...onServer(server.baseUrl), '--api-key-env', 'MY_KEY'),
          { env: { MY_KEY: 'wrong-and-secret' } },
        );
        expectFailure(ended, 1, 'MY_KEY');
        expect(ended.stderr + ended.stdout).not.toContain('wrong-and-secret');
        expect(server.requests).toBeLessThan(10);
      }),
  },
  {
    given: 'a server that cannot be reached',
    outcome: 'exit 1: its address',
    check: async () => {
      const gone = await withServer({ answer: () => 'A' }, async (server) => server.baseUrl);
      const ended = await mixeval(evaluate(await workspaceWithRelease(), ...onServer(gone)));
      expectFailure(ended, 1, new URL(gone).host);
    },
  },
  {
    given: 'the same `evaluate` twice at once',
    outcome: 'the second one ends with exit 1 and says which process is at it',
    check: async () => {
      const workspace = await workspaceWithRelease();
      let arrived = (): void => undefined;
      const busy = new Promise<void>((resolve) => {
        arrived = resolve;
      });
      await withServer(
        {
          answer: () => 'A',
          fault: () => {
            arrived();
            return { kind: 'hang' };
          },
        },
        async (server) => {
          const args = evaluate(workspace, ...onServer(server.baseUrl));
          const first = start(args);
          await busy;
          expectFailure(await mixeval(args), 1, String(first.process.pid));
          first.process.kill('SIGKILL');
          await first.ended;
        },
      );
    },
  },
  {
    given: 'a file of responses cut off in the middle of a line',
    outcome:
      'exit 1: file and line, and what to do; what is whole is graded, and no score is made of half a file',
    check: async () => {
      const workspace = await workspaceWithRelease();
      const split = await readFile(
        join(workspace, 'versions', release, 'mixeval/multiple-choice.json'),
        'utf8',
      );
      const [first, second] = Object.values<{ id: string }>(JSON.parse(split));
      const file = join(await emptyFolder(), 'responses.jsonl');
      const lines = [first, second].map((item) => JSON.stringify({ id: item?.id, response: 'A' }));
      await writeFile(file, lines.join('\n').slice(0, -5));
      const args = ['grade', file, '--model', 'mine', '--version', release, '--workspace', workspace];
      const ended = await mixeval(args);
      expectFailure(ended, 1, 'line 2');
      expect(ended.stdout).toContain('not complete, so it has no score');
    },
  },
  {
    given: 'responses that deny, doubt, report or take back the answer they name',
    outcome: 'no score is guessed: they are counted as `unparsed`, or go to the judge where there is one',
    check: async () => {
      const named = [
        'I do not think the answer is A.',
        'The wrong answer is A',
        'Some say the answer is A.',
        'A. This is wrong.',
        'You might think the answer is A, but it is not.',
      ];
      let asked = 0;
      await withServer({ answer: () => named[asked++ % named.length] ?? '' }, async (server) => {
        const args = evaluate(await workspaceWithRelease(), ...onServer(server.baseUrl), '--parser', 'rule');
        const { runs } = outcomeSchema.parse(await succeed(args));
        expect(runs[0]).toMatchObject({ complete: true, scored: 0 });
        expect(runs[0]?.unscored.unparsed).toBe(runs[0]?.n);
      });
    },
  },
];

const outcomeSchema = z.object({
  runs: z.array(
    z.object({
      n: z.number(),
      scored: z.number(),
      complete: z.boolean(),
      unscored: z.partialRecord(z.enum(unscoredReasons), z.number()),
    }),
  ),
});
