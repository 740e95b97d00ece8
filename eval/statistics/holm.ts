/**
 * Holm's step-down adjustment (Holm 1979): with it, the chance of one or more false findings among all tests is at most
 * the level, whatever the tests' dependence.
 *
 * @param pValues 0 to 1, in any order
 * @returns adjusted values, in the order given; none below its own p-value, none above 1
 */
export function holmAdjusted(pValues: readonly number[]): number[] {
  const order = pValues.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let running = 0;
  order.forEach(({ p, index }, rank) => {
    running = Math.max(running, Math.min(1, (pValues.length - rank) * p));
    adjusted[index] = running;
  });
  return adjusted;
}
