/** How a failure is shown, and its exit code. */

import type { ErrorCode, MixevalError } from '../core/errors.js';
import { printable } from './printable.js';
import { indentedProse, wrapProse } from './prose.js';

const exitCodes: Readonly<Partial<Record<ErrorCode, number>>> = {
  usage: 2,
  threshold: 100,
  interrupted: 130,
};

/** The exit code of a failure (DESIGN, Commands): 1 unless it is a wrong use, a missed threshold or an interruption. */
export function exitCodeOf(code: ErrorCode): number {
  return exitCodes[code] ?? 1;
}

/**
 * A failure as lines for people: what happened, then what to do; with `debug`, the whole chain of causes.
 *
 * @param columns of the terminal; Infinity where there is none
 */
export function renderError(
  error: MixevalError,
  { debug, columns }: { readonly debug: boolean; readonly columns: number },
): string {
  const lines = [
    wrapProse(error.code === 'interrupted' ? error.message : `error: ${error.message}`, columns),
  ];
  if (error.next) lines.push(indentedProse(`next: ${error.next}`, columns));
  const text = `${lines.join('\n')}\n`;
  // Server replies and file contents may stand in a message, and they are hostile text.
  return printable(debug ? `${text}${describeChain(error)}` : text);
}

function describeChain(error: Error): string {
  const chain: string[] = [];
  for (let current: unknown = error; current instanceof Error; current = current.cause) {
    chain.push(current.stack ?? String(current));
  }
  return `${chain.join('\ncaused by: ')}\n`;
}
