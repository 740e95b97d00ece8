import type { FreeFormItem } from '../../../../src/core/schemas/item.js';
import type { Rule } from '../rule.js';

/** How a free answer is read, the surest way first. */
export const freeFormRules: readonly Rule<FreeFormItem>[] = [];
