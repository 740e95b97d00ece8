import { registryOf } from '../../src/core/registry.js';
import type { Parser } from './parser.js';
import { ruleParser } from './rule.js';

/** Everything that reads responses. */
export const parsers = registryOf<Parser>('parser', [ruleParser]);

export { cutReasoning } from './cut-reasoning.js';
export type { Parser, ParserContext, ParseTask, Verdict } from './parser.js';
