import type { ErrorCode } from './error-codes.js';
import { systemFailure } from './system-errors.js';

export type { ErrorCode } from './error-codes.js';
export { systemCode } from './system-errors.js';

export interface ErrorOptions {
  /** What lay behind it, if anything. */
  cause?: unknown;
  /** What the user can do now: one imperative sentence, or a command. */
  next?: string;
  /** Facts for `--json`, all plain data. */
  details?: Readonly<Record<string, unknown>>;
}

const brand = Symbol.for('mixeval.MixevalError');

/** The one error class of the project: a code for programs, a message and a next step for people. */
export class MixevalError extends Error {
  readonly [brand] = true;
  readonly code: ErrorCode;
  readonly next: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'MixevalError';
    this.code = code;
    this.next = options.next;
    this.details = options.details ?? {};
  }
}

/**
 * Whether it is one, from whichever copy of the class: in a process of the command line it stands twice, in the bundle, and
 * in the library that a mixeval.config.ts imports.
 */
function isMixevalError(error: unknown): error is MixevalError {
  return error instanceof Error && brand in error;
}

/**
 * Any thrown value as a MixevalError. System errors get plain words with the path, the code and the next step that fit
 * them; what is not foreseen becomes `internal`, with the original as its cause.
 */
export function toMixevalError(error: unknown): MixevalError {
  if (isMixevalError(error)) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new MixevalError('interrupted', 'Interrupted.', {
      cause: error,
      next: 'Run the same command again to go on.',
    });
  }
  const system = systemFailure(error);
  if (system) return new MixevalError(system.code, system.message, { cause: error, next: system.next });
  const message = error instanceof Error ? error.message : String(error);
  return new MixevalError('internal', message, {
    cause: error,
    next: 'This is a fault in mixeval: please report it with the output of `--debug`.',
  });
}

/** Throws `interrupted` once the signal is aborted: called between pieces of work. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) {
    throw new MixevalError('interrupted', 'Interrupted.', { next: 'Run the same command again to go on.' });
  }
}
