/** Finds the queries in a record by the names of its fields. */

import { isRecord } from '../tables/table.js';
import { isConversation, isMessage, requestedTurns, type Utterance, userTurns } from './conversation.js';
import { parseFieldPath, valuesAt } from './field-path.js';
import { type Facts, factsOf, fieldName } from './record-facts.js';
import type { FoundQuery, Turns } from './source.js';

/** Fields that hold what a user typed, in the order in which they are looked for. */
const textFields = [
  'prompt',
  'query',
  'question',
  'instruction',
  'utterance',
  'user_message',
  'text',
  'title',
  'message',
  'content',
] as const;

/** Fields that hold a whole conversation, or the list of a user's turns. */
const conversationFields = [
  'messages',
  'conversation',
  'conversations',
  'conversation_a',
  'turns',
  'chat',
  'dialog',
  'dialogue',
  'contents',
] as const;

/** Fields of a log's rows that hold the body of a request, as a structure or as JSON in a cell. */
const bodyFields = ['request_body', 'request', 'input', 'proxy_server_request'] as const;

/** Fields that wrap the body of a logged request, or what a traced function was given. */
const requestFields = [...bodyFields, 'body', 'kwargs', 'args', 'payload'] as const;

/** Fields that wrap records: those, and the list of an export. */
const wrapperFields = [...requestFields, 'data', 'records', 'items'] as const;

/** Where the conversation of a request stands: datasets of whole conversations call theirs otherwise. */
const requestNames = new Set<string>([...requestFields, 'messages', 'contents']);

/** Within a trace, this names the step that a step belongs to: what it was given, no user has typed. */
const parentFields = ['parent_observation_id', 'parentobservationid'] as const;

/** The names that a column of queries may have, for messages and for telling a header from data. */
export const knownQueryFields: ReadonlySet<string> = new Set<string>([
  ...textFields,
  ...conversationFields,
  ...bodyFields,
]);

const queryFields = new Set<string>([...knownQueryFields, ...wrapperFields, ...parentFields]);

/** Whether a query may stand in a field of this name, or in something within it. */
export function isQueryField(name: string): boolean {
  return queryFields.has(fieldName(name));
}

/** Takes a user's queries out of records of one input. */
export type RecordReader = (record: unknown) => FoundQuery[] | undefined;

/**
 * A reader of records: objects of any of the known layouts, or what stands at `field`. It returns undefined for a
 * record without any field that could hold a query, and an empty list for one in which the user said nothing.
 *
 * @throws MixevalError `usage` for a field that is no path
 */
export function recordReader(options: {
  readonly field?: string | undefined;
  readonly turns: Turns;
}): RecordReader {
  const { field, turns } = options;
  const reading: Reading = { turns, depth: 0, isRequest: false };
  if (field === undefined) return (record) => queriesOf(record, reading);
  const steps = parseFieldPath(field);
  return (record) => {
    const values = valuesAt(record, steps);
    if (values.length === 0) return undefined;
    const facts = isRecord(record) ? factsOf(byFieldName(record)) : {};
    return values.flatMap((value) => utterancesOf(value, reading) ?? []).map((said) => found(said, facts));
  };
}

/** Which turns are taken, and what a value stands in. */
interface Reading {
  readonly turns: Turns;
  /** Wrappers around it. */
  readonly depth: number;
  /** Whether it is of a request to a model. */
  readonly isRequest: boolean;
}

const deepestWrapper = 5;

function queriesOf(record: unknown, reading: Reading): FoundQuery[] | undefined {
  const { turns, depth } = reading;
  if (typeof record === 'string' && depth > 0 && /^\s*[[{]/.test(record)) {
    const inner = parsedOrUndefined(record);
    if (inner !== undefined) return queriesOf(inner, reading);
  }
  if (typeof record === 'string' || (Array.isArray(record) && isConversation(record))) {
    return utterancesOf(record, reading)?.map((said) => found(said, {}));
  }
  if (Array.isArray(record)) return queriesOfList(record, reading);
  if (!isRecord(record)) return undefined;
  if (isMessage(record)) return userTurns([record], turns).map((said) => found(said, {}));
  const fields = byFieldName(record);
  if (parentFields.some((name) => isGiven(fields.get(name)))) return [];
  // Who asks a model names it beside the messages.
  const isRequest = reading.isRequest || isGiven(fields.get('model'));
  const said = utterancesIn(fields, { ...reading, isRequest });
  if (said) {
    const facts = factsOf(fields);
    return said.map((utterance) => found(utterance, facts));
  }
  if (depth >= deepestWrapper) return undefined;
  for (const name of [...wrapperFields, ...conversationFields]) {
    const isBody = isRequest || requestNames.has(name);
    const inner = queriesOf(fields.get(name), { turns, depth: depth + 1, isRequest: isBody });
    if (inner) {
      const facts = factsOf(fields);
      return inner.map((query) => ({ ...facts, ...query }));
    }
  }
  return undefined;
}

function isGiven(value: unknown): boolean {
  return typeof value === 'string' && value.trim() !== '';
}

function queriesOfList(list: readonly unknown[], reading: Reading): FoundQuery[] | undefined {
  if (reading.depth > deepestWrapper) return undefined;
  const each = list.map((member) => queriesOf(member, { ...reading, depth: reading.depth + 1 }));
  return each.some((queries) => queries !== undefined) ? each.flatMap((queries) => queries ?? []) : undefined;
}

function byFieldName(record: Record<string, unknown>): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  for (const name of Object.keys(record)) fields.set(fieldName(name), record[name]);
  return fields;
}

function utterancesIn(fields: ReadonlyMap<string, unknown>, reading: Reading): Utterance[] | undefined {
  for (const name of textFields) {
    const value = fields.get(name);
    if (typeof value === 'string' && value.trim() !== '') return [withInput(value, name, fields)];
    if (Array.isArray(value) && isConversation(value)) return userTurns(value, reading.turns);
  }
  for (const name of conversationFields) {
    const isRequest = reading.isRequest && requestNames.has(name);
    const said = utterancesOf(fields.get(name), { ...reading, isRequest });
    if (said) return said;
  }
  // A field of the right name that is empty: the user said nothing here.
  return textFields.some((name) => typeof fields.get(name) === 'string') ? [] : undefined;
}

/** An instruction of the Alpaca layout has its material in a field of its own. */
function withInput(text: string, name: string, fields: ReadonlyMap<string, unknown>): Utterance {
  const material = name === 'instruction' ? fields.get('input') : undefined;
  const whole = typeof material === 'string' && material.trim() !== '' ? `${text}\n${material}` : text;
  return { text: whole, attachment: false };
}

/** What a user said in a value: text, a conversation, a list of turns, or one of these as JSON in a cell. */
function utterancesOf(value: unknown, { turns, isRequest }: Reading): Utterance[] | undefined {
  const turnsOf = isRequest ? requestedTurns : userTurns;
  if (typeof value === 'string') {
    const inner = value.startsWith('[{') ? parsedOrUndefined(value) : undefined;
    if (Array.isArray(inner) && isConversation(inner)) return turnsOf(inner, turns);
    return value.trim() === '' ? [] : [{ text: value, attachment: false }];
  }
  if (!Array.isArray(value)) return undefined;
  if (isConversation(value)) return turnsOf(value, turns);
  const texts = value.filter((turn) => typeof turn === 'string');
  if (texts.length === 0 || texts.length < value.length) return undefined;
  return (turns === 'first' ? texts.slice(0, 1) : texts).map((text) => ({ text, attachment: false }));
}

function parsedOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function found({ text, attachment, repeated }: Utterance, facts: Facts): FoundQuery {
  return { text, ...facts, ...(attachment ? { attachment } : {}), ...(repeated ? { repeated } : {}) };
}
