import { letterOf } from '../../prompts/options.js';
import type { Baseline } from './baseline.js';

/** Always the first option; to a free-form question "yes", the commonest of short answers. Shows lopsided answer keys. */
export const first: Baseline = {
  name: 'first',
  async prepare() {
    return ({ options }) => (options ? letterOf(0) : 'yes');
  },
};
