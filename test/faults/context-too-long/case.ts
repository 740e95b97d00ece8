import { leftUnscored } from '../left-unscored.js';

export const contextTooLong = leftUnscored(
  '5 % of questions too long for the model (400, `context_length_exceeded`)',
  'context-too-long',
  { kind: 'status', status: 400, code: 'context_length_exceeded' },
);
