import { groupBy } from '../../../src/core/groups.js';
import { seededRandom, shuffled } from '../../../src/core/random.js';

/** What the models of an earlier and a later day got on one item. */
export interface DatedItem {
  readonly item: string;
  /** Whether later models can have read it: it stood in an older release. */
  readonly isOld: boolean;
  /** What it is matched by, how many models got it right among it: then how hard it is says nothing of which those are. */
  readonly stratum: string;
  /** By model, in the same order for all items: right or not, and whether the model came after the item. */
  readonly answers: readonly {
    readonly model: string;
    readonly isRight: boolean;
    readonly isLater: boolean;
  }[];
}

export interface SuddenGains {
  /** Old items with a model before and a model after them. */
  readonly n: number;
  /** Items that every earlier model got wrong and every later one right. */
  readonly gained: readonly string[];
  /** How many there are on average where old and new items of a stratum are exchanged. */
  readonly expected: number;
  /** Of as many or more, by permutation within strata; 0.0005 at the least. */
  readonly pValue: number;
}

const permutations = 1999;

/**
 * Items that models gained suddenly once they could have been read. Where nothing is remembered, what the models get on old
 * and on new items of one stratum can be exchanged: a later model that is simply better gains new items as well. So the
 * answers are permuted over the items of each stratum, and the gains counted anew (a test by permutation, Fisher 1935).
 * Old items that all models came before, or after, are left out.
 */
export function suddenGains(items: readonly DatedItem[]): SuddenGains {
  const isDated = ({ isOld, answers }: DatedItem): boolean =>
    isOld && answers.some(({ isLater }) => isLater) && answers.some(({ isLater }) => !isLater);
  const dated = items.filter(isDated);
  const gained = dated.filter((item) => gains(item, item));
  const strata = groupBy(
    items.filter((item) => !item.isOld || isDated(item)),
    ({ stratum }) => stratum,
  );
  let expected = 0;
  const counts = new Array<number>(permutations).fill(0);
  const random = seededRandom(0, 'sudden gains');
  for (const stratum of strata.values()) {
    // Items of one day share their row: who gains what is looked up, not worked out in each permutation.
    const rows = new Map<string, boolean[]>();
    const rowOf = (place: DatedItem): boolean[] => {
      const key = place.answers.map(({ isLater }) => Number(isLater)).join('');
      const row = rows.get(key) ?? stratum.map((answered) => gains(place, answered));
      rows.set(key, row);
      return row;
    };
    const placeRows = stratum.filter(isDated).map(rowOf);
    const here = placeRows.reduce((sum, row) => sum + row.filter(Boolean).length / stratum.length, 0);
    if (here === 0) continue;
    expected += here;
    const order = stratum.map((_, at) => at);
    for (let draw = 0; draw < permutations; draw += 1) {
      const drawn = shuffled(order, random);
      const count = placeRows.filter((row, at) => row[drawn[at] ?? 0]).length;
      counts[draw] = (counts[draw] ?? 0) + count;
    }
  }
  const asMany = counts.filter((count) => count >= gained.length).length;
  return {
    n: dated.length,
    gained: gained.map(({ item }) => item),
    expected,
    pValue: (asMany + 1) / (permutations + 1),
  };
}

/** Whether every model from before the place's day is wrong with these answers, and every later one right. */
function gains(place: DatedItem, answered: DatedItem): boolean {
  return place.answers.every(({ isLater }, model) => answered.answers[model]?.isRight === isLater);
}
