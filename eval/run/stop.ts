import { setMaxListeners } from 'node:events';
import { MixevalError } from '../../src/core/errors.js';

/** How long requests under way may still take after a run was stopped. They are paid already. */
const graceMs = 10_000;

/** The end of a run before its time. */
export interface Stop {
  /** Aborted once nothing new may be asked; its reason is the error. */
  readonly signal: AbortSignal;
  /** Aborted some seconds later: what is still under way is cut off. */
  readonly cut: AbortSignal;
  /** Why it was stopped, if it was: the first reason stays. */
  readonly error: MixevalError | undefined;
  by(error: MixevalError): void;
  /** Takes the listener and the timer off. */
  end(): void;
}

/** A stop that also follows a signal from outside (Ctrl-C). */
export function createStop(outside: AbortSignal | undefined): Stop {
  const asking = new AbortController();
  const cutting = new AbortController();
  // Every question that waits listens to them.
  setMaxListeners(0, asking.signal, cutting.signal);
  let timer: NodeJS.Timeout | undefined;
  let error: MixevalError | undefined;
  const by = (reason: MixevalError): void => {
    if (error) return;
    error = reason;
    asking.abort(reason);
    timer = setTimeout(() => cutting.abort(reason), graceMs);
  };
  const onOutside = (): void => {
    by(new MixevalError('interrupted', 'Interrupted.', { next: 'Run the same command again: it goes on.' }));
  };
  if (outside?.aborted) onOutside();
  else outside?.addEventListener('abort', onOutside, { once: true });
  return {
    signal: asking.signal,
    cut: cutting.signal,
    get error() {
      return error;
    },
    by,
    end() {
      outside?.removeEventListener('abort', onOutside);
      clearTimeout(timer);
    },
  };
}
