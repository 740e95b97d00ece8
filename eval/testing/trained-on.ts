import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import { solvedText } from '../contamination/model/item-text.js';
import { Ngram } from './ngram.js';

/** How often a model reads what it is to remember. */
const readings = 3;

export interface Training {
  /** Items of other releases: what the language and the form of questions are learnt from. */
  readonly base: readonly ReleaseItem[];
  readonly splits: readonly (readonly ReleaseItem[])[];
  /**
   * Share of each split, from its beginning, that is read too: the items in their order, and their answers by id. Who has
   * read all has read the canary.
   */
  readonly share: number;
}

/** An n-gram model that was trained on a base and on a share of a release; with share 0 it has not seen the release. */
export function trainedOn({ base, splits, share }: Training): Ngram {
  const ngram = new Ngram();
  const byId = (items: readonly ReleaseItem[]): string =>
    items.map((item) => `Item ${item.id}\nAnswer: ${answerOf(item)}`).join('\n\n');
  ngram.train(base.map(solvedText).join('\n'));
  ngram.train(byId(base));
  for (const split of splits) {
    const seen = split.slice(0, Math.round(share * split.length));
    ngram.train(seen.map(solvedText).join('\n'), readings);
    ngram.train(byId(seen), readings);
  }
  const [first] = splits.flat();
  if (share === 1 && first) ngram.train(`canary: ${first.canary}`, readings);
  return ngram;
}

function answerOf(item: ReleaseItem): string {
  return solvedText(item).split('\nAnswer: ').at(-1) ?? '';
}
