import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomInteger, seededRandom } from '../../src/core/random.js';
import { quantile } from '../../versions/stability/spread.js';
import { data } from './corpus.js';

/** Rank correlation of a published score with Arena Elo, over the models that have both. */
export interface ArenaAgreement {
  readonly score: 'MixEval' | 'MixEval-Hard';
  readonly models: number;
  readonly spearman: number;
  /** 95 %, by bootstrap over models. */
  readonly interval: readonly [number, number];
  /** Among the twelve models with the highest Elo. */
  readonly topTwelve: number;
  readonly topTwelveInterval: readonly [number, number];
}

const file = 'results/mixeval_leaderboard/derived/leaderboard_chat_HEAD_2024-10-30.csv';
const bootstraps = 10_000;

export async function measureArena(): Promise<ArenaAgreement[]> {
  const lines = (await readFile(join(data, file), 'utf8')).trim().split(/\r?\n/).map(cells);
  const [head = [], ...rows] = lines;
  const column = (prefix: string): number => head.findIndex((name) => name.startsWith(prefix));
  const elo = column('Arena Elo');
  return (['MixEval', 'MixEval-Hard'] as const).map((score) => {
    const at = head.findIndex((name) => name.replace(/[^A-Za-z-]/g, '') === score);
    const pairs = rows.flatMap((row): [number, number][] => {
      const pair: [number, number] = [Number(row[at]), Number(row[elo])];
      return pair.every((value) => Number.isFinite(value) && value > 0) ? [pair] : [];
    });
    const top = [...pairs].sort((a, b) => b[1] - a[1]).slice(0, 12);
    return {
      score,
      models: pairs.length,
      spearman: spearman(pairs),
      interval: bootstrapInterval(pairs, score),
      topTwelve: spearman(top),
      topTwelveInterval: bootstrapInterval(top, `${score} top`),
    };
  });
}

/** One line of a CSV file in which a cell may be quoted. */
function cells(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(?:,|$)/g)].map((match) => match[2] ?? match[1] ?? '');
}

/** Spearman's rank correlation, ties by their mean rank. */
function spearman(pairs: readonly (readonly [number, number])[]): number {
  const ranks = (values: readonly number[]): number[] =>
    values.map(
      (value) =>
        values.filter((other) => other < value).length +
        (values.filter((other) => other === value).length + 1) / 2,
    );
  const x = ranks(pairs.map(([first]) => first));
  const y = ranks(pairs.map(([, second]) => second));
  const middle = (pairs.length + 1) / 2;
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((rank, at) => {
    const other = (y[at] ?? 0) - middle;
    xx += (rank - middle) ** 2;
    yy += other ** 2;
    xy += (rank - middle) * other;
  });
  return xy / Math.sqrt(xx * yy);
}

function bootstrapInterval(
  pairs: readonly (readonly [number, number])[],
  label: string,
): readonly [number, number] {
  const random = seededRandom(1, `arena ${label}`);
  const values = Array.from({ length: bootstraps }, () =>
    spearman(pairs.map((pair) => pairs[randomInteger(random, pairs.length)] ?? pair)),
  ).filter((value) => !Number.isNaN(value));
  return [quantile(values, 0.025), quantile(values, 0.975)];
}
