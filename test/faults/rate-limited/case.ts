import { oneMoreRequest } from '../one-more-request.js';

export const rateLimited = oneMoreRequest({
  given: '5 % of requests refused (429) with `Retry-After: 1`',
  nth: 20,
  fault: () => ({ kind: 'status', status: 429, headers: { 'retry-after': '1' } }),
  within: 2.5,
});
