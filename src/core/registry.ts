import { MixevalError } from './errors.js';
import { closestName } from './names.js';

/** A folder's parts by name: what a provider, a parser or a benchmark is looked up in. */
export interface Registry<T> {
  readonly kind: string;
  readonly names: readonly string[];
  has(name: string): boolean;
  /** @throws MixevalError `usage`, naming those that are known */
  get(name: string): T;
  all(): readonly T[];
}

/**
 * A registry of named parts. Two of one name are a fault of the code and throw at start.
 *
 * @param kind what its parts are, for messages: `provider`
 */
export function registryOf<T extends { readonly name: string }>(
  kind: string,
  parts: readonly T[],
): Registry<T> {
  const byName = new Map<string, T>();
  for (const part of parts) {
    if (byName.has(part.name)) throw new Error(`Two ${kind}s are named "${part.name}".`);
    byName.set(part.name, part);
  }
  const names = [...byName.keys()];
  return {
    kind,
    names,
    has: (name) => byName.has(name),
    get: (name) => {
      const part = byName.get(name);
      if (part) return part;
      const close = closestName(name, names);
      throw new MixevalError('usage', `There is no ${kind} "${name}".`, {
        next: `${close ? `Did you mean "${close}"? ` : ''}Known: ${names.join(', ')}.`,
        details: { kind, name, known: names },
      });
    },
    all: () => parts,
  };
}
