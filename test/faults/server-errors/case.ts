import { oneMoreRequest } from '../one-more-request.js';

export const serverErrors = oneMoreRequest({
  given: '10 % of requests answered 500 or 503',
  nth: 10,
  fault: (index) => ({ kind: 'status', status: index % 2 === 0 ? 500 : 503 }),
  within: 2.5,
});
