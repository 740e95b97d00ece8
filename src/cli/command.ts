/** A command, and how its options are declared and read. */

import { Command, InvalidArgumentError } from 'commander';
import type { CliContext, Output } from './context.js';

/** One command: a file of src/cli/commands exports one, and the registry there names it. */
export interface CliCommand {
  readonly name: string;
  /** Builds the commander command; `run` wraps each action. */
  build(run: RunAction): Command;
}

/** Turns an action with a context into what commander calls. */
export type RunAction = <A extends unknown[]>(
  action: (context: CliContext, ...args: A) => Promise<Output>,
) => (...args: A) => Promise<void>;

/** A command with a name and a description, its help in our form. */
export function command(name: string, description: string): Command {
  return new Command(name).description(description).showHelpAfterError(false);
}

/** An option's value as a whole number from `low` to `high`. */
export function wholeNumber(low: number, high = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= low && value <= high) return value;
    throw new InvalidArgumentError(
      high === Number.MAX_SAFE_INTEGER
        ? `Expected a whole number of ${low} or more.`
        : `Expected a whole number from ${low} to ${high}.`,
    );
  };
}

/** An option's value as a number from `low` to `high`. */
export function realNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== '' && value >= low && value <= high) return value;
    throw new InvalidArgumentError(`Expected a number from ${low} to ${high}.`);
  };
}

/** For an option that may be given several times: collects its values. */
export function collect(value: string, previous: readonly string[] | undefined): string[] {
  return [...(previous ?? []), value];
}
