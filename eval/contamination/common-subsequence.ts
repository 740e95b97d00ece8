/** The length of the longest common subsequence of two lists of words (Wagner and Fischer 1974). */
export function commonSubsequence(a: readonly string[], b: readonly string[]): number {
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
