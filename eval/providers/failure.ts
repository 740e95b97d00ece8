import type { IncomingHttpHeaders } from 'node:http';
import { type ErrorCode, MixevalError } from '../../src/core/errors.js';
import type { FailureClass } from '../model.js';
import type { UnscoredReason } from '../records.js';

interface Meaning {
  /** `retry`: ask again. `item`: this question only. `stop`: no further question has a chance. */
  readonly class: FailureClass;
  /** The error's code where the run ends by it. */
  readonly code: ErrorCode;
  /** The response's reason where it stays without an answer. */
  readonly reason: UnscoredReason;
}

/** Everything that can become of a request besides an answer. */
export const failureKinds = {
  'rate-limited': { class: 'retry', code: 'provider', reason: 'provider-error' },
  'server-error': { class: 'retry', code: 'provider', reason: 'provider-error' },
  'bad-body': { class: 'retry', code: 'provider', reason: 'provider-error' },
  timeout: { class: 'retry', code: 'unreachable', reason: 'provider-error' },
  connection: { class: 'retry', code: 'unreachable', reason: 'provider-error' },
  'bad-request': { class: 'item', code: 'provider', reason: 'provider-error' },
  'context-too-long': { class: 'item', code: 'provider', reason: 'context-too-long' },
  'content-filter': { class: 'item', code: 'provider', reason: 'content-filter' },
  'key-refused': { class: 'stop', code: 'key-refused', reason: 'provider-error' },
  'model-not-found': { class: 'stop', code: 'model-not-found', reason: 'provider-error' },
  quota: { class: 'stop', code: 'quota', reason: 'provider-error' },
  'wrong-address': { class: 'stop', code: 'provider', reason: 'provider-error' },
} as const satisfies Readonly<Record<string, Meaning>>;

export type FailureKind = keyof typeof failureKinds;

const nextSteps: Readonly<Partial<Record<FailureKind, string>>> = {
  'model-not-found': "Check the model's name and the server's address, then run the command again.",
  quota: 'Add credit or wait for the quota to renew, then run the same command again: it goes on.',
  'wrong-address': 'Check the base URL: it usually ends in /v1.',
  connection:
    'Check the address, the network and that the server runs; then run the same command again: it goes on.',
};

/** A request without an answer: what kind of failure, and when to come back if the server said so. */
export class ProviderFailure extends MixevalError {
  readonly kind: FailureKind;
  /** Milliseconds from when it was thrown. */
  readonly retryAfterMs: number | undefined;
  /** Of the reply, where there was one. */
  readonly status: number | undefined;

  constructor(
    kind: FailureKind,
    message: string,
    options: {
      cause?: unknown;
      retryAfterMs?: number | undefined;
      status?: number | undefined;
      next?: string | undefined;
    } = {},
  ) {
    const next =
      options.next ?? nextSteps[kind] ?? 'Run the same command again later: it goes on where it stopped.';
    super(failureKinds[kind].code, message, {
      cause: options.cause,
      next,
      details: { failure: kind, ...(options.status === undefined ? {} : { status: options.status }) },
    });
    this.name = 'ProviderFailure';
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
    this.status = options.status;
  }

  get class(): FailureClass {
    return failureKinds[this.kind].class;
  }

  get reason(): UnscoredReason {
    return failureKinds[this.kind].reason;
  }
}

/** The machine-readable part of an error reply. */
export interface ErrorReply {
  readonly status: number;
  /** `error.code`, `error.type` and what else the body names as a code or as what was wrong. */
  readonly codes: readonly string[];
}

const contextCodes = new Set([
  'context_length_exceeded',
  'string_above_max_length',
  'request_too_large',
  'exceed_context_size_error',
  // vLLM names the parameter alone.
  'input_tokens',
]);
const filterCodes = new Set([
  'content_filter',
  'content_policy_violation',
  'ResponsibleAIPolicyViolation',
  'flagged_input',
]);
const quotaCodes = new Set(['insufficient_quota', 'billing_hard_limit_reached', 'billing_not_active']);
const keyCodes = new Set(['API_KEY_INVALID']);
const modelCodes = new Set(['model_not_found', 'DeploymentNotFound']);

/** What an error reply means, by its status and codes alone: messages change, and are hostile text. */
export function failureKindOf({ status, codes }: ErrorReply): FailureKind {
  const has = (known: ReadonlySet<string>): boolean => codes.some((code) => known.has(code));
  // Google's quotas of a day renew at midnight, whatever it says of when to come back.
  const isDaily = codes.some((code) => code.includes('PerDay'));
  if (has(quotaCodes) || isDaily || status === 402) return 'quota';
  if (has(filterCodes)) return 'content-filter';
  if (has(contextCodes) || status === 413) return 'context-too-long';
  if (has(keyCodes) || status === 401 || status === 403) return 'key-refused';
  if (status === 404) return 'model-not-found';
  if (has(modelCodes)) return 'model-not-found';
  if (status === 429) return 'rate-limited';
  if (status === 408 || status === 409 || status === 425 || status >= 500) return 'server-error';
  if (status < 400 || status === 405) return 'wrong-address';
  return 'bad-request';
}

/**
 * When to come back, in milliseconds from now, from `retry-after-ms` or `Retry-After` in seconds or as an HTTP date
 * (RFC 9110, section 10.2.3). Undefined where nothing readable is said.
 *
 * @param nowMs milliseconds since 1970, for dates
 */
export function retryAfterMs(headers: IncomingHttpHeaders, nowMs: number): number | undefined {
  const milliseconds = nonNegative(headers['retry-after-ms']);
  if (milliseconds !== undefined) return milliseconds;
  const text = headers['retry-after'];
  const seconds = nonNegative(text);
  if (seconds !== undefined) return seconds * 1000;
  // A date holds letters; without this check "-5" would be read as a year.
  const date = text && /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

function nonNegative(text: string | string[] | undefined): number | undefined {
  if (typeof text !== 'string' || text.trim() === '') return undefined;
  const value = Number(text);
  return Number.isFinite(value) && value >= 0 ? value : undefined;
}
