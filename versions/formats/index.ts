import { registryOf } from '../../src/core/registry.js';
import { evalScope } from './evalscope.js';
import type { ExportFormat } from './format.js';
import { hf } from './hf.js';
import { inspect } from './inspect.js';
import { lmEval } from './lm-eval.js';
import { mixeval } from './mixeval.js';

/** What a release can be exported to. */
export const exportFormats = registryOf<ExportFormat>('export format', [
  mixeval,
  lmEval,
  evalScope,
  inspect,
  hf,
]);
