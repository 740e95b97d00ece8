import { oneMoreRequest } from '../one-more-request.js';

export const htmlPage = oneMoreRequest({
  given: '2 % of replies an HTML page with status 200',
  nth: 50,
  fault: () => ({ kind: 'html' }),
  within: 2.5,
});
