import { registryOf } from '../../src/core/registry.js';
import { exact } from './exact.js';
import { hnsw } from './hnsw.js';
import type { NearestKind } from './nearest.js';

/** Every kind of index. */
export const nearestKinds = registryOf<NearestKind>('index', [hnsw, exact]);
