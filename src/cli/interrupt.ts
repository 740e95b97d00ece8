import type { HostProcess } from './host-process.js';

/**
 * Ctrl-C once aborts the signal: work ends at the next piece, what is finished stays, the exit code is 130.
 * Twice ends the process at once. A request to terminate counts as the first Ctrl-C.
 *
 * @param onFirst called before the signal is aborted
 * @returns a function that takes the listeners off again
 */
export function onInterrupt(host: HostProcess, abort: AbortController, onFirst: () => void): () => void {
  const listen = (): void => {
    // Only here: the user has asked twice, so nothing may hold the process any longer.
    if (abort.signal.aborted) process.exit(130);
    onFirst();
    abort.abort();
  };
  host.on('SIGINT', listen);
  host.on('SIGTERM', listen);
  return () => {
    host.off('SIGINT', listen);
    host.off('SIGTERM', listen);
  };
}
