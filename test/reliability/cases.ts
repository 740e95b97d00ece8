import { faults } from '../faults/index.js';
import type { ReliabilityCase } from './case.js';
import { corpusCases } from './corpus.js';
import { evaluatingCases } from './evaluating.js';
import { miningCases } from './mining.js';
import { releaseCases } from './releases.js';

/** What goes wrong outside of `test/faults`. */
export const reliabilityCases: readonly ReliabilityCase[] = [
  ...corpusCases,
  ...miningCases,
  ...releaseCases,
  ...evaluatingCases,
];

/** Every case, in the order of the table. */
export const allCases: readonly ReliabilityCase[] = [...reliabilityCases, ...Object.values(faults).flat()];
