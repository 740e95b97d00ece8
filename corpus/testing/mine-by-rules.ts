/** Mining without the trained head: for tests of what has nothing to do with it, since opening an encoder takes seconds. */

import { mine } from '../queries/mine.js';

export const mineByRules: typeof mine = (options, task) => mine({ detector: 'rules', ...options }, task);
