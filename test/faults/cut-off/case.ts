import { oneMoreRequest } from '../one-more-request.js';

export const cutOff = oneMoreRequest({
  given: '2 % of replies with their JSON cut off',
  nth: 50,
  fault: () => ({ kind: 'cut-off' }),
  within: 2.5,
});
