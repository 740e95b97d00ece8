import { MixevalError } from '../../src/core/errors.js';
import { safeName } from '../../src/core/names.js';

/** The name of a month's release, unless the config has another pattern. */
export const defaultPattern = '{year}-{month}';

/**
 * A version's name by a pattern with `{year}`, `{month}` and `{day}`.
 *
 * @param day YYYY-MM-DD
 * @throws MixevalError `usage` for another placeholder, or a name that cannot be a folder's
 */
export function versionName(pattern: string, day: string): string {
  const [year = '', month = '', ofMonth = ''] = day.split('-');
  const parts: Readonly<Record<string, string>> = { year, month, day: ofMonth };
  const name = pattern.replace(/\{(\w*)\}/g, (placeholder, part: string) => {
    const value = parts[part];
    if (value !== undefined) return value;
    throw new MixevalError('usage', `A version's name has no ${placeholder}.`, {
      next: 'Use {year}, {month} and {day} under update.version in the config.',
    });
  });
  return safeName(name, 'version');
}
