import { describe, expect, it } from 'vitest';
import { MixevalError, toMixevalError } from './errors.js';

describe('MixevalError', () => {
  it('is known as one from whichever copy of the class it comes', async () => {
    const copy: typeof import('./errors.js') = await import('./errors.js?copy' as './errors.js');
    const error = new copy.MixevalError('missing-key', 'No key.', { next: 'Set it.' });
    expect(copy.MixevalError).not.toBe(MixevalError);
    expect(error).toBeInstanceOf(MixevalError);
    expect(toMixevalError(error)).toBe(error);
  });

  it('is no other error, and no other error is one', () => {
    class Narrow extends MixevalError {}
    expect(new Error('x')).not.toBeInstanceOf(MixevalError);
    expect(Object.assign({}, new MixevalError('usage', 'x'))).not.toBeInstanceOf(MixevalError);
    expect(new MixevalError('usage', 'x')).not.toBeInstanceOf(Narrow);
    expect(new Narrow('usage', 'x')).toBeInstanceOf(MixevalError);
    expect(new Narrow('usage', 'x')).toBeInstanceOf(Narrow);
  });
});
