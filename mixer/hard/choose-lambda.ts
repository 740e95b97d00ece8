import { seededRandom, shuffled } from '../../src/core/random.js';
import type { ResponseMatrix } from '../item-analysis/responses.js';
import type { Candidates } from '../sampling/candidates.js';
import { hardChances } from './acceptance.js';
import { analyseHalf, ofSubjects } from './half-analysis.js';
import { separatedShare } from './separation.js';

/** Strengths of difficulty that are tried. */
const strengths = [0, 0.5, 1, 1.5, 2];
const splits = 5;
/** With fewer subjects or items, halves of them cannot say which strength is best. */
const fewestSubjects = 10;
const fewestItems = 200;

/** The strength of difficulty that tells subjects apart best. */
export interface ChosenLambda {
  readonly lambda: number;
  /** By strength: the share of pairs of subjects told apart, 0 to 1. */
  readonly separated: Readonly<Record<string, number>>;
}

/**
 * Chooses Hard's lambda by cross-validation: difficulty and discrimination as one half of the subjects shows them make the
 * design, and the pairs of the other half are told apart by it or not; both ways round, over five random halvings.
 * Goes by items that every subject has answered; where those would be too few, subjects who share
 * little with the others are left out.
 *
 * @param sources the benchmark of each row of the matrix
 * @returns undefined where no ten subjects have answered the same 200 items
 */
export function chooseLambda(
  candidates: readonly Pick<Candidates, 'rows' | 'mass' | 'clusters'>[],
  all: ResponseMatrix,
  sources: readonly string[],
  places: number,
  seed: number,
): ChosenLambda | undefined {
  const matrix = whoShareItems(
    all,
    candidates.flatMap(({ rows }) => rows),
  );
  if (!matrix) return undefined;
  const known = candidates.map((one) => answeredByAll(one, matrix));
  const random = seededRandom(seed, 'choose lambda');
  const sums = new Map<number, number>();
  let parts = 0;
  for (let split = 0; split < splits; split += 1) {
    const order = shuffled([...matrix.subjects.keys()], random);
    const middle = order.length >> 1;
    const halves = [order.slice(0, middle), order.slice(middle)] as const;
    for (const [design, scored] of [halves, [halves[1], halves[0]] as const]) {
      const { difficulty, discrimination } = analyseHalf(matrix, design, sources);
      for (const { rows, mass, clusters, scores } of known) {
        if (rows.length === 0) continue;
        const ofScored = scores.map((row) => Float64Array.from(scored, (subject) => row[subject] ?? 0));
        const onTraffic = scored.map((_, place) =>
          ofScored.reduce((sum, row, candidate) => sum + (mass[candidate] ?? 0) * (row[place] ?? 0), 0),
        );
        const choice = {
          mass,
          clusters,
          discrimination: Float64Array.from(rows, (row) => discrimination[row] ?? 0),
          difficulty: Float64Array.from(rows, (row) => difficulty[row] ?? 0),
        };
        parts += 1;
        for (const lambda of strengths) {
          const share = separatedShare(hardChances({ ...choice, lambda }, places), ofScored, onTraffic);
          sums.set(lambda, (sums.get(lambda) ?? 0) + share);
        }
      }
    }
  }
  const ranked = [...sums]
    .map(([lambda, sum]) => ({ lambda, separated: sum / parts }))
    // Of equals the one nearest to 1, which is the default.
    .sort((a, b) => b.separated - a.separated || Math.abs(a.lambda - 1) - Math.abs(b.lambda - 1));
  return {
    lambda: ranked[0]?.lambda ?? 1,
    separated: Object.fromEntries(
      strengths.map((lambda) => [String(lambda), (sums.get(lambda) ?? 0) / parts]),
    ),
  };
}

/**
 * Subjects who have all answered the same rows, `fewestItems` or more: those who share most answers with others first, and
 * nobody who would leave too few. Undefined where there are fewer than `fewestSubjects`.
 */
function whoShareItems(matrix: ResponseMatrix, rows: readonly number[]): ResponseMatrix | undefined {
  const width = matrix.subjects.length;
  const answered = matrix.subjects.map((_, subject) =>
    rows.filter((row) => !Number.isNaN(matrix.scores[row * width + subject])),
  );
  const subjectsOf = new Map<number, number>();
  for (const row of answered.flat()) subjectsOf.set(row, (subjectsOf.get(row) ?? 0) + 1);
  const sharedAnswers = answered.map((own) =>
    own.reduce((sum, row) => sum + (subjectsOf.get(row) ?? 1) - 1, 0),
  );
  const order = [...answered.keys()].sort((a, b) => (sharedAnswers[b] ?? 0) - (sharedAnswers[a] ?? 0));
  let shared = new Set(rows);
  const chosen = order.filter((subject) => {
    const left = new Set(answered[subject]?.filter((row) => shared.has(row)));
    if (left.size < fewestItems) return false;
    shared = left;
    return true;
  });
  if (chosen.length < fewestSubjects) return undefined;
  return ofSubjects(
    matrix,
    chosen.sort((a, b) => a - b),
  );
}

/** The candidates that every subject has answered, with their scores; masses sum to 1 over them. */
function answeredByAll(
  { rows, mass, clusters }: Pick<Candidates, 'rows' | 'mass' | 'clusters'>,
  { subjects, scores }: ResponseMatrix,
) {
  const width = subjects.length;
  const places = [...rows.keys()].filter((place) => {
    const start = (rows[place] ?? 0) * width;
    return scores.subarray(start, start + width).every((score) => !Number.isNaN(score));
  });
  const total = places.reduce((sum, place) => sum + (mass[place] ?? 0), 0);
  return {
    rows: places.map((place) => rows[place] ?? 0),
    mass: Float64Array.from(places, (place) => (mass[place] ?? 0) / total),
    clusters: Int32Array.from(places, (place) => clusters[place] ?? 0),
    scores: places.map((place) => {
      const start = (rows[place] ?? 0) * width;
      return scores.subarray(start, start + width);
    }),
  };
}
