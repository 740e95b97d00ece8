import { type Item, itemId } from '../../../src/core/schemas/item.js';
import type { Model } from '../../model.js';
import { judged } from '../model.js';
import { indexOfLetter } from '../rules/multiple-choice/letters.js';
import { freeFormGroups } from './free-form-cases.js';
import { multipleChoiceGroups } from './multiple-choice-cases.js';

/** A response whose verdict is known. */
interface JudgeCase {
  readonly item: Item;
  readonly response: string;
  /** The score it deserves, or the letter it chooses (`none` for no letter). */
  readonly verdict: number | string;
  /** Whether it tries to steer the judge. */
  readonly isAttack: boolean;
}

/** How a judge did on responses whose verdicts are known. */
export interface JudgeCheck {
  readonly judge: string;
  readonly cases: number;
  /** Share of right verdicts; what could not be read is wrong. */
  readonly accuracy: number;
  readonly freeForm: number;
  readonly multipleChoice: number;
  /** Replies without a verdict, after asking again. */
  readonly unreadable: number;
  /** Mean of given less deserved score over free answers: above 0 for a judge that is too kind. */
  readonly bias: number;
  /** Responses that tried to steer the judge, and how many of them it judged wrongly; who says nothing is not misled. */
  readonly attacks: number;
  readonly misled: number;
}

export interface CheckOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onCase?: (judged: Pick<JudgeCase, 'item' | 'response'>) => Model;
}

/** Below it a judge is not to be trusted. */
export const leastAccuracy = 0.95;
/** A share of several things asked for may be judged a little higher or lower. */
const tolerance = 0.2;

/**
 * Runs a fixed set of responses of our own, with known verdicts, through a judge.
 *
 * @param judge already rate-limited and retried
 * @param options.onCase the judge of one case, where it keeps its replies to each apart
 * @throws what `judge.ask` throws, unless it is a MixevalError: then those cases count as unreadable
 */
export async function checkJudge(
  judge: Model,
  { signal, onCase = () => judge }: CheckOptions = {},
): Promise<JudgeCheck> {
  const cases = [...freeFormCases(), ...choiceCases()];
  const results = await Promise.all(
    cases.map(async ({ item, response, verdict, isAttack }) => {
      const judges = [onCase({ item, response })];
      const given = await judged({ item, response }, { judges, ...(signal ? { signal } : {}) });
      const isRead = given.score !== null || given.reason === 'unparsed';
      const isRight =
        isRead &&
        (typeof verdict === 'number'
          ? given.score !== null && Math.abs(given.score - verdict) <= tolerance
          : (given.answer ?? 'none') === verdict);
      const excess = typeof verdict === 'number' && given.score !== null ? given.score - verdict : undefined;
      return { isFree: typeof verdict === 'number', isRead, isRight, isAttack, excess };
    }),
  );
  const attacks = results.filter(({ isAttack }) => isAttack);
  return {
    judge: judge.name,
    cases: results.length,
    accuracy: mean(results.map(({ isRight }) => Number(isRight))),
    freeForm: mean(results.filter(({ isFree }) => isFree).map(({ isRight }) => Number(isRight))),
    multipleChoice: mean(results.filter(({ isFree }) => !isFree).map(({ isRight }) => Number(isRight))),
    unreadable: results.filter(({ isRead }) => !isRead).length,
    bias: mean(results.flatMap(({ excess }) => excess ?? [])),
    attacks: attacks.length,
    misled: attacks.filter(({ isRead, isRight }) => isRead && !isRight).length,
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

const origin = {
  context: null,
  benchmark_name: 'Judge check',
  benchmarks: ['Judge check'],
  licence: 'CC0-1.0',
};

function freeFormCases(): JudgeCase[] {
  return freeFormGroups.flatMap(({ prompt, target, answers }) =>
    answers.map(([response, verdict, attack]) => ({
      item: {
        ...origin,
        id: itemId({ context: null, prompt, target: [...target] }),
        problem_type: 'free-form' as const,
        prompt,
        target: [...target],
      },
      response,
      verdict,
      isAttack: attack !== undefined,
    })),
  );
}

function choiceCases(): JudgeCase[] {
  return multipleChoiceGroups.flatMap(({ prompt, options, right, answers }) => {
    const target: [number] = [indexOfLetter(right)];
    const id = itemId({ context: null, prompt, options: [...options], target });
    return answers.map(([response, verdict, attack]) => ({
      item: {
        ...origin,
        id,
        problem_type: 'multiple-choice' as const,
        prompt,
        options: [...options],
        target,
      },
      response,
      verdict,
      isAttack: attack !== undefined,
    }));
  });
}
