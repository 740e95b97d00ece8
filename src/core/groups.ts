/** Lists of what belongs together, under their keys. */

/** Adds a value to the list under a key. */
export function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Values by their keys: keys in the order of their first values, values in their own. */
export function groupBy<Key, Value>(
  values: Iterable<Value>,
  keyOf: (value: Value) => Key,
): Map<Key, Value[]> {
  const lists = new Map<Key, Value[]>();
  for (const value of values) addTo(lists, keyOf(value), value);
  return lists;
}
