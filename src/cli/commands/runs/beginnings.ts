/** As much of a run's id as people need to name it. */

/** Date and time to the second. */
const shortestId = '20260131T235959'.length;

/** As much of a run's id as tells it from the others: every command takes the beginning of an id. */
export function beginningOf(id: string, ids: readonly string[]): string {
  const others = ids.filter((other) => other !== id);
  let length = shortestId;
  while (others.some((other) => other.startsWith(id.slice(0, length)))) length += 1;
  return id.slice(0, length);
}
