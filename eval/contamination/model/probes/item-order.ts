import { mean } from '../../../../src/core/mean.js';
import { seededRandom, shuffled } from '../../../../src/core/random.js';
import type { ReleaseItem } from '../../../../src/core/schemas/release-item.js';
import { inPercent } from '../../../../src/core/text-table.js';
import type { TextScore } from '../../../model.js';
import { solvedText } from '../item-text.js';
import type { Probe } from '../probe.js';
import { type Compared, compared } from './paired.js';

/** Items in a row that are scored as one text, and the other orders of them that it is held against. */
const itemsInShard = 5;
const others = 9;
/** Longer items would not fit into small contexts. */
const longestItem = 2_000;

interface Shard {
  readonly id: string;
  /** The release's order first. */
  readonly texts: readonly string[];
}

function shardsOf(items: readonly ReleaseItem[]): Shard[] {
  const short = items.filter((item) => solvedText(item).length <= longestItem);
  const shards: Shard[] = [];
  for (let at = 0; at + itemsInShard <= short.length; at += itemsInShard) {
    const own = short.slice(at, at + itemsInShard);
    const id = own[0]?.id ?? '';
    const random = seededRandom(id, 'order of items');
    const orders = [own, ...Array.from({ length: others }, () => anotherOrder(own, random))];
    shards.push({ id, texts: orders.map((order) => order.map(solvedText).join('\n')) });
  }
  return shards;
}

function anotherOrder(items: readonly ReleaseItem[], random: () => number): ReleaseItem[] {
  for (;;) {
    const order = shuffled(items, random);
    if (order.some((item, at) => item !== items[at])) return order;
  }
}

/** The share of other orders that the release's is likelier than. Ties count half. */
function rankOf({ own, controls }: Compared): number {
  const below = controls.filter((control) => control < own).length;
  const equal = controls.filter((control) => control === own).length;
  return (below + equal / 2) / controls.length;
}

/**
 * Is the release's order of items likelier than others (Oren et al. 2024, "Proving test set contamination in black-box
 * language models", the sharded test)? Items stand in a release in random order, so only who has read its files can prefer
 * that one. Exact: in a model that has not, each order might have been the release's.
 */
export const itemOrder: Probe = {
  name: 'item-order',
  asks: "how likely runs of items are in the release's order and in nine others",
  needs: 'log-probabilities',
  plan({ splits }) {
    const shards = splits.flatMap(shardsOf);
    return {
      questions: shards.flatMap(({ id, texts }) => texts.map((text, at) => ({ id: `${id} ${at}`, text }))),
      conclude(answers) {
        const all = shards.flatMap(({ id, texts }) => {
          const [own, ...controls] = texts.flatMap((_, at) => total(answers.score(`${id} ${at}`)) ?? []);
          return own === undefined || controls.length < others ? [] : [{ own, controls }];
        });
        const meanRank = mean(all.map(rankOf));
        return compared(all, {
          what: `runs of ${itemsInShard} items were scored`,
          measures: { meanRank },
          says: () =>
            `The release's order of ${itemsInShard} items is likelier than ${inPercent(meanRank)} of other orders (chance 50 %).`,
        });
      },
    };
  },
};

function total(score: TextScore | undefined): number | undefined {
  return score?.tokens.reduce((sum, { logProb }) => sum + logProb, 0);
}
