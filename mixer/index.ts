export { findTopics } from './clusters/topics.js';
export type {
  BatchChunk,
  MixParameters,
  MixReport,
  ReleaseDraft,
  Suspect,
} from './draft.js';
export type { Unrepresented } from './match/unrepresented.js';
export { mix } from './mix.js';
export { takeRows } from './nearest/rows.js';
export type { Precision } from './precision.js';
export {
  type Answers,
  effectiveSize,
  matchedPopulations,
  type Population,
  queriesOf,
  restricted,
} from './replay/population.js';
export type { ReplayedRelease, ReplayOptions, Way } from './replay/way.js';
export { ways } from './replay/ways/index.js';
export { stratifiedOrder } from './sampling/file-order.js';
