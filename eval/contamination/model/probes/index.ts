import { registryOf } from '../../../../src/core/registry.js';
import type { Probe } from '../probe.js';
import { canary } from './canary.js';
import { completion } from './completion.js';
import { guidedCompletion } from './guided-completion.js';
import { identifier } from './identifier.js';
import { itemOrder } from './item-order.js';
import { minK, minKPlusPlus, perplexity } from './likelihood.js';
import { optionRecall } from './option-recall.js';
import { optionsOnly } from './options-only.js';
import { rewordedQuestions } from './reworded-questions.js';
import { shuffledOptions } from './shuffled-options.js';

/** Every probe of a model. */
export const probes = registryOf<Probe>('probe', [
  completion,
  guidedCompletion,
  optionRecall,
  optionsOnly,
  identifier,
  shuffledOptions,
  rewordedQuestions,
  canary,
  perplexity,
  minK,
  minKPlusPlus,
  itemOrder,
]);
