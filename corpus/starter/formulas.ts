import { compileFunction } from 'node:vm';
import { z } from 'zod';
import { mean } from '../../src/core/mean.js';
import { numberIn } from './numbers.js';

const dayMs = 86_400_000;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** The whole numbers from `first` to `last`, both included. */
function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The one value that satisfies the condition; throws where there is none or more than one. */
function only<T>(values: readonly T[], condition: (value: T) => boolean): T {
  const [found, ...others] = values.filter(condition);
  if (found === undefined || others.length > 0) {
    throw new RangeError(`One of ${JSON.stringify(values)} was expected, not ${others.length + 1}.`);
  }
  return found;
}

function num(text: string): number {
  const value = numberIn(text);
  if (value === undefined) throw new RangeError(`There is no number in "${text}".`);
  return value;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

function factorial(n: number): number {
  return range(1, n).reduce((product, factor) => product * factor, 1);
}

/** An expression as it stands in a textbook, as JavaScript: `3(x + 2)²` is `3*(x + 2)**2`. */
function asJavaScript(text: string): string {
  return text
    .replaceAll('−', '-')
    .replaceAll('²', '**2')
    .replaceAll('³', '**3')
    .replaceAll(/(?<=\d)(?=[a-z(])/g, '*');
}

type Variables = Readonly<Record<string, number>>;

function computed(text: string, variables: Variables): unknown {
  return compileFunction(
    `return (${asJavaScript(text)});`,
    Object.keys(variables),
  )(...Object.values(variables));
}

/** What a check may use beside JavaScript itself. */
export const formulas = {
  weekdays,
  months,
  range,
  only,
  num,
  gcd,
  factorial,
  lcm: (a: number, b: number) => (a * b) / gcd(a, b),
  choose: (n: number, k: number) => factorial(n) / (factorial(k) * factorial(n - k)),
  isPrime: (n: number) => n > 1 && range(2, Math.floor(Math.sqrt(n))).every((d) => n % d !== 0),
  /** A fraction in lowest terms: `3/8`. */
  fraction: (numerator: number, denominator: number) => {
    const divisor = gcd(numerator, denominator);
    return `${numerator / divisor}/${denominator / divisor}`;
  },
  median: (values: readonly number[]) => {
    const middle = (values.length - 1) / 2;
    const sorted = [...values].sort((a, b) => a - b);
    return mean(sorted.slice(Math.floor(middle), Math.ceil(middle) + 1));
  },
  mode: (values: readonly number[]) => {
    const times = (value: number) => values.filter((other) => other === value).length;
    return only([...new Set(values)], (value) => values.every((o) => o === value || times(o) < times(value)));
  },
  /** Standard deviation. */
  deviation: (values: readonly number[]) =>
    Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2))),
  /** Days from one ISO date to another. */
  daysBetween: (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / dayMs,
  weekday: (date: string) => weekdays[new Date(date).getUTCDay()],
  /** Minutes since midnight as a time of day: `07:05`. */
  clock: (minutes: number) =>
    [Math.floor(minutes / 60) % 24, minutes % 60].map((part) => String(part).padStart(2, '0')).join(':'),
  /** The value of an option such as `2x² + 3`. */
  evaluate: (text: string, variables: Variables) => z.number().parse(computed(text, variables)),
  /** Whether an option such as `x < 3` is true. */
  holds: (text: string, variables: Variables) => z.boolean().parse(computed(text, variables)),
};
