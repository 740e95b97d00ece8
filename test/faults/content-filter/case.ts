import { leftUnscored } from '../left-unscored.js';

export const contentFilter = leftUnscored(
  '5 % of answers held back by a content filter (content null)',
  'content-filter',
  { kind: 'content-filter' },
);
