import { MixevalError } from '../../src/core/errors.js';
import type { Parser } from '../parsers/parser.js';
import type { Budget } from './budget.js';
import type { Endpoints } from './endpoint.js';
import { createJudge, type RunJudge } from './judge.js';
import type { JudgeOption, JudgeSettings } from './run-options.js';
import type { Stop } from './stop.js';

/** The judges of one run. */
export interface RunJudges {
  readonly all: readonly RunJudge[];
  /** What ended one of them for good. */
  readonly failure: MixevalError | undefined;
  end(): void;
}

/** One judge or several, as a list. */
export function judgesOf({ judge }: Pick<JudgeSettings, 'judge'>): readonly JudgeOption[] {
  if (judge === undefined) return [];
  return 'model' in judge ? [judge] : judge;
}

/**
 * The judges that a parser asks.
 *
 * @throws MixevalError `usage` where judges are to be checked and none is asked
 */
export function judgesFor(parser: Parser | undefined, settings: JudgeSettings): readonly JudgeOption[] {
  const judges = parser?.needsJudge ? judgesOf(settings) : [];
  if (!settings.judgeCheck || judges.length > 0) return judges;
  throw new MixevalError('usage', 'There is no judge to check.', {
    next: 'Name one with --judge, and a parser that asks it: --parser cascade or model.',
  });
}

/** What a run's record says of its judges: their names, where they run, and how they vote where that is not the default. */
export function judgingRecord(settings: JudgeSettings): {
  readonly judge: string | null;
  readonly judgeOrigins?: string[];
  readonly judging?: string;
} {
  const models = judgesOf(settings).map(({ model }) => model);
  const names = models.map(({ name }) => name);
  const ways = [
    ...(names.length > 1 && settings.vote === 'majority' ? ['majority'] : []),
    ...(settings.shuffleOptions ? ['shuffled options'] : []),
  ];
  if (names.length === 0) return { judge: null };
  return {
    judge: names.join(', '),
    judgeOrigins: models.map(({ origin }) => origin),
    ...(ways.length > 0 ? { judging: ways.join(', ') } : {}),
  };
}

/** Makes models judges of one run. */
export function createJudges(
  options: readonly JudgeOption[],
  endpoints: Endpoints,
  budget: Budget | undefined,
  stop: Stop,
): RunJudges {
  const all = options.map((option) => createJudge(option, endpoints.of(option.model), budget, stop));
  return {
    all,
    get failure() {
      return all.find(({ failure }) => failure)?.failure;
    },
    end() {
      for (const judge of all) judge.end();
    },
  };
}
