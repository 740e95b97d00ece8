import { registryOf } from '../../src/core/registry.js';
import { batchRejection } from './batch-rejection.js';
import { discrimination } from './discrimination.js';
import type { HardMethod } from './method.js';

/** Every way of making the Hard benchmark, the default first. */
export const hardMethods = registryOf<HardMethod>('Hard method', [discrimination, batchRejection]);
