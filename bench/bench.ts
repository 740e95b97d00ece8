/** What one bench measured: ours beside a peer or a limit, in one run. */
export interface BenchResult {
  readonly name: string;
  /** Ours over the peer's, in the sense that more is better. */
  readonly ratio: number;
  /** What the ratio should reach. */
  readonly goal: number;
  /** Both figures with their units, for people. */
  readonly text: string;
}

export type Bench = () => Promise<readonly BenchResult[]>;

/** Seconds that the work takes: the best of `rounds`, so that a busy neighbour does not decide. */
export async function bestSeconds(rounds: number, work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await work();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

/** Seconds of processor time that the work takes on all threads together, the least of `rounds`: no neighbour is in it. */
export async function cpuSeconds(rounds: number, work: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const start = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1e6);
  }
  return best;
}
