import type { z } from 'zod';
import { MixevalError } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import { counted } from '../../src/core/text-table.js';
import type { Workspace } from '../../src/core/workspace.js';
import { findRelease } from '../../versions/index.js';
import { type Summary, summarySchema } from '../records.js';
import { allRuns, readSummary, type StoredRun, warnOfDamaged } from '../run/run-folder.js';
import { runNames, subjectKey } from '../run/run-names.js';
import { type Rank, ranksOf } from '../statistics/ranks.js';
import { type CleanAndSeen, cleanAndSeen, type SeenPart, seenAmong, seenPart } from './clean-and-seen.js';
import { type GroupScores, type Groups, groupScores, unknownNames } from './groups.js';
import type { OtherRanking } from './other-ranking.js';
import { pairsOf } from './pairs.js';
import { type RankingAgreement, rankingAgreement } from './ranking-agreement.js';
import { type ScoredRuns, scoredRuns } from './scored-run.js';

/** What a leaderboard shows of a run's summary. */
const ofSummary = summarySchema.pick({
  model: true,
  score: true,
  interval: true,
  scoreOfScored: true,
  n: true,
  scored: true,
  unscored: true,
  splits: true,
  metrics: true,
  costUsd: true,
  seconds: true,
  parser: true,
  judge: true,
});

/** One model with its settings on a leaderboard: its newest complete run. */
export interface LeaderboardEntry extends z.infer<typeof ofSummary>, Pick<Rank, 'rank' | 'tiesWithAbove'> {
  /** From the best to the worst rank that the differences shown allow. */
  readonly rankInterval: readonly [number, number];
  /** The model's name; where several entries are of one model, with the settings that differ. */
  readonly name: string;
  /** Its name in the user's config, where it has one. */
  readonly configName: string | null;
  readonly id: string;
  readonly path: string;
  /** Where groups were asked for: its scores on them. */
  readonly groups: GroupScores | null;
  /** Where a contamination report names some of the items: its scores on those and on the others. */
  readonly parts: CleanAndSeen | null;
}

/** How far a leaderboard agrees with another ranking. */
export interface BoardAgreement extends RankingAgreement, Pick<OtherRanking, 'file' | 'column'> {
  /** Models of the leaderboard that the other ranking does not name. */
  readonly onlyHere: readonly string[];
  /** How many the other ranking names that are not on the leaderboard. */
  readonly onlyThere: number;
}

export interface Leaderboard {
  readonly version: string;
  readonly benchmark: Benchmark;
  /** In falling order of score. */
  readonly entries: readonly LeaderboardEntry[];
  /** Runs of the release that are not shown, and why. */
  readonly leftOut: readonly {
    readonly model: string;
    readonly id: string;
    readonly reason: LeftOutReason;
  }[];
  /** Names of the groups that no item goes by. */
  readonly unknownNames: readonly string[];
  /** Where another ranking was given. */
  readonly agreement: BoardAgreement | null;
  /** Where a contamination report on texts or on these models stands in the workspace: how many items it names. */
  readonly contamination: SeenPart | null;
}

export type LeftOutReason = 'incomplete' | 'limited' | 'older' | 'other-release';

export interface LeaderboardOptions {
  readonly workspace: Workspace;
  readonly version: string;
  /** `mixeval` unless said otherwise. */
  readonly benchmark?: Benchmark | undefined;
  /** Only these; all where it is left out. Ranks are among those shown. */
  readonly models?: readonly string[] | undefined;
  /** Another ranking of the same models, for correlations. */
  readonly against?: OtherRanking | undefined;
  /** Groups of subjects, for means over them. */
  readonly groups?: Groups | undefined;
}

/**
 * Ranks the models, each with its settings, that answered a whole benchmark of a release. Models share a rank unless their
 * paired difference is shown: Holm-adjusted over all pairs, at 5 %.
 *
 * @throws MixevalError `not-found` for an unknown release, or where no run of it is complete; `usage` where the other ranking
 *   shares too few models; `interrupted`
 */
export async function leaderboard(
  { workspace, version, benchmark = 'mixeval', models, against, groups }: LeaderboardOptions,
  task: LongTask = {},
): Promise<Leaderboard> {
  const { contentHash } = await findRelease(workspace, version);
  const leftOut: { model: string; id: string; reason: LeftOutReason }[] = [];
  const newest = new Map<string, { run: StoredRun; summary: Summary }>();
  const answered = new Set<string>();
  // Runs come by model and time: a later one takes the place of an earlier one.
  for await (const run of allRuns(workspace, warnOfDamaged(task))) {
    const { record } = run;
    if (record.version !== version || record.benchmark !== benchmark) continue;
    answered.add(record.model);
    if (models && !models.includes(record.model)) continue;
    const leave = (id: string, reason: LeftOutReason): void => {
      leftOut.push({ model: record.model, id, reason });
    };
    const summary = record.finishedAt === null ? undefined : await readSummary(run, warnOfDamaged(task));
    if (!summary?.complete || summary.score === null) leave(record.id, 'incomplete');
    else if (record.limit !== null) leave(record.id, 'limited');
    else if (record.releaseHash !== contentHash) leave(record.id, 'other-release');
    else {
      const subject = subjectKey(record);
      const older = newest.get(subject);
      if (older) leave(older.run.record.id, 'older');
      newest.set(subject, { run, summary });
    }
  }
  const unknown = models?.find((model) => !answered.has(model));
  if (unknown !== undefined && answered.size > 0)
    throw unknownModel(unknown, version, benchmark, [...answered]);
  const ranked = [...newest.values()].sort((a, b) => (b.summary.score ?? 0) - (a.summary.score ?? 0));
  if (ranked.length === 0) throw nothing(version, benchmark, leftOut.length);
  const runs = ranked.map(({ run }) => run);
  const names = runNames(runs.map(({ record }) => record));
  const scored = await scoredRuns(workspace, runs, task);
  const isSeen = await seenAmong(workspace, runs, scored.sample, task);
  const ranks = await rankRuns(scored, task);
  const entries = ranked.flatMap(({ run, summary }, place) => {
    const rank = ranks[place];
    const values = scored.scores[place] ?? [];
    const ofGroups = groups ? groupScores(scored.sample, values, groups) : null;
    const parts = cleanAndSeen(scored.sample, values, isSeen);
    const name = names[place] ?? run.record.model;
    return rank ? [{ name, ...entryOf(run, summary, rank), groups: ofGroups, parts }] : [];
  });
  return {
    version,
    benchmark,
    entries,
    leftOut,
    unknownNames: groups ? unknownNames(scored.sample, groups) : [],
    agreement: against ? agreementOf(entries, against) : null,
    contamination: seenPart(isSeen),
  };
}

function agreementOf(
  entries: readonly LeaderboardEntry[],
  { file, column, values }: OtherRanking,
): BoardAgreement {
  const both = entries.flatMap((entry) => {
    const model = nameAmong(values, entry);
    const other = model === undefined ? undefined : values.get(model);
    const { score } = entry;
    return model === undefined || other === undefined || score === null ? [] : [{ model, score, other }];
  });
  return {
    file,
    column,
    ...rankingAgreement(both),
    onlyHere: entries.flatMap((entry) => (nameAmong(values, entry) === undefined ? [entry.name] : [])),
    onlyThere: values.size - new Set(both.map(({ model }) => model)).size,
  };
}

/** The name that another ranking knows an entry by: that of the config, that on the leaderboard, or the model's. */
function nameAmong(
  values: OtherRanking['values'],
  { configName, name, model }: LeaderboardEntry,
): string | undefined {
  return [configName, name, model].find((each) => each !== null && values.has(each)) ?? undefined;
}

async function rankRuns(scored: ScoredRuns, task: LongTask): Promise<Rank[]> {
  const pairs = await pairsOf(scored, {}, task);
  const better = new Set(
    pairs.flatMap(({ first, second, better: winner }) =>
      winner === null ? [] : [winner === first ? `${first} ${second}` : `${second} ${first}`],
    ),
  );
  return ranksOf(scored.scores.length, (first, second) => better.has(`${first} ${second}`));
}

function entryOf(
  run: StoredRun,
  summary: Summary,
  { rank, interval: rankInterval, tiesWithAbove }: Rank,
): Omit<LeaderboardEntry, 'name' | 'groups' | 'parts'> {
  return {
    rank,
    rankInterval,
    tiesWithAbove,
    ...ofSummary.parse(summary),
    configName: run.record.configName ?? null,
    id: run.record.id,
    path: run.path,
  };
}

function unknownModel(
  name: string,
  version: string,
  benchmark: Benchmark,
  known: readonly string[],
): MixevalError {
  return new MixevalError(
    'not-found',
    `No run on ${benchmark} of release "${version}" is of the model "${name}".`,
    {
      next: `There are runs of: ${known.join(', ')}.`,
      details: { name, known },
    },
  );
}

function nothing(version: string, benchmark: Benchmark, leftOut: number): MixevalError {
  const found =
    leftOut === 0 ? 'has no runs' : `has ${counted(leftOut, 'runs')}, none complete and of all items`;
  return new MixevalError('not-found', `${benchmark} of release "${version}" ${found}.`, {
    next: `Make one: mixeval evaluate --version ${version} --model ...`,
  });
}
