import { join } from 'node:path';
import { sha256 } from '../../src/core/hash.js';
import type { LongTask } from '../../src/core/progress.js';
import { checkJudge, type JudgeCheck } from '../parsers/judge-check/check.js';
import type { Budget } from './budget.js';
import type { Endpoints } from './endpoint.js';
import { counted, type JudgeSpent } from './grade-response.js';
import { JudgeReplies, type RepliesToOne, remembering } from './judge-replies.js';
import { createJudges } from './judges.js';
import { runFiles } from './run-folder.js';
import type { JudgeOption } from './run-options.js';
import { createStop } from './stop.js';

/** The replies of a check are let go of together. */
const task = 0;

/**
 * Runs the cases with known verdicts through each judge, before it judges anything else. What a judge replied to them is kept
 * with the command's first run, so that the same command, given again, asks only what is open.
 *
 * @param folder of that run
 * @throws the failure of a judge that cannot be asked at all; MixevalError `interrupted`
 */
export async function checkJudges(
  options: readonly JudgeOption[],
  endpoints: Endpoints,
  budget: Budget | undefined,
  folder: string,
  { signal, onProgress }: LongTask,
): Promise<JudgeCheck[]> {
  const stop = createStop(signal);
  const judges = createJudges(options, endpoints, budget, stop);
  const kept = new JudgeReplies(join(folder, runFiles.judgeCheck));
  try {
    // What cannot be read is asked again.
    for await (const reply of kept.read(() => undefined)) kept.hold(task, reply);
    const checks: JudgeCheck[] = [];
    const replies: RepliesToOne = {
      take: (judge, about) => kept.take(task, judge, about),
      add: (reply) => kept.add(task, reply),
    };
    const show = (): void =>
      onProgress?.({ stage: 'check judges', done: checks.length, total: judges.all.length, unit: 'judges' });
    show();
    for (const judge of judges.all) {
      const spent: JudgeSpent = { requests: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
      const check = await checkJudge(counted(judge, spent), {
        signal: stop.signal,
        onCase: ({ item, response }) => {
          const given = { item: item.id, repeat: 0, key: sha256(response), response };
          return counted(remembering(judge, item, given, replies), spent);
        },
      });
      if (judge.failure) throw judge.failure;
      checks.push(check);
      show();
    }
    return checks;
  } catch (error) {
    // Of several cases that end together, the first may only say that it was ended.
    throw stop.error ?? error;
  } finally {
    stop.end();
    judges.end();
    await kept.close();
  }
}
