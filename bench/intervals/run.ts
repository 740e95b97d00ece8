import { join } from 'node:path';
import {
  type Coverage,
  coverageOf,
  coverageScenarios,
  furtherScenarios,
} from '../../eval/testing/coverage-scenarios.js';
import { writeFileAtomic } from '../../src/core/files.js';
import { packageRoot } from '../../src/core/package.js';

/** Writes docs/coverage.md: how often 95 % intervals hold the truth in simulated releases, also where it is hard for them. */
const runs = 2000;

const rows = [...coverageScenarios, ...furtherScenarios].map((scenario) => {
  const coverage = coverageOf(scenario, runs);
  process.stderr.write(`${scenario.name}: ${coverage.held}\n`);
  return rowOf(scenario.name, scenario.truth, coverage);
});

function rowOf(name: string, truth: number, { held, above, below, width }: Coverage): string {
  const percent = (share: number): string => (100 * share).toFixed(1);
  return `| ${[name, percent(truth), percent(held), percent(above), percent(below), percent(width)].join(' | ')} |`;
}

const page = [
  '# How often intervals hold the truth',
  '',
  `Each row is ${runs} simulated releases: a batch is drawn from the traffic, a release from the batch, a model's known score`,
  'estimated from the release. The interval is nominally one of 95 %; chance alone moves the share held by half a point (one',
  'standard deviation). "Tail" is how uneven the traffic is (an item\'s mass is u^-tail; with tail 1 one item of these worlds',
  'holds half of the traffic), "50 asked of 300" a run with `--limit 50`. Written by `npx tsx bench/intervals/run.ts`; the test',
  'suite runs the rows above the line. Of twenty places a score takes few values, so that what an interval holds there swings',
  "with the truth: up to 97.5 % (Brown, Cai and DasGupta 2001 show it of Wilson's interval itself).",
  '',
  '| what is estimated | truth | held % | interval too high % | too low % | mean width |',
  '|---|---:|---:|---:|---:|---:|',
  ...rows.slice(0, coverageScenarios.length),
  '| | | | | | |',
  ...rows.slice(coverageScenarios.length),
  '',
].join('\n');
await writeFileAtomic(join(packageRoot, 'docs/coverage.md'), page);
