import { afterEach, describe, expect, test } from 'vitest';
import {
  type Fault,
  type LoopbackRequest,
  type LoopbackServer,
  startLoopbackServer,
} from '../loopback/index.js';
import type { ModelRequest, QuestionView } from '../model.js';
import { openModel, providers } from './index.js';
import { presets } from './presets.js';

let servers: LoopbackServer[] = [];

afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()));
  servers = [];
});

async function serve(options: Parameters<typeof startLoopbackServer>[0]): Promise<LoopbackServer> {
  const server = await startLoopbackServer(options);
  servers.push(server);
  return server;
}

const question: QuestionView = {
  id: '0123456789abcdef0123456789abcdef',
  context: null,
  prompt: 'Which is a colour?',
  options: ['seven', 'blue', 'under'],
};
const request: ModelRequest = {
  messages: [{ role: 'user', content: 'Which is a colour?' }],
  parameters: {
    temperature: 0.5,
    topP: 0.9,
    maxTokens: 7,
    stop: ['\n'],
    seed: 3,
    extra: { reasoning_effort: 'low' },
  },
  item: question,
};

/** Unit vectors by letter counts: enough for a baseline to compare. */
async function embed(texts: readonly string[]): Promise<Float32Array> {
  const rows = texts.map((text) => {
    const counts = new Array<number>(26).fill(0);
    for (const letter of text.toLowerCase().match(/[a-z]/g) ?? []) {
      const index = letter.charCodeAt(0) - 97;
      counts[index] = (counts[index] ?? 0) + 1;
    }
    const norm = Math.hypot(...counts) || 1;
    return counts.map((count) => count / norm);
  });
  return new Float32Array(rows.flat());
}

/** The names that each provider is tried with; a provider without a row fails the test. */
const examples: Readonly<Record<string, readonly string[]>> = {
  baseline: ['baseline:random', 'baseline:nearest', 'baseline:first'],
  // Run by a package that is not installed here; docs/gguf.md shows it at work.
  gguf: [],
  ...Object.fromEntries(presets.map(({ name, example }) => [name, [`${name}:${example}`]])),
};

describe.each(providers.all())('provider $name', (provider) => {
  test('has an example that belongs to it', () => {
    expect(provider.example.startsWith(`${provider.name}:`)).toBe(true);
    expect(examples[provider.name]).toBeDefined();
  });

  test.each(examples[provider.name] ?? [])('%s answers, the same question the same way', async (name) => {
    const server = await serve({ answer: () => 'B' });
    const model = await openModel(name, { baseUrl: server.baseUrl, environment: {}, embed });
    await model.prepare?.({ questions: [question], candidates: ['red', 'ten'] });
    const first = await model.ask(request);
    const again = await model.ask(request);
    expect(model.name).toBe(name);
    expect(model.origin).toBe(model.reusable ? server.baseUrl : 'local');
    expect(first.text).toMatch(/^[ABC]$/);
    expect(again).toEqual(first);
    await model.close?.();
  });
});

describe('a model on an OpenAI-protocol server', () => {
  async function ask(
    name: string,
    {
      fault,
      ...options
    }: { fault?: Fault; kind?: 'base'; apiKeyEnv?: string; environment?: Record<string, string> } = {},
  ) {
    const seen: LoopbackRequest[] = [];
    const server = await serve({
      answer: (asked) => {
        seen.push(asked);
        return { text: 'the answer is blue', reasoning: 'thinking' };
      },
      fault: () => fault,
    });
    const model = await openModel(name, { baseUrl: server.baseUrl, environment: {}, ...options });
    const result = await model.ask(request).catch((error: unknown) => error);
    await model.close?.();
    return { result, seen: seen[0] };
  }

  test('is sent every setting, and its reply is read whole', async () => {
    const { result, seen } = await ask('my-model');
    expect(seen?.path).toBe('/v1/chat/completions');
    expect(seen?.body).toEqual({
      model: 'my-model',
      messages: [{ role: 'user', content: 'Which is a colour?' }],
      temperature: 0.5,
      top_p: 0.9,
      max_tokens: 7,
      stop: ['\n'],
      seed: 3,
      reasoning_effort: 'low',
    });
    expect(seen?.headers.authorization).toBeUndefined();
    expect(result).toEqual({
      text: 'the answer is blue',
      reasoning: 'thinking',
      finishReason: 'stop',
      usage: { inputTokens: 4, outputTokens: 5 },
    });
  });

  test('that continues text is sent one', async () => {
    const { result, seen } = await ask('my-model', { kind: 'base' });
    expect(seen?.path).toBe('/v1/completions');
    expect(seen?.body).toMatchObject({ model: 'my-model', prompt: 'Which is a colour?', max_tokens: 7 });
    expect(result).toMatchObject({ text: 'the answer is blue' });
  });

  test("may have a service's own names for fields and headers", async () => {
    const openai = await ask('openai:o4-mini', {
      environment: { OPENAI_API_KEY: 'key-1', OPENAI_ORG_ID: 'org' },
    });
    expect(openai.seen?.body).toMatchObject({ model: 'o4-mini', max_completion_tokens: 7 });
    expect(openai.seen?.headers).toMatchObject({
      authorization: 'Bearer key-1',
      'openai-organization': 'org',
    });
    const mistral = await ask('mistral:small', {
      environment: { MISTRAL_API_KEY: 'key-2', OPENAI_ORG_ID: 'org' },
    });
    expect(mistral.seen?.body).toMatchObject({ random_seed: 3 });
    expect(mistral.seen?.headers).toMatchObject({ authorization: 'Bearer key-2' });
    expect(mistral.seen?.headers).not.toHaveProperty('openai-organization');
    const gemini = await ask('gemini:flash', { environment: { GEMINI_API_KEY: 'key-4' } });
    expect(gemini.seen?.body).toMatchObject({ model: 'flash', max_tokens: 7 });
    expect(gemini.seen?.body).not.toHaveProperty('seed');
    const azure = await ask('azure:mine', { environment: { AZURE_OPENAI_API_KEY: 'key-3' } });
    expect(azure.seen?.headers).toMatchObject({ 'api-key': 'key-3' });
    expect(azure.seen?.headers.authorization).toBeUndefined();
  });

  test('may have an address with a query, as a deployment of Azure has', async () => {
    const seen: LoopbackRequest[] = [];
    const server = await serve({
      answer: (asked) => {
        seen.push(asked);
        return 'B';
      },
    });
    const { origin } = new URL(server.baseUrl);
    const model = await openModel('azure:mine', {
      environment: {
        AZURE_OPENAI_BASE_URL: `${origin}/openai/deployments/mine/?api-version=2024-10-21`,
        AZURE_OPENAI_API_KEY: 'key-3',
      },
    });
    expect(model.origin).toBe(`${origin}/openai/deployments/mine?api-version=2024-10-21`);
    await expect(model.ask(request)).resolves.toMatchObject({ text: 'B' });
    expect(seen[0]?.path).toBe('/openai/deployments/mine/chat/completions?api-version=2024-10-21');
    expect(seen[0]?.headers).toMatchObject({ 'api-key': 'key-3' });
    await model.close?.();
  });

  test('has an address in records that tells deployments apart and holds no secret', async () => {
    const originOf = async (name: string, baseUrl?: string) =>
      (await openModel(name, { baseUrl, environment: { OPENAI_API_KEY: 'k' } })).origin;
    expect(await originOf('openai:m')).toBe('https://api.openai.com');
    expect(await originOf('openai:m', 'https://api.openai.com/v1/')).toBe('https://api.openai.com');
    expect(await originOf('openai:m', 'https://api.openai.com/v2')).toBe('https://api.openai.com/v2');
    expect(await originOf('m', 'https://a.example/east/v1')).toBe('https://a.example/east/v1');
    expect(await originOf('m', 'https://a.example/west/v1/')).toBe('https://a.example/west/v1');
    expect(await originOf('m', 'https://me:word@a.example?x=2&api-key=k&sig=s&access_token=t&b=1')).toBe(
      'https://a.example/?b=1&x=2',
    );
  });

  test('is asked without a temperature only where it takes none', async () => {
    const environment = { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k' };
    const open = async (name: string) => openModel(name, { environment });
    expect((await open('anthropic:claude-haiku-4-5')).defaults).toEqual({ temperature: 0 });
    expect((await open('anthropic:claude-sonnet-5')).defaults).toEqual({});
    expect((await open('openai:gpt-4o-mini')).defaults).toEqual({ temperature: 0 });
    expect((await open('openai:o4-mini')).defaults).toEqual({});
  });

  test.each<[Fault, object]>([
    [
      { kind: 'status', status: 429, headers: { 'retry-after': '2' } },
      { kind: 'rate-limited', retryAfterMs: 2000 },
    ],
    [
      { kind: 'status', status: 429, code: 'insufficient_quota' },
      { kind: 'quota', code: 'quota' },
    ],
    [{ kind: 'status', status: 500 }, { kind: 'server-error' }],
    [
      { kind: 'status', status: 401 },
      { kind: 'key-refused', code: 'key-refused' },
    ],
    [
      { kind: 'status', status: 404 },
      { kind: 'model-not-found', code: 'model-not-found' },
    ],
    [{ kind: 'status', status: 400, code: 'context_length_exceeded' }, { kind: 'context-too-long' }],
    [{ kind: 'reset' }, { kind: 'connection' }],
    [{ kind: 'cut-off' }, { kind: 'bad-body' }],
    [{ kind: 'html' }, { kind: 'bad-body' }],
    [{ kind: 'byte-by-byte' }, { text: 'the answer is blue' }],
    [{ kind: 'content-filter' }, { text: '', finishReason: 'content_filter' }],
    [{ kind: 'refusal' }, { text: 'I cannot help with that.', finishReason: 'refusal' }],
  ])('and a fault %j', async (fault, expected) => {
    const { result } = await ask('my-model', { fault });
    expect(result).toMatchObject(expected);
  });

  test('that does not answer at all is cut off by its signal', async () => {
    const server = await serve({ answer: () => '', fault: () => ({ kind: 'hang' }) });
    const model = await openModel('m', { baseUrl: server.baseUrl, environment: {} });
    const cut = new AbortController();
    const asked = model.ask(request, cut.signal);
    cut.abort();
    await expect(asked).rejects.toThrow();
    await model.close?.();
  });

  test('that cannot be reached is a failure of the connection', async () => {
    const server = await startLoopbackServer({ answer: () => '' });
    await server.close();
    const model = await openModel('m', { baseUrl: server.baseUrl, environment: {} });
    await expect(model.ask(request)).rejects.toMatchObject({ kind: 'connection', code: 'unreachable' });
  });

  test('never repeats a key that the server repeats', async () => {
    const { createServer } = await import('node:http');
    const echo = createServer((message, response) => {
      response.writeHead(401, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { message: `wrong: ${message.headers.authorization}` } }));
    });
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    const address = echo.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const model = await openModel('m', {
      baseUrl: `http://127.0.0.1:${port}/v1`,
      apiKeyEnv: 'MY_KEY',
      environment: { MY_KEY: 'secret-key-1' },
    });
    const error = await model.ask(request).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(Error);
    expect(JSON.stringify([error, String(error), error instanceof Error ? error.stack : ''])).not.toContain(
      'secret',
    );
    await model.close?.();
    await new Promise((resolve) => echo.close(resolve));
  });
});

describe('opening a model', () => {
  const environment = {};
  test('names the variable of a missing key', async () => {
    await expect(openModel('openai:gpt-4o', { environment })).rejects.toMatchObject({
      code: 'missing-key',
      details: { variable: 'OPENAI_API_KEY' },
    });
    await expect(
      openModel('m', { baseUrl: 'http://127.0.0.1:1/v1', apiKeyEnv: 'MY_KEY', environment }),
    ).rejects.toMatchObject({ code: 'missing-key', details: { variable: 'MY_KEY' } });
  });

  test('misses a key only when it is asked, where that is wanted', async () => {
    const later = await openModel('openai:gpt-4o', { environment, keyLater: true });
    await expect(later.ask({ messages: [], parameters: {} })).rejects.toMatchObject({
      code: 'missing-key',
      details: { variable: 'OPENAI_API_KEY' },
    });
    await later.close?.();
  });

  test.each(['two words', 'a line\nmore', 'ключ'])(
    'refuses "%s" as a key, and does not repeat it',
    async (key) => {
      const opening = openModel('openai:gpt-4o', { environment: { OPENAI_API_KEY: key } });
      await expect(opening).rejects.toMatchObject({
        code: 'usage',
        message: expect.not.stringContaining(key),
        details: { variable: 'OPENAI_API_KEY' },
      });
    },
  );

  test('names the providers there are, and the one that may be meant', async () => {
    await expect(openModel('opnai:gpt-4o', { environment })).rejects.toMatchObject({
      code: 'usage',
      next: expect.stringMatching(/openai.*openrouter/s),
    });
  });

  test.each(['', 'openai:', 'some-model'])('refuses "%s" without an address', async (name) => {
    await expect(openModel(name, { environment })).rejects.toMatchObject({ code: 'usage' });
  });

  test('refuses an address that is none', async () => {
    for (const baseUrl of ['127.0.0.1:8000', 'file:///etc/passwd', 'nonsense']) {
      await expect(openModel('m', { baseUrl, environment })).rejects.toMatchObject({ code: 'usage' });
    }
  });

  test('with a base URL takes a name with a colon as it stands', async () => {
    const server = await serve({ answer: ({ body }) => body.model });
    const model = await openModel('llama3:8b', { baseUrl: server.baseUrl, environment });
    expect((await model.ask(request)).text).toBe('llama3:8b');
    await model.close?.();
  });
});
