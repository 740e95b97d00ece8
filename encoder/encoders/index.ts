import { registryOf } from '../../src/core/registry.js';
import type { EncoderSource } from '../model.js';
import { allMiniLmExact, allMiniLmFast } from './all-minilm-l6-v2.js';
import { allMpnet } from './all-mpnet-base-v2.js';

/** The encoders known by name. Any other sentence-transformers export goes by its folder or its name on the hub. */
export const encoders = registryOf<EncoderSource>('encoder', [allMiniLmExact, allMiniLmFast, allMpnet]);

/** The encoder that releases are built with unless the user says otherwise. */
export const defaultEncoder = allMiniLmExact.name;
