// Preloaded into a command: writes what the process used to a file when it ends.
import { writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.MIXEVAL_BENCH_USAGE;
if (file && isMainThread) {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(
      file,
      JSON.stringify({
        peakMegabytes: Math.round(maxRSS / 1024),
        processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
        longestBlockMs: delays.max / 1e6,
      }),
    );
  });
}
