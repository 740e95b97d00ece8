import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { packageRoot } from '../../src/core/package.js';

const batchShape = z.object({
  queries: z.number(),
  seconds: z.number(),
  /** Of processor time, all threads together. */
  processorSeconds: z.number(),
  peakMegabytes: z.number(),
});

/** What a release drawn from so many queries took, in a process of its own. */
export type MeasuredBatch = z.infer<typeof batchShape>;

/** A hundred thousand queries, and five times as many, over the same 20,000 items. */
export async function measureBatches(): Promise<MeasuredBatch[]> {
  const measured: MeasuredBatch[] = [];
  for (const queries of [100_000, 500_000]) {
    const script = join(packageRoot, 'bench/speed/batch-worker.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['--import', 'tsx', script],
      String(queries),
    ]);
    measured.push(batchShape.parse(JSON.parse(stdout)));
  }
  return measured;
}
