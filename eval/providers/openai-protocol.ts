import { MixevalError, systemCode } from '../../src/core/errors.js';
import { packageVersion } from '../../src/core/package.js';
import type { GenerationParameters, Model, ModelRequest, SchemaSupport } from '../model.js';
import { recordedAddress } from './address.js';
import { failureKindOf, ProviderFailure, retryAfterMs } from './failure.js';
import type { Preset } from './presets.js';
import { createScorer } from './prompt-scores.js';
import type { ModelOptions, Provider } from './provider.js';
import { readError, readReply } from './reply.js';
import { createTransport, type Incoming } from './transport.js';

/** A provider of models on servers that speak the OpenAI protocol. */
export function openaiProtocol(preset: Preset): Provider {
  return {
    name: preset.name,
    example: `${preset.name}:${preset.example}`,
    open: (model, options) => openServerModel(preset, model, `${preset.name}:${model}`, options),
  };
}

/**
 * A model on an OpenAI-protocol server.
 *
 * @param model its name on the server
 * @param name its full name, as the user gave it
 * @throws MixevalError `missing-key` naming the variable, `usage` for a missing or bad address
 */
export async function openServerModel(
  preset: Preset,
  model: string,
  name: string,
  options: ModelOptions,
): Promise<Model> {
  const baseUrl = baseUrlOf(preset, options);
  const keyVariable = options.apiKeyEnv ?? preset.key.env;
  const key = keyOf(keyVariable, options);
  // A server of the user's own may need no key, whatever service it imitates.
  const needsKey = options.apiKeyEnv !== undefined || (preset.key.required && options.baseUrl === undefined);
  const requireKey = (): void => {
    if (needsKey && key === undefined) throw missingKey(name, keyVariable);
  };
  if (!options.keyLater) requireKey();
  const kind = options.kind ?? 'chat';
  const headers = headersOf(preset, key, options.environment);
  const transport = createTransport();
  const { origin, search } = baseUrl;
  const prefix = `${origin}${baseUrl.pathname.replace(/\/$/, '')}`;
  const completions = `${prefix}/completions${search}`;
  const asked = kind === 'base' ? completions : `${prefix}/chat/completions${search}`;
  const post = async (url: string, body: object, signal: AbortSignal | undefined): Promise<Incoming> => {
    requireKey();
    try {
      return await transport.post(url, { headers, body: JSON.stringify(body), signal });
    } catch (cause) {
      if (signal?.aborted) throw cause;
      const code = systemCode(cause);
      const why = code ? ` (${code})` : '';
      throw new ProviderFailure('connection', `${origin} cannot be reached${why}.`, { cause });
    }
  };
  const send = (request: ModelRequest, signal: AbortSignal | undefined): Promise<Incoming> =>
    post(asked, bodyOf(preset, model, kind, request), signal);
  const failureOf = ({ status, headers, body }: Incoming, meant = status): ProviderFailure => {
    const error = readError(body);
    // Some servers repeat the key in their message.
    const said = key ? error.message.replaceAll(key, '***') : error.message;
    const text = said === '' ? '' : `: ${said.slice(0, 300)}`;
    const failure = failureKindOf({ status: meant, codes: error.codes });
    return new ProviderFailure(failure, `${name}: the server answered ${status}${text}`, {
      status: meant,
      retryAfterMs: retryAfterMs(headers, Date.now()) ?? error.retryAfterMs,
      next: failure === 'key-refused' ? keyAdvice(key, keyVariable) : undefined,
    });
  };

  const schemas: SchemaSupport | undefined = kind === 'chat' ? { state: 'untried' } : undefined;
  /** A server that will not hear of a reply's schema is asked once more without, and from then on without. */
  const sendHeld = async (request: ModelRequest, signal: AbortSignal | undefined): Promise<Incoming> => {
    const { replySchema, ...parameters } = request.parameters;
    const plain = { ...request, parameters };
    if (replySchema === undefined || schemas === undefined || schemas.state === 'refused')
      return send(plain, signal);
    const held = await send(request, signal);
    if (isAnswer(held)) schemas.state = 'held';
    if (schemas.state === 'held' || !refusesSchema.has(held.status)) return held;
    const second = await send(plain, signal);
    if (isAnswer(second)) schemas.state = 'refused';
    return second;
  };

  return {
    name,
    origin: recordedAddress(baseUrl, typeof preset.baseUrl === 'string' ? preset.baseUrl : undefined),
    kind,
    reusable: true,
    schemas,
    defaults: {
      ...(options.serverTemperature || preset.withoutTemperature?.test(model) ? {} : { temperature: 0 }),
      // The protocol's own default for /completions is 16 tokens.
      ...(kind === 'base' ? { maxTokens: 128 } : {}),
    },
    async ask(request, signal) {
      const reply = await sendHeld(request, signal);
      if (isAnswer(reply)) return readReply(reply.body, (status) => failureOf(reply, status));
      throw failureOf(reply);
    },
    score: createScorer(
      (prompt, fields, signal) => post(completions, { model, prompt, ...fields }, signal),
      failureOf,
    ),
    async close() {
      transport.close();
    },
  };
}

/** What servers answer to a field that they do not know or a schema that they do not take. */
const refusesSchema: ReadonlySet<number> = new Set([400, 404, 415, 422, 500, 501]);

function isAnswer({ status }: Incoming): boolean {
  return status >= 200 && status < 300;
}

function headersOf(
  { name, keyHeader }: Preset,
  key: string | undefined,
  { OPENAI_ORG_ID: organisation, OPENAI_PROJECT_ID: project }: ModelOptions['environment'],
): Record<string, string> {
  const isOpenai = name === 'openai';
  return {
    accept: 'application/json',
    'content-type': 'application/json',
    'user-agent': `mixeval/${packageVersion}`,
    ...(key === undefined ? {} : keyHeader ? { [keyHeader]: key } : { authorization: `Bearer ${key}` }),
    ...(isOpenai && organisation ? { 'openai-organization': organisation } : {}),
    ...(isOpenai && project ? { 'openai-project': project } : {}),
  };
}

function baseUrlOf(preset: Preset, options: ModelOptions): URL {
  const text = addressOf(preset, options);
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new MixevalError('usage', `"${text}" is not the address of a server.`, {
    next: 'Give one like http://127.0.0.1:8000/v1.',
  });
}

function addressOf({ name, baseUrl }: Preset, options: ModelOptions): string {
  if (options.baseUrl !== undefined) return options.baseUrl;
  if (typeof baseUrl === 'string') return baseUrl;
  const set = options.environment[baseUrl.env];
  if (set) return set;
  throw new MixevalError('usage', `The address of ${name} is not known.`, {
    next: `Give it with --base-url ${baseUrl.example}, or set ${baseUrl.env}.`,
    details: { variable: baseUrl.env },
  });
}

function keyOf(variable: string, { environment }: ModelOptions): string | undefined {
  const key = environment[variable] || undefined;
  if (key && !/^[\x21-\x7e]+$/.test(key)) {
    throw new MixevalError('usage', `${variable} holds characters that no key has.`, {
      next: 'Set it to the key alone, without blanks, quotes or line ends.',
      details: { variable },
    });
  }
  return key;
}

function missingKey(name: string, variable: string): MixevalError {
  return new MixevalError('missing-key', `${name} needs a key, and ${variable} is not set.`, {
    next: `Set ${variable} in the environment or in a .env file.`,
    details: { variable },
  });
}

function keyAdvice(key: string | undefined, variable: string): string {
  return key === undefined
    ? `Set ${variable} to a key, or name another variable with --api-key-env.`
    : `Check the key in ${variable}, then run the same command again: it goes on.`;
}

function bodyOf(
  preset: Preset,
  model: string,
  kind: Model['kind'],
  { messages, parameters }: ModelRequest,
): Record<string, unknown> {
  return {
    model,
    ...(kind === 'base'
      ? { prompt: messages.map((message) => message.content).join('\n\n') }
      : { messages: messages.map(({ role, content }) => ({ role, content })) }),
    ...settingsOf(preset, kind, parameters),
  };
}

function settingsOf(
  preset: Preset,
  kind: Model['kind'],
  { temperature, topP, maxTokens, stop, seed, replySchema, extra }: GenerationParameters,
): Record<string, unknown> {
  const maxTokensField = (kind === 'chat' && preset.fields?.maxTokens) || 'max_tokens';
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topP === undefined ? {} : { top_p: topP }),
    ...(maxTokens === undefined ? {} : { [maxTokensField]: maxTokens }),
    ...(stop === undefined || stop.length === 0 ? {} : { stop }),
    ...(seed === undefined || preset.withoutSeed ? {} : { [preset.fields?.seed ?? 'seed']: seed }),
    ...(replySchema === undefined
      ? {}
      : { response_format: { type: 'json_schema', json_schema: { ...replySchema, strict: true } } }),
    ...extra,
  };
}
