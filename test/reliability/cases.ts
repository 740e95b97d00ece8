import type { ReliabilityCase } from './case.js';
import { corpusCases } from './corpus.js';
import { evaluatingCases } from './evaluating.js';
import { releaseCases } from './releases.js';

/** Every case, in the order of the table. */
export const reliabilityCases: readonly ReliabilityCase[] = [
  ...corpusCases,
  ...releaseCases,
  ...evaluatingCases,
];
