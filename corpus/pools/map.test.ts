import { describe, expect, it } from 'vitest';
import { MixevalError } from '../../src/core/errors.js';
import { parseMap } from './map.js';

describe('parseMap', () => {
  it.each([
    ['prompt=q,target=a', { prompt: ['q'], target: ['a'] }],
    ['prompt=body+q,target=a+more', { prompt: ['body', 'q'], target: ['a', 'more'] }],
    [
      ' prompt = q , options = A+B+C , target = a:letter , context = passage , subject = topic ',
      {
        prompt: ['q'],
        options: ['A', 'B', 'C'],
        target: ['a'],
        targetAs: 'letter',
        context: 'passage',
        subject: 'topic',
      },
    ],
    [
      'prompt=q.stem,options=q.choices.text,target=key',
      { prompt: ['q.stem'], options: ['q.choices.text'], target: ['key'] },
    ],
  ])('%j', (text, columns) => {
    expect(parseMap(text)).toEqual(columns);
  });

  it.each([
    '',
    'prompt',
    'prompt=',
    'prompt=q',
    'target=a',
    'prompt=q,target=a,answer=b',
    'prompt=q,target=a:number',
  ])('refuses %j and shows how it is written', (text) => {
    expect(() => parseMap(text)).toThrow(MixevalError);
    try {
      parseMap(text);
    } catch (error) {
      expect(error).toMatchObject({ code: 'usage', next: expect.stringContaining('prompt=question') });
    }
  });
});
