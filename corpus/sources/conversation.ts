/** The user's turns of a conversation, in any usual form of chat logs. */

import { isRecord } from '../tables/table.js';
import type { Turns } from './source.js';

/** What a user said in one turn. */
export interface Utterance {
  readonly text: string;
  readonly attachment: boolean;
  /** True where an earlier request has asked it. */
  readonly repeated?: boolean;
}

const userRoles = new Set(['user', 'human', 'prompter', 'customer']);
const modelRoles = new Set('assistant gpt chatgpt bot chatbot ai model agent bing bard claude'.split(' '));
const otherRoles = new Set(['system', 'developer', 'tool', 'function']);
const roleKeys = ['role', 'from', 'author', 'speaker', 'sender'];
const contentKeys = ['content', 'value', 'text', 'message', 'parts'];

function roleOf(message: Record<string, unknown>): string | undefined {
  for (const key of roleKeys) {
    const value = message[key];
    // ChatGPT's export: { author: { role: 'user' } }
    const name = isRecord(value) ? value['role'] : value;
    const role = typeof name === 'string' ? name.toLowerCase() : '';
    if (userRoles.has(role) || modelRoles.has(role) || otherRoles.has(role)) return role;
  }
  return undefined;
}

/** A message's text. Content may be text, a list of typed parts (OpenAI), or an object that holds one of these. */
function utteranceOf(content: unknown): Utterance {
  if (typeof content === 'string') return { text: content, attachment: false };
  if (isRecord(content)) {
    const inner = contentKeys.map((key) => content[key]).find((value) => value !== undefined);
    return inner === undefined ? { text: '', attachment: true } : utteranceOf(inner);
  }
  if (!Array.isArray(content)) return { text: '', attachment: false };
  const parts = content.map(utteranceOf);
  return {
    text: parts
      .map((part) => part.text)
      .filter((text) => text !== '')
      .join('\n'),
    attachment: parts.some((part) => part.attachment),
  };
}

/** Whether a record is one message of a conversation: it says whose it is. */
export function isMessage(value: unknown): boolean {
  return isRecord(value) && roleOf(value) !== undefined && contentKeys.some((key) => key in value);
}

/** Whether a list is a conversation: all of it messages. */
export function isConversation(list: readonly unknown[]): boolean {
  return list.length > 0 && list.every(isMessage);
}

/** The user's turns of a conversation, the first or all. */
export function userTurns(conversation: readonly unknown[], turns: Turns): Utterance[] {
  const spoken: Utterance[] = [];
  for (const message of conversation) {
    if (!isRecord(message) || !userRoles.has(roleOf(message) ?? '')) continue;
    const content = contentKeys.map((key) => message[key]).find((value) => value !== undefined);
    const utterance = utteranceOf(content);
    if (utterance.text !== '' || utterance.attachment) spoken.push(utterance);
    if (turns === 'first' && spoken.length > 0) break;
  }
  return spoken;
}

/**
 * The user's turns of a request, which repeats its conversation so far. Where that goes on after an answer, only what
 * follows the last answer is new; the first turn stood in the request that began the conversation, and says so.
 */
export function requestedTurns(conversation: readonly unknown[], turns: Turns): Utterance[] {
  const roles = conversation.map((message) => (isRecord(message) && roleOf(message)) || '');
  const begun = roles.findIndex((role) => userRoles.has(role));
  const answered = roles.findLastIndex((role) => modelRoles.has(role));
  if (begun === -1 || answered < begun || answered === roles.length - 1)
    return userTurns(conversation, turns);
  if (turns === 'all') return userTurns(conversation.slice(answered + 1), turns);
  return userTurns(conversation, turns).map((turn) => ({ ...turn, repeated: true }));
}
