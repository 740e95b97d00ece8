/** Paths into a record: `messages[0].content`, `data[].prompt`. */

import { MixevalError } from '../../src/core/errors.js';
import { isRecord } from '../tables/table.js';

type Step = { readonly key: string } | { readonly index: number } | { readonly each: true };

const stepPattern = /([^.[\]]+)|\[(\d*)\]/gy;

/**
 * A path into a record: names with dots between them, `[0]` for one element of a list, `[]` for all of them:
 * `messages[0].content`, `data[].prompt`.
 *
 * @throws MixevalError `usage` for anything else
 */
export function parseFieldPath(path: string): readonly Step[] {
  const steps: Step[] = [];
  let at = 0;
  while (at < path.length) {
    if (path[at] === '.' && at > 0) at += 1;
    stepPattern.lastIndex = at;
    const match = stepPattern.exec(path);
    if (!match) break;
    const [whole, key, index] = match;
    if (key !== undefined) steps.push({ key });
    else if (index === '' || index === undefined) steps.push({ each: true });
    else steps.push({ index: Number(index) });
    at += whole.length;
  }
  if (at < path.length || steps.length === 0) {
    throw new MixevalError('usage', `"${path}" is not a path to a field.`, {
      next: 'Write names with dots and indices in brackets, such as messages[0].content or data[].prompt.',
    });
  }
  return steps;
}

/** The name at the beginning of a path, or undefined where it begins with an index. */
export function rootOf(path: string): string | undefined {
  const first = parseFieldPath(path)[0];
  return first && 'key' in first ? first.key : undefined;
}

/** Every value that the path leads to; none where it leads nowhere. */
export function valuesAt(value: unknown, steps: readonly Step[]): unknown[] {
  let found: unknown[] = [value];
  for (const step of steps) found = found.flatMap((current) => follow(current, step));
  return found;
}

function follow(value: unknown, step: Step): unknown[] {
  if ('key' in step) return isRecord(value) && step.key in value ? [value[step.key]] : [];
  if (!Array.isArray(value)) return [];
  if ('each' in step) return value;
  return step.index < value.length ? [value[step.index]] : [];
}
