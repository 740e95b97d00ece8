import type { LongTask } from '../../src/core/progress.js';
import { checkJudge, type JudgeCheck } from '../parsers/judge-check/check.js';
import type { Budget } from './budget.js';
import type { Endpoints } from './endpoint.js';
import { counted, type JudgeSpent } from './grade-response.js';
import { createJudges } from './judges.js';
import type { JudgeOption } from './run-options.js';
import { createStop } from './stop.js';

/**
 * Runs the cases with known verdicts through each judge, before it judges anything else.
 *
 * @throws the failure of a judge that cannot be asked at all; MixevalError `interrupted`
 */
export async function checkJudges(
  options: readonly JudgeOption[],
  endpoints: Endpoints,
  budget: Budget | undefined,
  { signal, onProgress }: LongTask,
): Promise<JudgeCheck[]> {
  const stop = createStop(signal);
  const judges = createJudges(options, endpoints, stop);
  try {
    const checks: JudgeCheck[] = [];
    for (const judge of judges.all) {
      onProgress?.({ stage: 'check judges', done: checks.length, total: judges.all.length, unit: 'judges' });
      const spent: JudgeSpent = { requests: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
      const check = await checkJudge(counted(judge, spent), stop.signal);
      if (judge.failure) throw judge.failure;
      budget?.pay(spent.costUsd ?? 0, 0);
      checks.push(check);
    }
    return checks;
  } finally {
    stop.end();
    judges.end();
  }
}
