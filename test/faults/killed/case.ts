import { expect } from 'vitest';
import { z } from 'zod';
import { findRun, latestRun, readGrades, readResponses } from '../../../eval/index.js';
import { answerSum, sumIn } from '../../../eval/testing/sum-release.js';
import { randomInteger, seededRandom } from '../../../src/core/random.js';
import type { Workspace } from '../../../src/core/workspace.js';
import { start } from '../../command-line.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { finished, onCommandTrial } from '../command.js';
import { items } from '../world.js';

const runsShape = z.object({
  runs: z.array(z.looseObject({ judgeRequests: z.number() })),
});

const kills = 10;
const window = 20;

/** Items that have an answer, and items that have a judge's grade, in the order in which they got it. */
async function kept(workspace: Workspace): Promise<{ answered: string[]; judged: string[] }> {
  const run = await findRun(workspace, (await latestRun(workspace)).record.id);
  const answered: string[] = [];
  for await (const { item } of readResponses(run)) answered.push(item);
  const grades = await readGrades(run);
  return { answered, judged: grades.filter(({ judge }) => judge).map(({ item }) => item) };
}

export const killed: ReliabilityCase = {
  given: `SIGKILL at ${kills} random moments, then the same command again`,
  outcome:
    'the summary of an unbroken run; nothing that was answered is asked again, by the subject or the judge: only what was under way',
  check: async () => {
    const random = seededRandom(7, 'moments of death');
    let killAt = Number.POSITIVE_INFINITY;
    let kill = (): void => undefined;
    let ofJudge = 0;
    await onCommandTrial(
      {
        latencyMs: 3,
        // Rules cannot read what it says to a choice; its judge finds it right, and other doubtful answers wrong.
        answer: (request) => {
          if (request.body.model === 'judge') return request.text.includes('Options:') ? '[[B]]' : '[[0]]';
          return sumIn(request).isChoice ? 'That is not hard to see.' : answerSum(request);
        },
        fault: ({ number, body }) => {
          if (body.model === 'judge') ofJudge += 1;
          if (number >= killAt) kill();
          return undefined;
        },
      },
      async ({ server, workspace, args: common }) => {
        const args = [...common, '--judge', 'judge'];
        let before: { answered: string[]; judged: string[] } = { answered: [], judged: [] };
        for (let life = 1; life <= kills; life += 1) {
          killAt = server.requests + 1 + randomInteger(random, (1.4 * items) / kills);
          const running = start(args);
          kill = () => running.process.kill('SIGKILL');
          expect((await running.ended).signal).toBe('SIGKILL');
          const now = await kept(workspace);
          expect(now.answered.slice(0, before.answered.length)).toEqual(before.answered);
          expect(now.judged).toEqual(expect.arrayContaining(before.judged));
          before = now;
        }
        killAt = Number.POSITIVE_INFINITY;
        const { json, stderr } = await finished(args);
        // Half the sums are choices, all of them right; three in four of the others are.
        const [run] = runsShape.parse(json).runs;
        expect(run).toMatchObject({ complete: true, n: items, score: 0.875 });
        expect(stderr).toContain(`${before.answered.length} of ${items} answers are there`);
        const { answered } = await kept(workspace);
        expect(answered).toHaveLength(items);
        expect(new Set(answered).size).toBe(items);
        expect(server.requests - ofJudge).toBeLessThanOrEqual(items + kills * window);
        expect(ofJudge).toBeLessThanOrEqual((run?.judgeRequests ?? 0) + kills * window);
      },
    );
  },
};
