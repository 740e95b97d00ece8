import { mean } from '../../../../src/core/mean.js';
import { signFlip } from '../../../statistics/sign-flip.js';
import { type Evidence, fewestPairs, type SeenItem, tooFew } from '../probe.js';

/** One pair: what the model did on the release's own wording or order, and on its control. */
export interface Pair {
  readonly own: number;
  readonly control: number;
}

/** What a paired probe says of its means, as numbers from 0 to 1 or in the unit of the probe. */
export interface PairedSaying {
  readonly what: string;
  says(means: { own: number; control: number }): string;
  readonly measures?: Readonly<Record<string, number>>;
  readonly seen?: readonly SeenItem[];
}

/** Evidence from pairs whose two sides a model that has not seen the release treats alike. */
export function paired(pairs: readonly Pair[], { what, says, measures, seen }: PairedSaying): Evidence {
  if (pairs.length < fewestPairs) return tooFew(pairs.length, what);
  const { n, mean: effect, interval, pValue } = signFlip(pairs.map(({ own, control }) => own - control));
  const means = {
    own: mean(pairs.map(({ own }) => own)),
    control: mean(pairs.map(({ control }) => control)),
  };
  return {
    state: 'tested',
    n,
    effect,
    interval,
    pValue,
    measures: { ...means, ...measures },
    says: says(means),
    ...(seen ? { seen } : {}),
  };
}
