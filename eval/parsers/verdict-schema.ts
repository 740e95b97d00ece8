import type { Item } from '../../src/core/schemas/item.js';
import type { ReplySchema } from '../model.js';
import { letterAt } from './rules/multiple-choice/letters.js';

/** What a verdict can be: an option's letter or `none`, or a number from 0 to 1 in tenths. */
function verdictsOf(item: Item): readonly (string | number)[] {
  return item.problem_type === 'multiple-choice'
    ? [...item.options.map((_, index) => letterAt(index)), 'none']
    : Array.from({ length: 11 }, (_, tenths) => tenths / 10);
}

/** The JSON schema that a judge's reply is held to where its server can: a reason, then the verdict. */
export function verdictSchema(item: Item): ReplySchema {
  return {
    name: 'verdict',
    schema: {
      type: 'object',
      properties: {
        reason: { type: 'string' },
        verdict: {
          type: item.problem_type === 'multiple-choice' ? 'string' : 'number',
          enum: verdictsOf(item),
        },
      },
      required: ['reason', 'verdict'],
      additionalProperties: false,
    },
  };
}
