import { withCommas } from '../../src/core/text-table.js';
import { points, table, verdict } from '../markdown.js';
import type { HardSeparation, Separation } from './hard.js';

type Measured = readonly (HardSeparation & { readonly pool: string })[];

const aim = 1.2;

/** The page's section on Hard. */
export function hardSection(measured: Measured): string[] {
  const ratios = measured.filter(({ pool, traffic }) => pool.startsWith('gsm8k') && traffic === 'queries');
  const ratioOf = ({ ways }: HardSeparation, of: keyof Separation): number =>
    best(ways.ours[of])[1] / best(ways.paper[of])[1];
  const told = (of: keyof Separation): string =>
    ratios
      .map((each) => {
        const ratio = ratioOf(each, of);
        return `${ratio.toFixed(2)} at ${each.places} places (${verdict(ratio >= aim)})`;
      })
      .join(', ');
  return [
    '## 4. Does Hard tell models apart?',
    '',
    'The share of pairs of models, in per cent, whose difference is more than 1.96 of its standard deviations, in the direction of',
    'their order on the traffic, at equal size. One half of the models makes the design, pairs of the other half are told apart by it or',
    'not; five random halvings, both ways round. Each way is shown at its best lambda of 0 to 2 (in brackets), and at 1.',
    '',
    '`none` is the normal benchmark. `paper` takes queries in proportion to exp(lambda d) and repeats an item for each, as its',
    "published Hard does: 500 rows of it are 200 different items (free-form) and 246 (multiple choice). `paper, once` is the paper's",
    'without copies: each item at most once and all weights the same, so that its topics are no longer those of the traffic.',
    '`ours` gives each topic its share of the traffic, and in it an item by its discrimination, exp(lambda z) and its chance to be',
    'asked for by any of as many queries as there are places.',
    '',
    '**From release to release**: a hundred releases, each with a traffic of its own.',
    '',
    ...tableOf(measured, 'released'),
    'The same of pairs among the stronger half of the models, which Hard is for:',
    '',
    ...tableOf(measured, 'strong'),
    '**Within one release**, its items taken for a sample of items like them, so that items drawn surely leave chance too. `build` chooses lambda by this.',
    '',
    ...tableOf(measured, 'sampled'),
    `Aim: at least ${aim} times the paper's on GSM8K. From release to release, all pairs: ${told('released')}; strong pairs: ${told('strong')}. Within one release: ${told('sampled')}. Where nearly all pairs are told apart by either, there is little to gain.`,
    '',
  ];
}

/** What Hard does not do, for the page's last section. */
export function hardLimits(measured: Measured): string[] {
  const behind = (of: keyof Separation, paper: 'paper' | 'paper-once'): string => {
    const lines = measured.filter(({ ways }) => best(ways.ours[of])[1] < best(ways[paper][of])[1]);
    return `${lines.length} of ${measured.length}`;
  };
  return [
    `- Against the paper's Hard without copies, each at its best lambda, ours tells fewer pairs apart from release to release in ${behind('released', 'paper-once')} comparisons (of strong pairs: ${behind('strong', 'paper-once')}), and within one release in ${behind('sampled', 'paper-once')} (against it with copies: ${behind('sampled', 'paper')}). A weighted mean leans on the items that most queries hit; a plain mean over different items uses all its places evenly. Its price is that how often an item is asked for hardly counts once its probability is capped, so that its score estimates no mean over the traffic behind the batch, and an interval around it does not hold one. We keep the weights.`,
  ];
}

function tableOf(measured: Measured, of: keyof Separation): string[] {
  return table(
    [
      'pool',
      'items stand for',
      'places',
      'none',
      'paper',
      'paper, 1',
      'paper, once',
      'once, 1',
      'ours',
      'ours, 1',
      'ours / paper',
    ],
    measured.map(({ pool, traffic, places, ways }) => [
      pool,
      traffic === 'alike' ? 'all alike' : 'queries',
      withCommas(places),
      points(ways.none[of]['1.0'], 1),
      ...(['paper', 'paper-once', 'ours'] as const).flatMap((way) => {
        const [lambda, share] = best(ways[way][of]);
        return [`${points(share, 1)} (${lambda})`, points(ways[way][of]['1.0'], 1)];
      }),
      (best(ways.ours[of])[1] / best(ways.paper[of])[1]).toFixed(2),
    ]),
  );
}

const best = (shares: Readonly<Record<string, number>>): [string, number] =>
  Object.entries(shares).reduce((a, b) => (b[1] > a[1] ? b : a), ['-', 0]);
