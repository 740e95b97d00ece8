import { join } from 'node:path';
import { packageRoot } from '../../src/core/package.js';

/** Real data for measuring, beside the project; read in place, and absent on a user's machine. */
const data = join(packageRoot, '../shared/data');

export const realRelease = join(data, 'releases/mixeval-2024-06-01');
