import { MixevalError } from '../../src/core/errors.js';
import type { Model } from '../model.js';

/** A model that is known by its responses alone: there is nothing to ask it. */
export function recordedModel(name: string, kind: Model['kind']): Model {
  return {
    name,
    origin: 'file',
    kind,
    defaults: {},
    reusable: false,
    async ask() {
      throw new MixevalError('internal', `${name} is known by its responses alone and cannot be asked.`);
    },
  };
}
