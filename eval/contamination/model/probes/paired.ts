import { mean } from '../../../../src/core/mean.js';
import { exchangeTest } from '../../../statistics/exchange-test.js';
import { type Evidence, fewestPairs, type SeenItem, tooFew } from '../probe.js';

/** What the model did on the release's own wording or order, and on a control. */
export interface Pair {
  readonly own: number;
  readonly control: number;
}

/** What it did on the release's own, and on one or more controls. */
export interface Compared {
  readonly own: number;
  readonly controls: readonly number[];
}

/** What a paired probe says of its means, as numbers from 0 to 1 or in the unit of the probe. */
export interface PairedSaying {
  readonly what: string;
  says(means: { own: number; control: number }): string;
  readonly measures?: Readonly<Record<string, number>>;
  readonly seen?: readonly SeenItem[];
}

/** Evidence from pairs whose two sides a model that has not seen the release treats alike. */
export function paired(pairs: readonly Pair[], saying: PairedSaying): Evidence {
  return compared(
    pairs.map(({ own, control }) => ({ own, controls: [control] })),
    saying,
    1,
  );
}

/**
 * The same with several controls each: the fewer items a model has read, the more of them it takes to see it.
 *
 * @param most the largest effect there can be
 */
export function compared(
  all: readonly Compared[],
  { what, says, measures, seen }: PairedSaying,
  most = Number.POSITIVE_INFINITY,
): Evidence {
  if (all.length < fewestPairs) return { ...tooFew(all.length, what), ...(seen ? { seen } : {}) };
  const { n, effect, interval, pValue } = exchangeTest(all.map(({ own, controls }) => [own, ...controls]));
  const means = {
    own: mean(all.map(({ own }) => own)),
    control: mean(all.map(({ controls }) => mean(controls))),
  };
  return {
    state: 'tested',
    n,
    effect,
    interval: interval && [Math.max(-most, interval[0]), Math.min(most, interval[1])],
    pValue,
    measures: { ...means, ...measures },
    says: says(means),
    ...(seen ? { seen } : {}),
  };
}
