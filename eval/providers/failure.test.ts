import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { failureKindOf, failureKinds, retryAfterMs } from './failure.js';

describe('what an error reply means', () => {
  test.each([
    [429, [], 'rate-limited'],
    [429, ['rate_limit_exceeded'], 'rate-limited'],
    [429, ['insufficient_quota'], 'quota'],
    [402, [], 'quota'],
    [500, [], 'server-error'],
    [503, [], 'server-error'],
    [529, ['overloaded_error'], 'server-error'],
    [408, [], 'server-error'],
    [400, ['context_length_exceeded'], 'context-too-long'],
    [413, [], 'context-too-long'],
    [400, ['content_filter'], 'content-filter'],
    [400, ['ResponsibleAIPolicyViolation'], 'content-filter'],
    [403, ['flagged_input'], 'content-filter'],
    [400, ['invalid_request_error'], 'bad-request'],
    [422, [], 'bad-request'],
    [400, ['BadRequestError', 'input_tokens'], 'context-too-long'],
    [400, ['exceed_context_size_error'], 'context-too-long'],
    [400, ['INVALID_ARGUMENT', 'API_KEY_INVALID'], 'key-refused'],
    [429, ['RESOURCE_EXHAUSTED', 'GenerateRequestsPerMinutePerProjectPerModel'], 'rate-limited'],
    [429, ['RESOURCE_EXHAUSTED', 'GenerateRequestsPerDayPerProjectPerModel'], 'quota'],
    [401, ['invalid_api_key'], 'key-refused'],
    [403, [], 'key-refused'],
    [404, [], 'model-not-found'],
    [400, ['model_not_found'], 'model-not-found'],
    [301, [], 'wrong-address'],
    [405, [], 'wrong-address'],
  ] as const)('%i %j is %s', (status, codes, kind) => {
    expect(failureKindOf({ status, codes })).toBe(kind);
  });

  test('every status has a meaning', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), fc.array(fc.string()), (status, codes) => {
        expect(failureKinds).toHaveProperty(failureKindOf({ status, codes }));
      }),
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  test.each([
    [{ 'retry-after': '3' }, 3000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7000],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '3' }, 250],
    [{ 'retry-after-ms': 'soon', 'retry-after': '3' }, 3000],
    [{ 'retry-after': 'soon' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': '' }, undefined],
    [{}, undefined],
  ])('%j is %s ms', (headers, expected) => {
    expect(retryAfterMs(headers, now)).toBe(expected);
  });
});
