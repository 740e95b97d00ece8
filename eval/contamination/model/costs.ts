import { MixevalError } from '../../../src/core/errors.js';
import { counted } from '../../../src/core/text-table.js';
import type { Model } from '../../model.js';
import { Budget, type BudgetLine } from '../../run/budget.js';
import { costUsd, estimatedTokens } from '../../run/cost.js';
import type { Price } from '../../run/task.js';
import type { Asking } from './ask-questions.js';

/** What so many questions take, about: four characters a token. */
export interface ProbeCost {
  /** Questions that differ. */
  readonly questions: number;
  readonly inputTokens: number;
  /** At most, about. */
  readonly outputTokens: number;
  /** US dollars; null where the price is not known. */
  readonly costUsd: number | null;
}

/** Tokens that a reply has at most, about, where nothing limits it. */
const usualReplyTokens = 100;

export function costOf(askings: readonly Asking[], price: Price | undefined): ProbeCost {
  const distinct = [...new Map(askings.map((asking) => [asking.key, asking])).values()];
  const sum = (of: (asking: Asking) => number): number =>
    distinct.reduce((total, asking) => total + of(asking), 0);
  const inputTokens = sum(({ wanted }) =>
    'text' in wanted
      ? estimatedTokens(wanted.text)
      : wanted.messages.reduce((total, { content }) => total + estimatedTokens(content), 0),
  );
  const outputTokens = sum(({ wanted }) => ('text' in wanted ? 1 : (wanted.maxTokens ?? usualReplyTokens)));
  return {
    questions: distinct.length,
    inputTokens,
    outputTokens,
    costUsd: price ? costUsd(price, inputTokens, outputTokens) : null,
  };
}

export function inWords(
  model: string,
  { questions, inputTokens, outputTokens, costUsd: usd }: ProbeCost,
): string {
  const cost = usd === null ? 'a price that is not known' : `at most about $${usd.toFixed(2)}`;
  return `${model}: ${counted(questions, 'questions')}, about ${counted(inputTokens, 'tokens')} in and at most about ${outputTokens} out, for ${cost}.`;
}

/**
 * What the questions to one model may cost; undefined without a cap.
 *
 * @throws MixevalError `usage` where the model's price is not known
 */
export function budgetOf(
  price: Price | undefined,
  maxCostUsd: number | undefined,
  { name }: Model,
): BudgetLine | undefined {
  if (maxCostUsd === undefined) return undefined;
  if (price) return new Budget(maxCostUsd).line();
  throw new MixevalError('usage', `A cost cap needs the price of ${name}, and it is not known.`, {
    next: 'Define the model with its `price` in mixeval.config (US dollars per million tokens), or leave out --max-cost-usd.',
  });
}
