/** How much of a question stands in a stretch of text. */
export interface Alignment {
  /** Weight of the question's words that stand there in their order, 0 to 1. */
  readonly coverage: number;
  /** Most words in a row that question and text share. */
  readonly run: number;
  /** The largest weight of one run of at least the length asked for, 0 to 1. */
  readonly heaviestRun: number;
}

/** Which words a text has, by the lower bits of their hashes: room that is used again, an entry valid for one text. */
const wordsOfText = new Int32Array(1 << 16);
let current = 0;

/**
 * The weight of a question's words that stand in a stretch of text in any order: no alignment covers more. Takes time in
 * proportion to the lengths' sum.
 */
export function sharedWeight(question: Int32Array, weights: Float64Array, words: Int32Array): number {
  current += 1;
  const mask = wordsOfText.length - 1;
  for (const word of words) wordsOfText[word & mask] = current;
  let shared = 0;
  question.forEach((word, place) => {
    if (wordsOfText[word & mask] === current) shared += weights[place] ?? 0;
  });
  return shared;
}

/**
 * Aligns a question with a stretch of text: its heaviest common subsequence (Wagner and Fischer 1974, with weights)
 * and its common runs. Takes time in proportion to both lengths.
 *
 * @param weights of the question's words, summing to 1
 * @param shortestRun words in a row that count as a run
 */
export function align(
  question: Int32Array,
  weights: Float64Array,
  text: Int32Array,
  shortestRun: number,
): Alignment {
  const columns = text.length;
  let above = new Float64Array(columns + 1);
  let row = new Float64Array(columns + 1);
  let runsAbove = new Int32Array(columns + 1);
  let runs = new Int32Array(columns + 1);
  const weightBefore = new Float64Array(question.length + 1);
  weights.forEach((weight, place) => {
    weightBefore[place + 1] = (weightBefore[place] ?? 0) + weight;
  });
  let longest = 0;
  let heaviestRun = 0;
  for (let place = 0; place < question.length; place += 1) {
    const word = question[place] ?? 0;
    const weight = weights[place] ?? 0;
    for (let column = 1; column <= columns; column += 1) {
      const best = Math.max(above[column] ?? 0, row[column - 1] ?? 0);
      if (text[column - 1] !== word) {
        row[column] = best;
        runs[column] = 0;
        continue;
      }
      row[column] = Math.max(best, (above[column - 1] ?? 0) + weight);
      const run = (runsAbove[column - 1] ?? 0) + 1;
      runs[column] = run;
      if (run > longest) longest = run;
      if (run >= shortestRun) {
        const heavy = (weightBefore[place + 1] ?? 0) - (weightBefore[place + 1 - run] ?? 0);
        if (heavy > heaviestRun) heaviestRun = heavy;
      }
    }
    [above, row] = [row, above];
    [runsAbove, runs] = [runs, runsAbove];
  }
  return { coverage: above[columns] ?? 0, run: longest, heaviestRun };
}
