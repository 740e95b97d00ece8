import { describe, expect, test } from 'vitest';
import { ProviderFailure } from './failure.js';
import { readError, readReply } from './reply.js';

/** Bodies laid out as each server writes them, and what is read from them. */
const bodies: Readonly<Record<string, readonly [body: unknown, expected: object]>> = {
  OpenAI: [
    { error: { message: 'too long', type: 'invalid_request_error', code: 'context_length_exceeded' } },
    { codes: ['context_length_exceeded', 'invalid_request_error'], message: 'too long' },
  ],
  vLLM: [
    { error: { message: 'too long', type: 'BadRequestError', param: 'input_tokens', code: 400 } },
    { codes: ['BadRequestError', 'input_tokens'], message: 'too long' },
  ],
  'vLLM, before it wrapped its errors': [
    { object: 'error', message: 'too long', type: 'BadRequestError', param: null, code: 400 },
    { codes: ['BadRequestError'], message: 'too long' },
  ],
  'a text under error, with more beside it': [
    { statusCode: 403, error: 'Forbidden', message: 'no credit', code: 'insufficient_quota' },
    { codes: ['insufficient_quota'], message: 'no credit' },
  ],
  'LM Studio, a long prompt': [{ error: 'too long' }, { codes: [], message: 'too long' }],
  'LM Studio, a model that it has not': [
    {
      error: {
        message: 'no such model',
        type: 'invalid_request_error',
        param: 'model',
        code: 'model_not_found',
      },
    },
    { codes: ['model_not_found', 'invalid_request_error', 'model'], message: 'no such model' },
  ],
  SGLang: [
    { object: 'error', message: 'too long', type: 'BadRequestError', param: null, code: 400 },
    { codes: ['BadRequestError'], message: 'too long' },
  ],
  'llama.cpp': [
    { error: { code: 400, message: 'too long', type: 'exceed_context_size_error', n_ctx: 256 } },
    { codes: ['exceed_context_size_error'], message: 'too long' },
  ],
  'Gemini, a wrong key': [
    [
      {
        error: {
          ...{ code: 400, message: 'not valid', status: 'INVALID_ARGUMENT' },
          details: [
            { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
            { '@type': 'type.googleapis.com/google.rpc.LocalizedMessage', message: 'not valid' },
          ],
        },
      },
    ],
    { codes: ['INVALID_ARGUMENT', 'API_KEY_INVALID'], message: 'not valid' },
  ],
  'Gemini, a quota': [
    [
      {
        error: {
          ...{ code: 429, message: 'later', status: 'RESOURCE_EXHAUSTED' },
          details: [
            { violations: [{ quotaMetric: 'requests', quotaId: 'GenerateRequestsPerMinute' }] },
            { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34.5s' },
          ],
        },
      },
    ],
    { codes: ['RESOURCE_EXHAUSTED', 'GenerateRequestsPerMinute'], message: 'later', retryAfterMs: 34_500 },
  ],
  'a list of nothing': [[], { codes: [], message: '' }],
};

describe('the body of an error reply', () => {
  test.each(Object.entries(bodies))('of %s says its codes and its message', (_, [body, expected]) => {
    expect(readError(JSON.stringify(body))).toMatchObject(expected);
  });

  test('that is no JSON says nothing', () => {
    expect(readError('<html>')).toEqual({ codes: [], message: '' });
  });
});

describe('the body of a reply', () => {
  const failure = (status: number): ProviderFailure =>
    new ProviderFailure('server-error', 'an error in the body', { status });

  test.each([
    [{ error: 'no such address' }, 500],
    [{ error: { message: 'crashed', code: null } }, 500],
    [{ error: { message: 'later', code: '429' } }, 429],
    [{ error: { code: 200 } }, 500],
  ])('that is an error, as in %j, is the failure of its status', (body, status) => {
    expect(() => readReply(JSON.stringify(body), failure)).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ status }) }),
    );
  });

  test('that is neither an answer nor an error is no reply', () => {
    expect(() => readReply('{}', failure)).toThrow(expect.objectContaining({ kind: 'bad-body' }));
  });

  test.each(['SAFETY', 'PROHIBITED_CONTENT', 'content_filter'])('that %s ended was filtered', (reason) => {
    const choice = { message: { role: 'assistant', content: null }, finish_reason: reason };
    expect(readReply(JSON.stringify({ choices: [choice] }), failure)).toEqual({
      text: '',
      finishReason: 'content_filter',
    });
  });
});
