import type { Layout } from '../benchmark.js';
import { templated } from './template.js';

/**
 * The layouts of the Mosaic Eval Gauntlet (repository mosaicml/llm-foundry), which holds many benchmarks as JSON
 * Lines: questions with choices, texts with their continuation, questions with an answer. Most are templated.
 */

/** `query`, `choices`, `gold`, the index of the right choice. */
export const gauntletChoices = (path: RegExp): Layout => ({
  path,
  columns: { prompt: 'query', options: 'choices', target: 'gold', targetAs: 'index' },
  steps: templated,
});

/** `context`, `continuation`: what is asked, and the one answer. */
export const gauntletContinuation = (path: RegExp): Layout => ({
  path,
  columns: { prompt: 'context', target: 'continuation', targetAs: 'text' },
  steps: templated,
});

/** `context`, `answer`, the working in a column of its own that is not read. */
export const gauntletAnswer = (path: RegExp): Layout => ({
  path,
  columns: { prompt: 'context', target: 'answer', targetAs: 'text' },
  steps: templated,
});
