import { leftUnscored } from '../left-unscored.js';

export const refusals = leftUnscored('5 % of questions refused by the model', 'refused', { kind: 'refusal' });
