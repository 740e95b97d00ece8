import { join } from 'node:path';
import {
  type CoverageScenario,
  coverageOf,
  coverageScenarios,
  edgeScenarios,
  furtherScenarios,
  meanScenarios,
} from '../../eval/testing/coverage-scenarios.js';
import { writeFileAtomic } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';

/** Writes docs/coverage.md: how often 95 % intervals hold the truth in simulated releases, also where it is hard for them. */
const runs = 2000;
const edgeRuns = 10_000;

const tested = coverageScenarios.map((scenario) => rowOf(scenario, runs));
const further = furtherScenarios.map((scenario) => rowOf(scenario, runs));
const means = meanScenarios.map((scenario) => rowOf(scenario, runs));
const edges = edgeScenarios.map((scenario) => rowOf(scenario, edgeRuns));

function rowOf(scenario: CoverageScenario, times: number): string {
  const { held, above, below, width } = coverageOf(scenario, times);
  process.stderr.write(`${scenario.name}: ${held}\n`);
  const percent = (share: number): string => (100 * share).toFixed(1);
  const truth = [...new Set(scenario.truths.map(percent))].join(' to ');
  return `| ${[scenario.name, truth, ...[held, above, below, width].map(percent)].join(' | ')} |`;
}

const head = [
  '| what is estimated | truth | held % | interval too high % | too low % | mean width |',
  '|---|---:|---:|---:|---:|---:|',
];
const page = [
  '# How often intervals hold the truth',
  '',
  `Each row is ${runs} simulated releases: a batch is drawn from the traffic, a release from the batch, a model's known score`,
  'estimated from the release. The interval is nominally one of 95 %; chance alone moves the share held by half a point (one',
  'standard deviation). "Tail" is how uneven the traffic is (an item\'s mass is u^-tail; with tail 1 one item of these worlds',
  'holds half of the traffic), "50 asked of 300" a run with `--limit 50`. Written by `npx tsx bench/intervals/run.ts`; the test',
  'suite runs the rows of the first table.',
  '',
  ...head,
  ...tested,
  '',
  '## Uneven traffic, small pools, a part of a release',
  '',
  ...head,
  ...further,
  '',
  '## Means over benchmarks',
  '',
  'Every benchmark counts alike, whether a release has a hundred of its items or one. "Truth" is from the benchmark with the least',
  'to that with the greatest score; those that a release has no item of do not count in it.',
  '',
  ...head,
  ...means,
  '',
  '## Near 0 and 1',
  '',
  'Of twenty places a score takes few values, so that the share held at one truth is an accident of where it lies between them,',
  "also for Wilson's own interval (Brown, Cai and DasGupta 2001). So each release near an edge is drawn from one of many worlds,",
  `whose truths lie all over that edge. By how near they are, in ${edgeRuns.toLocaleString('en')} releases a row:`,
  '',
  ...head,
  ...edges,
  '',
].join('\n');
await writeFileAtomic(join(packageRoot, 'docs/coverage.md'), page);
