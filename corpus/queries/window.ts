/** The days whose queries are mined. */

import { MixevalError } from '../../src/core/errors.js';
import { isoDate } from '../sources/record-facts.js';

/** From `since` on and before `until`, days in UTC; without bounds where they are left out. */
export interface DateWindow {
  /** ISO 8601, `2026-10-01`. */
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

/** Whether an ISO 8601 day or time lies in a window. Such dates are in the order of their texts. */
export function isWithin(date: string, { since = '', until = '~' }: DateWindow): boolean {
  return since <= date && date < until;
}

/** Whether a date can lie in both windows. */
export function overlap(a: DateWindow, b: DateWindow): boolean {
  return (a.since ?? '') < (b.until ?? '~') && (b.since ?? '') < (a.until ?? '~');
}

/** @throws MixevalError `usage` for bounds that are no days, or that leave none */
export function checkWindow({ since, until }: DateWindow): void {
  checkDay(since, '--since');
  checkDay(until, '--until');
  if (since === undefined || until === undefined || since < until) return;
  throw new MixevalError('usage', `No day is from ${since} on and before ${until}.`, {
    next: 'Give an --until after --since: that day itself is left out.',
  });
}

/** @throws MixevalError `usage` for what is no day of the form 2026-10-01 */
export function checkDay(day: string | undefined, option: string): void {
  if (day === undefined || (/^\d{4}-\d{2}-\d{2}$/.test(day) && isoDate(day) === day)) return;
  throw new MixevalError('usage', `${option} ${day} is not a day.`, {
    next: `Write it as ${option} 2026-10-01.`,
  });
}
