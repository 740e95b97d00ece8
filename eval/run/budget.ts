import { MixevalError } from '../../src/core/errors.js';
import { costUsd, estimatedTokens, priceOf } from './cost.js';
import type { JudgeOption } from './run-options.js';
import { askedItems, type Price, type RestingSplits, requestFor, type Subject } from './task.js';

/** A question may cost this much more than the average before it. */
const margin = 1.2;

/** What all runs of one command may cost together. */
export class Budget {
  #spentUsd = 0;
  #paid = 0;
  #underWay = 0;
  #waiting: (() => void)[] = [];

  constructor(
    readonly capUsd: number,
    /** What a question is expected to cost, before any was paid. */
    private readonly expectedUsd: number,
  ) {}

  /**
   * Counts what was paid, in this process or in one before it.
   *
   * @param questions asked for it; 0 where they are counted already, as the judge's are
   */
  pay(usd: number, questions: number): void {
    this.#spentUsd += usd;
    this.#paid += questions;
  }

  /**
   * Sets the expected cost of one more question aside; waits while those under way might use up the rest.
   *
   * @returns gives it back, once the question is paid or has failed
   * @throws MixevalError `incomplete` where the cap would not hold any longer
   */
  async reserve(): Promise<() => void> {
    while (!this.#fits()) {
      if (this.#underWay === 0) throw this.#exceeded();
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#underWay += 1;
    return () => {
      this.#underWay -= 1;
      for (const wake of this.#waiting.splice(0)) wake();
    };
  }

  #fits(): boolean {
    const each = this.#paid === 0 ? this.expectedUsd : (margin * this.#spentUsd) / this.#paid;
    return this.#spentUsd + each * (this.#underWay + 1) <= this.capUsd;
  }

  #exceeded(): MixevalError {
    return new MixevalError(
      'incomplete',
      `The next question could exceed the cost cap of $${this.capUsd}: $${this.#spentUsd.toFixed(4)} are spent.`,
      { next: 'Run the same command with a higher --max-cost-usd: it goes on.' },
    );
  }
}

/** Tokens that an answer is expected to have at most, where nothing limits it. */
export const expectedOutputTokens = 256;

/**
 * The budget of a command, if it has a cap.
 *
 * @param plans each subject with what it is asked
 * @throws MixevalError `usage` where a model's price is not known
 */
export async function budgetFor(
  {
    maxCostUsd,
    judges,
    limit,
  }: {
    readonly maxCostUsd?: number | undefined;
    readonly judges: readonly JudgeOption[];
    readonly limit: number | null;
  },
  plans: readonly { readonly subject: Subject; readonly splits: RestingSplits }[],
): Promise<Budget | undefined> {
  if (maxCostUsd === undefined) return undefined;
  for (const judge of judges) knownPrice(judge);
  const expected: number[] = [];
  for (const { subject, splits } of plans) {
    const price = knownPrice(subject);
    const items = askedItems(splits, limit);
    if (items.count === 0) continue;
    const { messages, parameters } = requestFor(subject, await items.read(0), 0);
    const inputTokens = messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
    expected.push(costUsd(price, inputTokens, parameters.maxTokens ?? expectedOutputTokens));
  }
  return new Budget(maxCostUsd, Math.max(0, ...expected));
}

/** @throws MixevalError `usage` where a model's price is not known */
export function knownPrice({ model, price }: Pick<Subject, 'model' | 'price'>): Price {
  const known = price ?? priceOf(model);
  if (known) return known;
  throw new MixevalError('usage', `A cost cap needs the price of ${model.name}, and it is not known.`, {
    next: 'Define the model with its `price` in mixeval.config (US dollars per million tokens), or leave out --max-cost-usd.',
  });
}
