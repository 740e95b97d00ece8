import { oneMoreRequest } from '../one-more-request.js';

export const reset = oneMoreRequest({
  given: '2 % of connections reset in the middle of a body',
  nth: 50,
  fault: () => ({ kind: 'reset' }),
  within: 2.5,
});
