/** Progress, warnings and the signal that every long function takes. */

/** One step of something long. The library hands these to a callback; only the command line draws them. */
export interface ProgressEvent {
  /** What is being done, in one or two words: `encode`, `evaluate`. Stable, usable as a key. */
  readonly stage: string;
  /** Pieces finished so far. */
  readonly done: number;
  /** Pieces in all, where that is known. */
  readonly total?: number;
  /** What a piece is, in the plural: `queries`, `items`. */
  readonly unit: string;
  /** A few words on the state, such as a running score. */
  readonly note?: string;
}

export type OnProgress = (event: ProgressEvent) => void;

/** What every long function of the library takes besides its own options. */
export interface LongTask {
  readonly onProgress?: OnProgress | undefined;
  /** Things the user should know although the work goes on: one sentence each. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /** Aborting it ends the work with a MixevalError of code `interrupted`; what was finished stays. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs one stage, records how long it took in `seconds[stage]` (adding up), and returns its result. */
export async function timed<T>(
  seconds: Record<string, number>,
  stage: string,
  work: () => Promise<T> | T,
): Promise<T> {
  const start = performance.now();
  try {
    return await work();
  } finally {
    seconds[stage] = (seconds[stage] ?? 0) + (performance.now() - start) / 1000;
  }
}
