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

/** Texts of this length at most are remembered, in characters, and so many of them. */
const shortText = 200;
const most = 2_000;

/** As `remembered`, but of many short texts: rule after rule compares the same accepted answers and the same words. */
export function rememberedTexts(read: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const result = read(text);
    if (text.length <= shortText) {
      // What has gone out of use is soon replaced.
      if (known.size >= most) known.clear();
      known.set(text, result);
    }
    return result;
  };
}
