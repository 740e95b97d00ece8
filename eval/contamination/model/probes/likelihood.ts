import type { TextScore, TokenScore } from '../../../model.js';
import { controlled } from '../controls.js';
import type { Probe } from '../probe.js';
import { compared } from './paired.js';

/** Share of a text's tokens, the least likely ones, that Min-K% looks at (Shi et al. 2024). */
const leastLikely = 0.2;

/** Of a few alternatives nearly alike the deviation is next to nothing, and one token would outweigh all others. */
const leastDeviation = 0.1;

function meanOfLeast(values: readonly number[]): number {
  const count = Math.max(1, Math.round(leastLikely * values.length));
  const least = [...values].sort((a, b) => a - b).slice(0, count);
  return least.reduce((sum, value) => sum + value, 0) / count;
}

/** A probe by how likely a text is to the model: the item as the release has it against its controls. */
function byLikelihood(
  name: string,
  measure: string,
  asks: string,
  statistic: (tokens: readonly TokenScore[]) => number | undefined,
): Probe {
  return {
    name,
    asks,
    needs: 'log-probabilities',
    plan({ splits }) {
      const items = controlled(splits);
      const of = (score: TextScore | undefined): number | undefined => score && statistic(score.tokens);
      return {
        questions: items.flatMap(({ item, own, controls }) => [
          { id: `own ${item.id}`, text: own },
          ...controls.map((text, at) => ({ id: `control ${at} ${item.id}`, text })),
        ]),
        conclude(answers) {
          const all = items.flatMap(({ item, controls: texts }) => {
            const own = of(answers.score(`own ${item.id}`));
            const controls = texts.flatMap((_, at) => of(answers.score(`control ${at} ${item.id}`)) ?? []);
            return own === undefined || controls.length === 0 ? [] : [{ own, controls }];
          });
          return compared(all, {
            what: `items have options or numbers that might as well be others, and came back with what ${measure} needs`,
            says: ({ own, control }) =>
              `Mean ${measure} ${own.toFixed(3)} as the release has the items, ${control.toFixed(3)} of their controls.`,
          });
        },
      };
    },
  };
}

/** Mean log-probability of a token: the logarithm of the perplexity, with its sign turned. */
export const perplexity = byLikelihood(
  'perplexity',
  'log-probability of a token',
  'how likely items are as they stand, and with other numbers or options in up to nine other orders',
  (tokens) => tokens.reduce((sum, { logProb }) => sum + logProb, 0) / Math.max(1, tokens.length),
);

/** Min-K% (Shi et al. 2024, "Detecting pretraining data from large language models"). */
export const minK = byLikelihood(
  'min-k',
  'Min-K%',
  'the same by the least likely fifth of the tokens',
  (tokens) => meanOfLeast(tokens.map(({ logProb }) => logProb)),
);

/**
 * Min-K%++ (Zhang et al. 2025): each token's log-probability against the mean and deviation over the alternatives, here over
 * those that the server gives.
 */
export const minKPlusPlus = byLikelihood(
  'min-k-plus-plus',
  'Min-K%++',
  'the same, each token against its alternatives',
  (tokens) => {
    const known = tokens.filter(({ deviation }) => deviation > 0);
    const scaled = known.map(
      ({ logProb, mean, deviation }) => (logProb - mean) / Math.max(deviation, leastDeviation),
    );
    return scaled.length === 0 ? undefined : meanOfLeast(scaled);
  },
);
