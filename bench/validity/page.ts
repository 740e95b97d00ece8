import { withCommas } from '../../src/core/text-table.js';
import type { StabilityReport } from '../../versions/index.js';
import type { SeriesOverlap } from '../../versions/stability/series-overlap.js';
import { points, table, verdict } from '../markdown.js';
import type { ArenaAgreement } from './arena.js';
import type { Concentration } from './concentration.js';
import { model as costModel, type SetCost } from './cost.js';
import type { ProbeAgreement } from './difficulty.js';
import type { Estimators } from './estimators.js';
import type { HardSeparation } from './hard.js';
import { hardLimits, hardSection } from './hard-section.js';

/** Everything that was measured. */
export interface Validity {
  readonly machine: string;
  readonly queries: number;
  readonly distinct: number;
  readonly replays: readonly { readonly pool: string; readonly report: StabilityReport }[];
  readonly concentration: readonly (Concentration & { readonly pool: string })[];
  readonly estimators: readonly (Estimators & { readonly pool: string })[];
  readonly hard: readonly (HardSeparation & { readonly pool: string })[];
  readonly probes: readonly { readonly pool: string; readonly agreement: readonly ProbeAgreement[] }[];
  readonly series: readonly (SeriesOverlap & { readonly places: number })[];
  readonly arena: readonly ArenaAgreement[];
  readonly costs: readonly SetCost[];
}

/** docs/validity.md. Every figure comes from the measurement, and so does whether an aim was reached. */
export function validityPage(measured: Validity): string {
  return [
    '# Do releases hold?',
    '',
    'What `bench/validity` measured, written by it: `npm run validity`. The data lies beside the project and none of it in it:',
    `${withCommas(measured.queries)} real web searches and forum questions (${withCommas(measured.distinct)} distinct) matched by embedding to real benchmarks, with`,
    'what 42 models got on GSM8K (ZeroEval) and 21 systems on the items of the release of June 2024. Releases are drawn again',
    'and again, each with a traffic of its own drawn from these queries. What a design knows of an item comes from one half of the',
    'models, and scores are those of the other half. Points are of 0 to 100.',
    '',
    `Machine: ${measured.machine}.`,
    '',
    ...stability(measured),
    ...concentration(measured),
    ...coverage(measured),
    ...hardSection(measured.hard),
    ...difficulty(measured),
    ...series(measured),
    ...arena(measured),
    ...cost(measured),
    ...limits(measured),
  ].join('\n');
}

function stability({ replays }: Validity): string[] {
  return [
    '## 1. Stability from release to release',
    '',
    '`ours` is what `build` does, `mixeval` repeats an item for each query that hits it, `by-benchmark` takes benchmarks by their',
    'shares of the traffic and their items at random, `uniform` takes items at random. Aim: at a size near the effective size of the',
    "pool's mass, a standard deviation of at most 0.6 times MixEval's, for scores and for differences, and no copies.",
    '',
    ...replays.flatMap(({ pool, report }) => {
      const way = (name: string) => report.ways.find((one) => one.way === name)?.spread;
      const [ours, theirs] = [way('ours'), way('mixeval')];
      const isNear = report.places >= 0.8 * Math.min(...nearest(replays, pool));
      const ratio = (ours?.scoreStd ?? 0) / (theirs?.scoreStd ?? 1);
      const ofDifferences = (ours?.differenceStd ?? 0) / (theirs?.differenceStd ?? 1);
      return [
        `**${pool}**: ${report.releases} releases of ${withCommas(report.places)} places a split from ${withCommas(report.items)} items (effective size ${withCommas(report.effectivePoolSize)}), ${report.subjects} models, batches of ${withCommas(report.queries)} queries.`,
        '',
        ...table(
          [
            'way',
            'std',
            'std of differences',
            'distance from the traffic',
            "Kendall's tau",
            'unique inside',
            'unique across',
            'effective items',
          ],
          report.ways.map(({ way: name, spread, uniqueInside, uniqueAcross, effectiveItems }) => [
            name,
            points(spread?.scoreStd),
            points(spread?.differenceStd),
            points(spread?.shift),
            spread?.kendallTau?.toFixed(3) ?? '-',
            points(uniqueInside, 1),
            points(uniqueAcross, 1),
            withCommas(effectiveItems),
          ]),
        ),
        isNear
          ? `Ours has ${ratio.toFixed(2)} times MixEval's standard deviation of a score (${verdict(ratio <= 0.6)}) and ${ofDifferences.toFixed(2)} times that of a difference (${verdict(ofDifferences <= 0.6)}).`
          : `Half as many places: ${ratio.toFixed(2)} times MixEval's standard deviation of a score, ${ofDifferences.toFixed(2)} times that of a difference. The fewer places beside the effective size, the less there is to gain: hardly any item is drawn surely, and MixEval's way repeats few.`,
        '',
      ];
    }),
    "How far scores lie from a model's own mean, for the first of these:",
    '',
    '![Spread of scores by the way of drawing](validity-stability.svg)',
    '',
    'Items at random answer another question: look at their distance from the traffic, the same in every release.',
    '',
  ];
}

/** The places of a pool's first replay: those near its effective size. */
function nearest(replays: Validity['replays'], pool: string): number[] {
  return replays
    .filter((replay) => replay.pool === pool)
    .map(({ report }) => report.places)
    .slice(0, 1);
}

function concentration({ concentration: all, estimators }: Validity): string[] {
  const noise = estimators.map(({ pool, queries, weightedStd }) => {
    // With p near 0.8, as strong models have it.
    const floor = Math.sqrt((0.8 * 0.2) / queries);
    return `${pool}: ${points(floor)} of ${points(weightedStd)} points`;
  });
  const need = (std: number): string => withCommas((0.8 * 0.2) / std ** 2);
  return [
    '## 2. Concentration of the traffic, and what the batch leaves',
    '',
    ...table(
      ['pool', 'items', 'asked for', 'queries', 'effective size', 'on the top 10', 'top 100', 'top 1,000'],
      all.map(({ pool, items, matched, queries, effectiveSize, onTop }) => [
        pool,
        withCommas(items),
        withCommas(matched),
        withCommas(queries),
        withCommas(effectiveSize),
        ...['10', '100', '1000'].map((top) => `${points(onTop[top], 1)} %`),
      ]),
    ),
    `A batch is itself a sample of the traffic: for a model that gets 80 of 100 right it leaves a noise of sqrt(s (1 - s) / B) whatever the size of the release (${noise.join('; ')} in all). A floor of 1 point takes ${need(0.01)} matched queries, 0.5 points ${need(0.005)}, 0.2 points ${need(0.002)}, 0.1 points ${need(0.001)}. \`build --precision 0.5\` says it of a corpus at hand.`,
    '',
  ];
}

function coverage({ estimators }: Validity): string[] {
  const inRange = (share: number): boolean => share >= 0.935 && share <= 0.965;
  return [
    '## 3. Do 95 % intervals hold?',
    '',
    'The share of intervals that hold the score on the whole traffic, with the term for the batch; and the score on the batch, without it.',
    'Aim: 93.5 to 96.5 %.',
    '',
    ...table(
      [
        'pool',
        'draws',
        'models',
        'places',
        'of the traffic',
        'of the batch',
        'difference estimator',
        'std',
        'std by the difference estimator',
      ],
      estimators.map((each) => [
        each.pool,
        withCommas(each.releases),
        String(each.models),
        withCommas(each.places),
        `${points(each.coverageOfTraffic, 1)} %`,
        `${points(each.coverageOfBatch, 1)} %`,
        `${points(each.coverageOfDifference, 1)} %`,
        points(each.weightedStd),
        points(each.differenceStd),
      ]),
    ),
    ...estimators.map(
      (each) =>
        `- ${each.pool}: ${verdict(inRange(each.coverageOfTraffic))} for the traffic, ${verdict(inRange(each.coverageOfBatch))} for the batch; the difference estimator leaves ${points(1 - each.differenceStd / each.weightedStd, 0)} % less noise in a score.`,
    ),
    '',
  ];
}

function difficulty({ probes }: Validity): string[] {
  const sizes = probes[0]?.agreement.map(({ probes: size }) => size) ?? [];
  return [
    '## 5. Do a few cheap models tell the difficulty?',
    '',
    'Correlation over items of the failure rate of so many of the weaker models with that of all others.',
    '',
    ...table(
      ['pool', ...sizes.map((size) => `${size} ${size === 1 ? 'model' : 'models'}`)],
      probes.map(({ pool, agreement }) => [
        pool,
        ...agreement.map(({ correlation }) => correlation.toFixed(2)),
      ]),
    ),
  ];
}

function series({ series: all, queries }: Validity): string[] {
  const lags = Object.keys(all[0]?.byLag ?? {});
  return [
    '## 6. Six releases in a row',
    '',
    `Drawn from an eighth of all English benchmarks' items by batches as large as the ${withCommas(queries)} queries, with permanent random numbers: the share of a release's items that stand in the one so many before.`,
    '',
    ...table(
      ['places a split', ...lags.map((lag) => `lag ${lag}`), 'independent draws'],
      all.map(({ places, byLag, independent }) => [
        withCommas(places),
        ...lags.map((lag) => `${points(byLag[lag], 1)} %`),
        `${points(independent, 1)} %`,
      ]),
    ),
    'Only neighbours are coordinated: further lags may overlap more than independent draws would.',
    '',
  ];
}

function arena({ arena: all }: Validity): string[] {
  const range = ([low, high]: readonly [number, number]): string => `${low.toFixed(2)} to ${high.toFixed(2)}`;
  return [
    '## 7. Agreement with Chatbot Arena',
    '',
    "Spearman's rank correlation of MixEval's published scores with Arena Elo of May 2024, 95 % intervals by bootstrap over models.",
    '',
    ...table(
      ['score', 'models', 'Spearman', '95 % interval', 'top 12 by Elo', '95 % interval'],
      all.map((each) => [
        each.score,
        String(each.models),
        each.spearman.toFixed(2),
        range(each.interval),
        each.topTwelve.toFixed(2),
        range(each.topTwelveInterval),
      ]),
    ),
    'It is an agreement over models from weak to strong: most of it is that strong models are strong. Among the twelve strongest it is lower',
    'and its interval wide, so it does not show that a release ranks the models at the top as people do. These are scores of the',
    "original's releases; ours ask the same kind of question with less noise, and have not been held against an arena.",
    '',
  ];
}

function cost({ costs }: Validity): string[] {
  const mmlu = costs.find(({ name }) => name.startsWith('MMLU'));
  const shareOf = ({ inputTokens, outputTokens }: SetCost): number =>
    mmlu ? (inputTokens + outputTokens) / (mmlu.inputTokens + mmlu.outputTokens) : 0;
  const shareNamed = (name: string): string => {
    const found = costs.find((each) => each.name === name);
    const share = found ? shareOf(found) : 0;
    return `${points(share, 1)} % (${verdict(share <= 0.06)})`;
  };
  const evalscope = costs.filter(({ name }) => name.startsWith('EvalScope'));
  const evalscopeShare = points(
    evalscope.reduce((sum, each) => sum + shareOf(each), 0),
    1,
  );
  return [
    '## 8. Cost',
    '',
    `One model over the release of June 2024, over 5-shot MMLU, and over EvalScope's example. MixEval's evaluator asks every copy; ours asks an item once and gives it the weight of its copies, and releases of ours hold none. Tokens are counted by BERT's wordpieces; answers are as long as a real 7B model's were, one token for MMLU, as long as the worked solutions for GSM8K, and one line for ARC. Money at ${costModel}'s price, minutes at 32 questions at a time and 2 s an answer.`,
    '',
    ...table(
      ['set', 'requests', 'input tokens', 'output tokens', 'US dollars', 'minutes', "of MMLU's tokens"],
      costs.map((each) => [
        each.name,
        withCommas(each.requests),
        withCommas(each.inputTokens),
        withCommas(each.outputTokens),
        each.costUsd.toFixed(2),
        each.minutes.toFixed(1),
        `${points(shareOf(each), 1)} %`,
      ]),
    ),
    `Aim: at most 6 % of MMLU's. As our evaluator asks it: ${shareNamed('MixEval, copies asked once')} for the normal benchmark, ${shareNamed('both, copies asked once')} for both; copies asked again: ${shareNamed('MixEval')} and ${shareNamed('both')}. The paper counts $2,936 for placing a model in an arena at $0.05 a vote. EvalScope asks no sets unless they are named; its own example names GSM8K and ARC, which together take ${evalscopeShare} % of MMLU's tokens.`,
    '',
  ];
}

function limits({ replays, hard: all, series: lags, probes, costs }: Validity): string[] {
  const steadier = replays.filter(({ report }) => {
    const way = (name: string) => report.ways.find((one) => one.way === name)?.spread?.scoreStd ?? 0;
    return way('uniform') < way('ours');
  });
  const half = replays.flatMap(({ pool, report }) => {
    const way = (name: string) => report.ways.find((one) => one.way === name)?.spread?.scoreStd ?? 0;
    return report.places < Math.min(...nearest(replays, pool)) ? [way('ours') / way('mixeval')] : [];
  });
  const more = lags.map(({ places, byLag, independent }) => {
    const lines = Object.entries(byLag).filter(([, share]) => share > independent);
    return `${withCommas(places)} places: ${lines.map(([lag]) => lag).join(', ') || 'none'}`;
  });
  const one = probes.map(({ pool, agreement }) => `${pool} ${agreement[0]?.correlation.toFixed(2) ?? '-'}`);
  const mmlu = costs.find(({ name }) => name.startsWith('MMLU'));
  const copies = costs.find(({ name }) => name === 'both');
  return [
    '## What did not work',
    '',
    ...hardLimits(all),
    `- With half as many places as the effective size ours has ${half.map((ratio) => ratio.toFixed(2)).join(' and ')} times MixEval's spread, not 0.6.`,
    steadier.length === 0
      ? '- Items at random were never steadier than ours here; with many more places than the effective size they would be, about another mean.'
      : `- Items at random are steadier than ours in ${steadier.length} of ${replays.length} replays: weights cost precision. They are steady about another mean.`,
    `- Permanent random numbers keep neighbours apart, not all releases: more than independent draws overlap lags (${more.join('; ')}).`,
    `- One cheap model says too little of difficulty (correlation ${one.join(', ')}); three to five say enough.`,
    ...(mmlu && copies
      ? [
          `- The published release costs ${points((copies.inputTokens + copies.outputTokens) / (mmlu.inputTokens + mmlu.outputTokens), 1)} % of MMLU's tokens when its copies are asked again and again, as its own evaluator does.`,
        ]
      : []),
    '- Queries of web searches and forums stand for wild queries here; logs of chats with models may fall on other items.',
    '- GSM8K is one benchmark: there the mixture by benchmark is the same as items at random.',
    "- Nothing here shows that our releases rank models as an arena does: that takes models' answers to them.",
    '',
  ];
}
