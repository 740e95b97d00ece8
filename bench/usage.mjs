// Preloaded into a command: writes what the process used to a file when it ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

const file = process.env.MIXEVAL_BENCH_USAGE;
if (file && isMainThread) {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(
      file,
      JSON.stringify({
        peakMegabytes: Math.round(peakKilobytes() / 1024),
        processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
        longestBlockMs: delays.max / 1e6,
      }),
    );
  });
}

/** Resident at most. Linux hands `maxRSS` on from a process to those it starts, so there the high-water mark is read. */
function peakKilobytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS;
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
}
