import { registryOf } from '../../src/core/registry.js';
import { cascadeParser } from './cascade.js';
import { modelParser } from './model.js';
import type { Parser } from './parser.js';
import { ruleParser } from './rule.js';

export { cutReasoning } from './cut-reasoning.js';

/** Every parser, by the name that `--parser` gives it. */
export const parsers = registryOf<Parser>('parser', [ruleParser, modelParser, cascadeParser]);
