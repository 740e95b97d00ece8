import { registryOf } from '../../../src/core/registry.js';
import type { Way } from '../way.js';
import { byBenchmark } from './by-benchmark.js';
import { mixevalWay } from './mixeval.js';
import { ours } from './ours.js';
import { uniform } from './uniform.js';

/** Ways of drawing a release that `versions stability` compares, ours first. */
export const ways = registryOf<Way>('way of drawing a release', [ours, mixevalWay, byBenchmark, uniform]);
