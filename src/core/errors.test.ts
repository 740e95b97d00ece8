import { expect, it } from 'vitest';
import { MixevalError, toMixevalError } from './errors.js';

it('an error of another copy of the class keeps its code and next step', async () => {
  const copy: typeof import('./errors.js') = await import('./errors.js?copy' as './errors.js');
  const error = new copy.MixevalError('missing-key', 'No key.', { next: 'Set it.' });
  expect(error).not.toBeInstanceOf(MixevalError);
  expect(toMixevalError(error)).toBe(error);
});

it('an error that only has the form of one is a fault of ours', () => {
  expect(toMixevalError({ code: 'missing-key', message: 'No key.' }).code).toBe('internal');
  expect(toMixevalError(Object.assign(new Error('No key.'), { code: 'missing-key' })).code).toBe('internal');
});
