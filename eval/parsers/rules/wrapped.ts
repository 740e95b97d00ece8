/** Answers in a wrapper: a JSON object with the answer in a field, or a tag around it. */

import { z } from 'zod';

const names =
  'answer|final[_ ]?answer|correct[_ ]?answer|choice|final[_ ]?choice|option|selected|selection|letter|result';
const name = new RegExp(`^(?:${names})$`, 'i');
const tag = new RegExp(`<(${names}|final)>([^<>]{1,400})</\\1>`, 'gi');
const object = z.record(z.string(), z.unknown());
const value = z.union([z.string(), z.number(), z.boolean()]);

/**
 * What a response holds where all of it is one JSON object with one field named for the answer, or where it has one tag named
 * so; the response itself where it has no such wrapper.
 */
export function unwrapped(text: string): string {
  return ofObject(text) ?? ofTag(text) ?? text;
}

function ofObject(text: string): string | undefined {
  const json = /^\s*(?:```(?:json)?\s*)?(\{[\s\S]*\})\s*(?:```)?\s*$/.exec(text)?.[1];
  if (json === undefined) return undefined;
  const named = Object.entries(object.safeParse(parsed(json)).data ?? {}).filter(([key]) => name.test(key));
  const [only, second] = named;
  const found = value.safeParse(only?.[1]);
  return found.success && !second ? String(found.data) : undefined;
}

/** @returns undefined where the text is no JSON: then it is read as it is */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function ofTag(text: string): string | undefined {
  const tags = [...text.matchAll(tag)];
  const [only, second] = tags;
  return only && !second && text.trim().endsWith(only[0]) ? only[2]?.trim() : undefined;
}
