import { oneMoreRequest } from '../one-more-request.js';

export const hang = oneMoreRequest({
  given: '2 % of requests never answered',
  nth: 50,
  fault: () => ({ kind: 'hang' }),
  // Ten seconds without an answer are a hang, once there have been twenty answers.
  within: 17,
});
