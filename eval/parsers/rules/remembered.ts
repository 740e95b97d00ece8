/**
 * A function that remembers what it last returned. The rules ask one after another for the same thing of the same response,
 * and no more than that is worth keeping.
 *
 * @param read depends on nothing but its argument, which nobody changes
 */
export function remembered<A extends object, R>(read: (argument: A) => R): (argument: A) => R {
  let last: { readonly argument: A; readonly result: R } | undefined;
  return (argument) => {
    if (last?.argument !== argument) last = { argument, result: read(argument) };
    return last.result;
  };
}
