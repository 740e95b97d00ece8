export type { Fault } from './faults.js';
export {
  type LoopbackOptions,
  type LoopbackRequest,
  type LoopbackServer,
  startLoopbackServer,
} from './server.js';
