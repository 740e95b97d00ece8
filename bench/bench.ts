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
  return (await bestSecondsOfBoth(rounds, work, async () => undefined)).ours;
}

/** The same of two works that take turns, so that a neighbour who comes and goes meets both. */
export async function bestSecondsOfBoth(
  rounds: number,
  ours: () => Promise<unknown>,
  peer: () => Promise<unknown>,
): Promise<{ ours: number; peer: number }> {
  const best = { ours: Number.POSITIVE_INFINITY, peer: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round += 1) {
    best.ours = Math.min(best.ours, await secondsOf(ours));
    best.peer = Math.min(best.peer, await secondsOf(peer));
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

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
