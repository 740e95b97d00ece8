/** When and how often a query was asked, from the fields of its record. */

import type { FoundQuery } from './source.js';

const dateFields = [
  'timestamp',
  'created_at',
  'request_created_at',
  'createdat',
  'created',
  'date',
  'datetime',
  'tstamp',
  'create_time',
  'start_time',
  'starttime',
  'time',
] as const;

const countFields = ['count', 'frequency', 'freq', 'hits', 'impressions'] as const;

const factFields = new Set<string>([...dateFields, ...countFields]);

/** Whether a field of this name says when or how often a query was asked. */
export function isFactField(name: string): boolean {
  return factFields.has(fieldName(name));
}

/** Names that came before, and how they are compared: a log has the same few in every record. */
const knownNames = new Map<string, string>();
const mostKnownNames = 1_000;
const longestKnownName = 100;

/** A field's name as it is compared: `Created At` is `created_at`. */
export function fieldName(name: string): string {
  const known = knownNames.get(name);
  if (known !== undefined) return known;
  const compared = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  if (knownNames.size < mostKnownNames && name.length <= longestKnownName) knownNames.set(name, compared);
  return compared;
}

/** What a record says of its query besides the text. */
export type Facts = Pick<FoundQuery, 'date' | 'count'>;

/** When and how often, where one of the usual fields says so; fields are keyed by `fieldName`. */
export function factsOf(fields: ReadonlyMap<string, unknown>): Facts {
  const date = firstOf(dateFields, fields, isoDate);
  const count = firstOf(countFields, fields, wholeCount);
  return { ...(date === undefined ? {} : { date }), ...(count === undefined ? {} : { count }) };
}

function firstOf<T>(
  names: readonly string[],
  fields: ReadonlyMap<string, unknown>,
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const name of names) {
    const value = fields.get(name);
    const found = value === undefined ? undefined : read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function wholeCount(value: unknown): number | undefined {
  const count = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : undefined;
}

const earliest = Date.UTC(1990, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/**
 * A day or a time as ISO 8601, from ISO text or from seconds or milliseconds since 1970; else undefined. A time
 * without a zone is taken as UTC, so that it is the same on every machine.
 */
export function isoDate(value: unknown): string | undefined {
  if (typeof value === 'string' && plainTime.test(value)) return `${value.slice(0, -1)}.000Z`;
  const time = typeof value === 'string' ? timeOf(value) : epochMs(value);
  if (!(time >= earliest && time < latest)) return undefined;
  const iso = new Date(time).toISOString();
  return typeof value === 'string' && isDay(value) ? iso.slice(0, 10) : iso;
}

/** The form that logs mostly have, on a day that every month has: it is a time, and needs no reading. */
const plainTime =
  /^(?:199|20\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** Of text, in milliseconds; times in UTC are read as they stand. */
function timeOf(text: string): number {
  if (utcTime.test(text)) return Date.parse(text);
  return isNumber(text) ? epochMs(text) : isoTime(text);
}

const utcTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

function isDay(text: string): boolean {
  return text.length === 10 && /^\d{4}-\d{2}-\d{2}$/.test(text);
}

function isNumber(text: string): boolean {
  return /^\d{9,13}(?:\.\d+)?$/.test(text);
}

function isoTime(text: string): number {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ]([\d:.]+) ?(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/.exec(text);
  if (!parts) return Number.NaN;
  const [, day = '', time = '00:00', zone = 'Z'] = parts;
  const offset =
    zone === 'UTC'
      ? 'Z'
      : zone.replace(/^([+-]\d{2}):?(\d{2})?$/, (_, hours, minutes = '00') => `${hours}:${minutes}`);
  return Date.parse(`${day}T${time}${offset}`);
}

function epochMs(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value;
  if (typeof number !== 'number') return Number.NaN;
  return number < 1e11 ? number * 1000 : number;
}
