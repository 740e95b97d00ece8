// Preloaded into a command: writes its peak resident memory in megabytes to a file when it ends.
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.MIXEVAL_BENCH_PEAK;
if (file && isMainThread) {
  process.on('exit', () => writeFileSync(file, String(Math.round(process.resourceUsage().maxRSS / 1024))));
}
