import { describe, expect, test } from 'vitest';
import { functionModel } from './function.js';

const request = { messages: [{ role: 'user', content: 'Which?' }], parameters: { temperature: 0 } } as const;

async function ask(answer: () => unknown): Promise<unknown> {
  return functionModel('mine', answer)
    .ask(request)
    .catch((error: unknown) => error);
}

describe('a model as a function', () => {
  test('is given messages and settings, and answers with a text or more', async () => {
    const model = functionModel('mine', ({ messages, parameters }) =>
      JSON.stringify([messages.at(-1)?.content, parameters.temperature]),
    );
    expect(await model.ask(request)).toEqual({ text: '["Which?",0]', finishReason: 'stop' });
    const usage = { inputTokens: 3, outputTokens: 1 };
    expect(await ask(async () => ({ text: 'B', reasoning: 'because', usage }))).toEqual({
      text: 'B',
      reasoning: 'because',
      finishReason: 'stop',
      usage,
    });
  });

  test('is not believed where it gives something else', async () => {
    for (const given of [undefined, 7, { answer: 'B' }, { text: 'B', usage: { inputTokens: -1 } }]) {
      expect(await ask(() => given)).toMatchObject({ kind: 'bad-request' });
    }
  });

  test.each([
    [{ status: 429 }, 'rate-limited'],
    [{ status: 503 }, 'server-error'],
    [{ status: 401 }, 'key-refused'],
    [{ status: 400, code: 'context_length_exceeded' }, 'context-too-long'],
    [{ code: 'ECONNRESET' }, 'connection'],
    [{ cause: Object.assign(new Error('down'), { code: 'ECONNREFUSED' }) }, 'connection'],
    [{}, 'bad-request'],
  ])('that throws an error with %j', async (fields, kind) => {
    const failure = await ask(() => {
      throw Object.assign(new Error('It went wrong.'), fields);
    });
    expect(failure).toMatchObject({ kind, message: expect.stringContaining('It went wrong.') });
  });
});
