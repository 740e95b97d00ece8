import { registryOf } from '../../src/core/registry.js';
import { answerable } from './answerable.js';
import type { QueryFilter } from './filter.js';
import { isQuery } from './is-query.js';
import { language } from './language.js';
import { length } from './length.js';
import { normalise } from './normalise.js';
import { personalData } from './personal-data.js';
import { unsafe } from './unsafe.js';

/** Every filter, in the order in which a text goes through them (DESIGN, Mining). */
export const queryFilters = registryOf<QueryFilter>('filter', [
  normalise,
  language,
  isQuery,
  answerable,
  length,
  personalData,
  unsafe,
]);
