import { MixevalError } from '../../src/core/errors.js';
import type { ModelRequest } from '../model.js';
import { type Cost, costOfTokens, estimatedTokens, priceOf } from './cost.js';
import type { JudgeOption } from './run-options.js';
import type { Price, Subject } from './task.js';

/** Requests may cost this much more than those before them. */
const margin = 1.2;

/** Requests of one kind, all of one price, within a budget. */
export interface BudgetLine {
  /**
   * Sets the cost of one more request aside: of its own prompt, and of an average answer. Waits while requests under way, of
   * whatever line, might use up the rest.
   *
   * @param expected what it is expected to cost; its answer, for as long as none was paid
   * @returns gives it back, once the request is paid or has failed
   * @throws MixevalError `incomplete` where the cap would not hold any longer
   */
  reserve(expected: Cost): Promise<() => void>;
  /** Counts what one of them was paid. */
  pay(cost: Cost): void;
}

interface Line {
  readonly paid: { requests: number; inputUsd: number; outputUsd: number };
  readonly underWay: { requests: number; inputUsd: number };
  /** Of one request. */
  expectedOutputUsd: number;
}

const nothing = { requests: 0, inputUsd: 0, outputUsd: 0 };

/** What all runs of one command may cost together. */
export class Budget {
  readonly #lines: Line[] = [];
  #spentUsd = 0;
  #waiting: (() => void)[] = [];

  constructor(readonly capUsd: number) {}

  /** Counts what was paid otherwise than for a request of a line, such as in an earlier process. */
  pay(usd: number): void {
    this.#spentUsd += usd;
  }

  /** @param before what such requests cost in an earlier process, where that is known; it is not counted again */
  line(before: Cost & { readonly requests: number } = nothing): BudgetLine {
    const line: Line = {
      paid: { ...before },
      underWay: { requests: 0, inputUsd: 0 },
      expectedOutputUsd: 0,
    };
    this.#lines.push(line);
    return {
      reserve: async ({ inputUsd, outputUsd }) => {
        line.expectedOutputUsd = Math.max(line.expectedOutputUsd, outputUsd);
        while (!this.#fits(line, inputUsd)) {
          if (this.#lines.every(({ underWay }) => underWay.requests === 0)) throw this.#exceeded();
          await new Promise<void>((resolve) => this.#waiting.push(resolve));
        }
        line.underWay.requests += 1;
        line.underWay.inputUsd += inputUsd;
        return () => {
          line.underWay.requests -= 1;
          line.underWay.inputUsd -= inputUsd;
          for (const wake of this.#waiting.splice(0)) wake();
        };
      },
      pay: ({ inputUsd, outputUsd }) => {
        this.pay(inputUsd + outputUsd);
        line.paid.requests += 1;
        line.paid.inputUsd += inputUsd;
        line.paid.outputUsd += outputUsd;
      },
    };
  }

  #fits(line: Line, inputUsd: number): boolean {
    const setAside = this.#lines.reduce((sum, other) => sum + costOfMore(other, other.underWay), 0);
    return this.#spentUsd + setAside + costOfMore(line, { requests: 1, inputUsd }) <= this.capUsd;
  }

  #exceeded(): MixevalError {
    return new MixevalError(
      'incomplete',
      `The next request could exceed the cost cap of $${this.capUsd}: $${this.#spentUsd.toFixed(4)} are spent.`,
      { next: 'Run the same command with a higher --max-cost-usd: it goes on.' },
    );
  }
}

/** Some prompts are long, and some languages take more tokens than prompts are counted as: the dearer of both ways counts. */
function costOfMore({ paid, expectedOutputUsd }: Line, { requests, inputUsd }: Line['underWay']): number {
  if (paid.requests === 0) return inputUsd + requests * expectedOutputUsd;
  const share = requests / paid.requests;
  return margin * Math.max(share * (paid.inputUsd + paid.outputUsd), inputUsd + share * paid.outputUsd);
}

/** Tokens that an answer is expected to have at most, where nothing limits it. */
export const expectedOutputTokens = 256;

/** What a request is expected to cost at most. */
export function expectedCost(price: Price, { messages, parameters }: ModelRequest): Cost {
  const inputTokens = messages.reduce((sum, { content }) => sum + estimatedTokens(content), 0);
  return costOfTokens(price, inputTokens, parameters.maxTokens ?? expectedOutputTokens);
}

/**
 * The budget of a command, if it has a cap.
 *
 * @throws MixevalError `usage` where a model's price is not known
 */
export function budgetFor(
  capUsd: number | undefined,
  models: readonly (Subject | JudgeOption)[],
): Budget | undefined {
  if (capUsd === undefined) return undefined;
  for (const model of models) knownPrice(model);
  return new Budget(capUsd);
}

/** @throws MixevalError `usage` where a model's price is not known */
export function knownPrice({ model, price }: Pick<Subject, 'model' | 'price'>): Price {
  const known = price ?? priceOf(model);
  if (known) return known;
  throw new MixevalError('usage', `A cost cap needs the price of ${model.name}, and it is not known.`, {
    next: 'Define the model with its `price` in mixeval.config (US dollars per million tokens), or leave out --max-cost-usd.',
  });
}
