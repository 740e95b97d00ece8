import { performance } from 'node:perf_hooks';
import { startLoopbackServer } from '../../eval/loopback/index.js';
import { seededRandom } from '../../src/core/random.js';

// A model in a process of its own: it answers after `latency` +- `spread` milliseconds, and tells its parent what it saw.
const [latency = 0, spread = 0] = process.argv.slice(2).map(Number);
const random = seededRandom(1, 'latencies');
let firstAt = 0;
let lastAt = 0;
const server = await startLoopbackServer({
  latencyMs: () => {
    if (firstAt === 0) firstAt = performance.timeOrigin + performance.now();
    return latency + spread * (2 * random() - 1);
  },
  answer: ({ text }) => {
    lastAt = performance.timeOrigin + performance.now();
    return /\n(?:A\.|\(A\)) /.test(text) ? 'The answer is A.' : 'I think that it is the Nile.';
  },
});
process.on('message', (message) => {
  if (message === 'seen') {
    process.send?.({ firstAt, lastAt, requests: server.requests });
    firstAt = 0;
  } else {
    server.close().then(() => process.disconnect());
  }
});
process.send?.({ baseUrl: server.baseUrl });
