import { setImmediate as nextTurn } from 'node:timers/promises';

/** Values that are gone through in one turn of the event loop: some milliseconds where each takes a microsecond or two. */
const valuesATurn = 4_096;

/** Does something to all values in their order. Between thousands of them the event loop has a turn. */
export async function inTurns<T>(values: Iterable<T>, action: (value: T) => void): Promise<void> {
  let done = 0;
  for (const value of values) {
    action(value);
    done += 1;
    if (done % valuesATurn === 0) await nextTurn();
  }
}
