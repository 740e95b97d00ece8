/**
 * Keeps a process from ending while ONNX Runtime computes in one of its threads: Node.js would stop the thread in
 * the middle, and the runtime answers that by aborting the whole process (exit code 134, whatever was asked for).
 * Shared memory of one thread and its owner.
 */
export type NativeGate = Int32Array<SharedArrayBuffer>;

const busy = 0;
const shut = 1;
/** Longer than any batch takes; the process must end even if a thread hangs. */
const patienceMs = 10_000;

export function nativeGate(): NativeGate {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** In the thread: does native work, unless the process is ending; then nothing is done any more. */
export async function throughGate<T>(gate: NativeGate, work: () => Promise<T>): Promise<T> {
  Atomics.add(gate, busy, 1);
  try {
    if (Atomics.load(gate, shut) === 0) return await work();
  } finally {
    Atomics.sub(gate, busy, 1);
    Atomics.notify(gate, busy);
  }
  return new Promise<never>(() => {});
}

const minded = new Set<NativeGate>();

function shutAll(): void {
  for (const gate of minded) Atomics.store(gate, shut, 1);
  for (const gate of minded) {
    for (let count = Atomics.load(gate, busy); count > 0; count = Atomics.load(gate, busy)) {
      if (Atomics.wait(gate, busy, count, patienceMs) === 'timed-out') break;
    }
  }
}

/** In the owner: minds the gate when the process ends, until the function that is returned is called. */
export function mindGate(gate: NativeGate): () => void {
  if (minded.size === 0) process.on('exit', shutAll);
  minded.add(gate);
  return () => {
    minded.delete(gate);
    if (minded.size === 0) process.off('exit', shutAll);
  };
}
