export type { Fault } from './faults.js';
export {
  type LoopbackAnswer,
  type LoopbackOptions,
  type LoopbackRequest,
  type LoopbackServer,
  startLoopbackServer,
} from './server.js';
