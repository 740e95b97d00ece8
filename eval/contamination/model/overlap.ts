/** How much two texts agree, word by word. */

/** Words that both begin with. */
export function commonPrefix(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

/** The longest common subsequence's length. */
function commonSubsequence(a: readonly string[], b: readonly string[]): number {
  let above = new Int32Array(b.length + 1);
  let row = new Int32Array(b.length + 1);
  for (const word of a) {
    for (let column = 1; column <= b.length; column += 1) {
      row[column] =
        b[column - 1] === word
          ? (above[column - 1] ?? 0) + 1
          : Math.max(above[column] ?? 0, row[column - 1] ?? 0);
    }
    [above, row] = [row, above];
  }
  return above[b.length] ?? 0;
}

/**
 * ROUGE-L (Lin 2004): the F-measure of the longest common subsequence of words.
 *
 * @returns 0 to 1; 0 where one is empty
 */
export function rougeL(candidate: readonly string[], reference: readonly string[]): number {
  const common = commonSubsequence(candidate, reference);
  return common === 0 ? 0 : (2 * common) / (candidate.length + reference.length);
}
