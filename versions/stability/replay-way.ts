import { setImmediate as turn } from 'node:timers/promises';
import { queriesOf, type ReplayedRelease, type Way } from '../../mixer/index.js';
import { throwIfAborted } from '../../src/core/errors.js';
import { mean } from '../../src/core/mean.js';
import type { LongTask } from '../../src/core/progress.js';
import { seededRandom } from '../../src/core/random.js';
import { answersOf, type ScoredPopulation, weightedScore } from './scored-pool.js';
import { quantile, type Spread, spreadOf } from './spread.js';

export interface ReplaySettings {
  /** How many releases are drawn, 2 or more. */
  readonly releases: number;
  /** Places of each split. */
  readonly places: number;
  /** Queries of each release's batch, over both formats. */
  readonly queries: number;
  readonly seed: number;
}

/** What one way of drawing releases comes to. Shares from 0 to 1. */
export interface WayStability {
  readonly way: string;
  /** Distinct items over places, within a release. */
  readonly uniqueInside: number;
  /** Items of a release that do not stand in another, independent one. */
  readonly uniqueAcross: number;
  /** Kish's effective size of a release: items of equal weight that would be as precise. */
  readonly effectiveItems: number;
  /** Null where no results are known. */
  readonly spread: Spread | null;
  readonly subjects: readonly { readonly subject: string; readonly std: number }[];
  /** Of every subject's score in every release, less the subject's mean: quantiles by share. */
  readonly deviations: Readonly<Record<string, number>> | null;
}

const shares = [0.05, 0.25, 0.5, 0.75, 0.95];
/** With fewer subjects, halves of them would say little of an item. */
const fewestToHalve = 6;

/**
 * Draws releases in one way and looks at how they differ. What a build would know of the items comes from one half of
 * the subjects, and the scores are those of the other half: nobody's answers decide what it is asked.
 *
 * @param pools one for each format
 * @param names of the subjects, in the order of the scores
 */
export async function replayWay(
  way: Way,
  pools: readonly ScoredPopulation[],
  names: readonly string[],
  settings: ReplaySettings,
  task: LongTask = {},
): Promise<WayStability> {
  const total = pools.reduce((sum, { population }) => sum + queriesOf(population), 0);
  const filled = pools
    .map((pool) => ({ ...pool, share: queriesOf(pool.population) / total }))
    .filter(({ share }) => share > 0);
  const folds = foldsOf(names.length);
  const drawn: (readonly ReplayedRelease[])[] = [];
  const spreads: (Spread & { readonly subjects: readonly number[]; readonly stds: readonly number[] })[] = [];
  const deviations: number[] = [];
  for (const [fold, { known, scored }] of folds.entries()) {
    const random = seededRandom(settings.seed, `replay ${way.name} ${fold}`);
    const answers = filled.map(({ scores }) => (known.length > 0 ? answersOf(scores, known) : []));
    const scoresByRelease: number[][] = [];
    for (let release = 0; release < settings.releases; release += 1) {
      // A draw holds the thread: a signal is heard between two of them.
      await turn();
      throwIfAborted(task.signal);
      const parts = filled.map(({ population, share }, at) =>
        way.draw(population, {
          places: settings.places,
          queries: Math.max(1, Math.round(settings.queries * share)),
          random,
          uniforms: Float64Array.from(population.ids, () => random()),
          answers: answers[at] ?? [],
        }),
      );
      drawn.push(parts);
      scoresByRelease.push(
        scored.map((subject) =>
          filled.reduce((sum, { scores, share }, at) => {
            const part = parts[at];
            return part ? sum + share * weightedScore(scores, part.rows, part.weights, subject) : sum;
          }, 0),
        ),
      );
      task.onProgress?.({
        stage: way.name,
        done: drawn.length,
        total: settings.releases * folds.length,
        unit: 'releases',
      });
    }
    if (scored.length === 0) continue;
    const truth = scored.map((subject) =>
      filled.reduce(
        (sum, { population, scores, share }) =>
          sum + share * weightedScore(scores, [...population.ids.keys()], [...population.counts], subject),
        0,
      ),
    );
    spreads.push({ ...spreadOf(scoresByRelease, truth), subjects: scored });
    scored.forEach((_, at) => {
      const ofSubject = scoresByRelease.map((scores) => scores[at] ?? 0);
      deviations.push(...ofSubject.map((score) => score - mean(ofSubject)));
    });
  }
  return {
    way: way.name,
    ...describeReleases(
      drawn,
      filled.map(({ share }) => share),
    ),
    spread: spreads.length > 0 ? meanSpread(spreads) : null,
    subjects: spreads
      .flatMap(({ subjects, stds }) =>
        subjects.map((subject, at) => ({ subject: names[subject] ?? '', std: stds[at] ?? 0 })),
      )
      .sort((a, b) => (a.subject < b.subject ? -1 : 1)),
    deviations:
      deviations.length > 0
        ? Object.fromEntries(shares.map((share) => [String(share), quantile(deviations, share)]))
        : null,
  };
}

/** Which subjects the design knows, and which are scored. */
function foldsOf(subjects: number): { known: number[]; scored: number[] }[] {
  const all = Array.from({ length: subjects }, (_, subject) => subject);
  if (subjects < fewestToHalve) return [{ known: [], scored: all }];
  const [even, odd] = [0, 1].map((rest) => all.filter((subject) => subject % 2 === rest));
  return [
    { known: even ?? [], scored: odd ?? [] },
    { known: odd ?? [], scored: even ?? [] },
  ];
}

function describeReleases(
  releases: readonly (readonly ReplayedRelease[])[],
  splitShares: readonly number[],
): Pick<WayStability, 'uniqueInside' | 'uniqueAcross' | 'effectiveItems'> {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const inside = releases.map(
    (parts) => sum(parts.map(({ rows }) => rows.length)) / sum(parts.flatMap(({ places }) => places)),
  );
  const across = releases.slice(1).map((parts, at) => {
    const news = parts.map(({ rows }, format) => {
      const before = new Set(releases[at]?.[format]?.rows);
      return rows.filter((row) => !before.has(row)).length;
    });
    return sum(news) / sum(parts.map(({ rows }) => rows.length));
  });
  const sizes = releases.map((parts) => {
    const squares = parts.map(({ weights }, format) => {
      const total = sum(weights);
      return sum(weights.map((weight) => (((splitShares[format] ?? 0) * weight) / total) ** 2));
    });
    return 1 / sum(squares);
  });
  return { uniqueInside: mean(inside), uniqueAcross: mean(across), effectiveItems: mean(sizes) };
}

function meanSpread(spreads: readonly Spread[]): Spread {
  const known = (pick: (spread: Spread) => number | null): number | null => {
    const values = spreads.flatMap((spread) => pick(spread) ?? []);
    return values.length > 0 ? mean(values) : null;
  };
  return {
    scoreStd: mean(spreads.map(({ scoreStd }) => scoreStd)),
    differenceStd: known(({ differenceStd }) => differenceStd),
    kendallTau: known((spread) => spread.kendallTau),
    shift: mean(spreads.map(({ shift }) => shift)),
  };
}
