/** What the models of an earlier and a later day got on one item. */
export interface DatedItem {
  readonly item: string;
  /** Whether later models can have read it: it stood in an older release, and models are dated before and after. */
  readonly isOld: boolean;
  readonly stratum: string;
  /** By model: right or not, and whether the model came after the item. */
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
  /** How many there would be by what the models get on new items of the same strata. */
  readonly expected: number;
  /** Of as many or more, by Poisson's distribution. */
  readonly pValue: number;
}

/**
 * Items that models gained suddenly once they could have been read. Models are taken as independent within a stratum; that
 * they find the same items hard makes such a pattern rarer, so the test errs towards nothing found.
 */
export function suddenGains(items: readonly DatedItem[]): SuddenGains {
  const rates = new Map<string, { right: number; n: number }>();
  const rateOf = (model: string, stratum: string): number => {
    const { right, n } = rates.get(`${model}\n${stratum}`) ?? { right: 0, n: 0 };
    return (right + 1) / (n + 2);
  };
  for (const { isOld, stratum, answers } of items) {
    if (isOld) continue;
    for (const { model, isRight } of answers) {
      const rate = rates.get(`${model}\n${stratum}`) ?? { right: 0, n: 0 };
      rates.set(`${model}\n${stratum}`, { right: rate.right + Number(isRight), n: rate.n + 1 });
    }
  }
  const dated = items.filter(
    ({ isOld, answers }) =>
      isOld && answers.some(({ isLater }) => isLater) && answers.some(({ isLater }) => !isLater),
  );
  const gained = dated.filter(({ answers }) => answers.every(({ isRight, isLater }) => isRight === isLater));
  const expected = dated.reduce(
    (sum, { answers, stratum }) =>
      sum +
      answers.reduce((chance, { model, isLater }) => {
        const right = rateOf(model, stratum);
        return chance * (isLater ? right : 1 - right);
      }, 1),
    0,
  );
  return {
    n: dated.length,
    gained: gained.map(({ item }) => item),
    expected,
    pValue: poissonTail(gained.length, expected),
  };
}

/** The chance of `count` or more where `expected` are expected. */
function poissonTail(count: number, expected: number): number {
  let term = Math.exp(-expected);
  let below = 0;
  for (let k = 0; k < count; k += 1) {
    below += term;
    term *= expected / (k + 1);
  }
  return Math.min(1, Math.max(0, 1 - below));
}
