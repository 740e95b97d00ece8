import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What zod found, in our own words, as one line for people: field, what was expected; at most three of them.
 *
 * @param value what was parsed: tells a field that is missing from one of another type
 */
export function describeIssues(error: z.ZodError, value: unknown): string {
  const shown = error.issues.slice(0, 3).map((issue) => {
    const field = issue.path.map(String).join('.');
    const words = inWords(issue, at(value, issue.path));
    return field === '' ? words : `field "${field}": ${words}`;
  });
  const more = error.issues.length - shown.length;
  return shown.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner instanceof Object ? Reflect.get(inner, key) : undefined),
    value,
  );
}

const typeNames: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  nan: 'no number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

const formats: Readonly<Record<string, string>> = {
  url: 'a URL such as https://host/path',
  date: 'a day as YYYY-MM-DD',
  datetime: 'a time as YYYY-MM-DDThh:mm:ssZ',
};

/** What stands after a field's name. */
function inWords(issue: Issue, found: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      return found === undefined
        ? `missing (expected ${nameOfType(issue.expected)})`
        : `expected ${nameOfType(issue.expected)}, found ${foundType(found)}`;
    case 'invalid_value':
      return oneOf(issue.values);
    case 'too_small':
      return `expected ${amount(issue.origin, issue.minimum, issue.inclusive ? 'or more' : 'or more, itself left out')}`;
    case 'too_big':
      return `expected ${amount(issue.origin, issue.maximum, issue.inclusive ? 'or less' : 'or less, itself left out')}`;
    case 'invalid_format':
      return `expected ${formats[issue.format] ?? 'another form of text'}`;
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `"${key}"`).join(', ')} is not known here`;
    case 'invalid_union': {
      // What tells the alternatives apart is none of what it can be.
      if ('options' in issue && issue.options) return oneOf(issue.options);
      // The alternative that came furthest is the one that was meant.
      const alternatives = issue.errors.flatMap(([first]) => first ?? []);
      const furthest = Math.max(...alternatives.map(({ path }) => path.length));
      const meant = alternatives.filter(({ path }) => path.length === furthest);
      const words = meant.map((inner) => {
        const place = inner.path.length === 0 ? '' : `at "${inner.path.map(String).join('.')}" `;
        return place + inWords(inner, at(found, inner.path));
      });
      return [...new Set(words)].join(', or ');
    }
    default:
      return issue.message;
  }
}

function oneOf(values: readonly unknown[]): string {
  return `expected ${values.map((value) => JSON.stringify(value)).join(' or ')}`;
}

function nameOfType(type: string): string {
  return typeNames[type] ?? type;
}

function foundType(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return nameOfType(typeof value);
}

function amount(origin: string, bound: number | bigint, direction: string): string {
  const unit = origin === 'string' ? ' characters' : origin === 'array' ? ' entries' : '';
  return `${bound}${unit} ${direction}`;
}
