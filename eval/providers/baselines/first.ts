import { letterAt } from '../../parsers/rules/multiple-choice/letters.js';
import type { Baseline } from './baseline.js';

/** Always the first option; to a free-form question "yes", the commonest of short answers. Shows lopsided answer keys. */
export const first: Baseline = {
  name: 'first',
  async prepare() {
    return ({ options }) => (options ? letterAt(0) : 'yes');
  },
};
