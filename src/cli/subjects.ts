import type { EmbeddingCache, Encoder } from '../../encoder/index.js';
import type { GenerationParameters, Model, Price, Subject } from '../../eval/index.js';
import { MixevalError } from '../core/errors.js';
import type { NamedModel } from './config-schema.js';
import type { CliContext } from './context.js';

/** What flags say of how models are asked; a named model's own settings stand behind them. */
export interface ModelFlags {
  readonly baseUrl?: string;
  readonly apiKeyEnv?: string;
  /** Its key may be missing until it is asked. */
  readonly keyLater?: boolean;
  readonly base?: boolean;
  readonly temperature?: number | 'server';
  readonly topP?: number;
  readonly maxTokens?: number;
  readonly stop?: readonly string[];
  readonly seed?: number;
  readonly reasoningEffort?: string;
  readonly systemPrompt?: string;
}

/** Opens the models of one command, and closes them all together. */
export interface Subjects {
  /** A model under test. */
  open(name: string, flags: ModelFlags): Promise<Subject>;
  /** A model that judges: asked with its own settings alone. */
  openJudge(
    name: string,
    flags: Pick<ModelFlags, 'baseUrl' | 'apiKeyEnv' | 'keyLater'>,
  ): Promise<{ model: Model; price?: Price }>;
  close(): Promise<void>;
}

/**
 * Names as users write them: a name from the config, `provider:model`, or, with a base URL, a model on that server.
 *
 * @param listed models that a file given with `--models` defines; they go before the config's
 */
export async function createSubjects(
  context: CliContext,
  listed: Readonly<Record<string, NamedModel>> = {},
): Promise<Subjects> {
  const { functionModel, openModel, providers } = await import('../../eval/index.js');
  const settings = await context.settings();
  const known = { ...settings.models.value, ...listed };
  const environment = await context.environment();
  const opened: Model[] = [];
  const embedder = createEmbedder(context);

  const openNamed = async (
    name: string,
    flags: Pick<ModelFlags, 'baseUrl' | 'apiKeyEnv' | 'keyLater' | 'base' | 'temperature'>,
  ): Promise<{ model: Model; named: NamedModel | undefined }> => {
    const named = Object.hasOwn(known, name) ? known[name] : undefined;
    if (named && 'ask' in named) {
      const model = functionModel(name, named.ask, flags.base ? 'base' : named.kind);
      return { model, named };
    }
    const fullName = named?.model ?? name;
    const hasProvider = providers.has(fullName.split(':')[0] ?? '');
    // The setting is for names that say no place; a provider's own address is left alone.
    const baseUrl = flags.baseUrl ?? named?.baseUrl ?? (hasProvider ? undefined : settings.baseUrl.value);
    const model = await openModel(fullName, {
      baseUrl,
      apiKeyEnv: flags.apiKeyEnv ?? named?.apiKeyEnv,
      keyLater: flags.keyLater,
      kind: flags.base ? 'base' : named?.kind,
      serverTemperature: (flags.temperature ?? named?.temperature) === 'server',
      environment,
      embed: embedder.embed,
    });
    opened.push(model);
    return { model, named };
  };

  return {
    async open(name, flags) {
      const { model, named } = await openNamed(name, flags);
      const settled = { ...named, ...flags };
      return {
        model,
        // A function goes by that name already.
        ...(model.name !== name && named ? { configName: name } : {}),
        parameters: parametersOf(settled),
        systemPrompt: flags.systemPrompt ?? named?.systemPrompt,
        price: named?.price,
      };
    },
    async openJudge(name, { baseUrl, apiKeyEnv, keyLater }) {
      const later = keyLater ? { keyLater } : {};
      const isElsewhere = Object.hasOwn(known, name) || providers.has(name.split(':')[0] ?? '');
      const { model, named } = await openNamed(
        name,
        isElsewhere
          ? later
          : { ...later, ...(baseUrl ? { baseUrl } : {}), ...(apiKeyEnv ? { apiKeyEnv } : {}) },
      );
      return { model, ...(named?.price ? { price: named.price } : {}) };
    },
    async close() {
      await Promise.all([...opened.map((model) => model.close?.()), embedder.close()]);
    },
  };
}

/** The names of the models to ask: flags, else environment or config. */
export async function subjectNames(
  context: CliContext,
  flags: readonly string[] | undefined,
): Promise<readonly string[]> {
  const names = flags ?? (await context.settings()).model.value;
  if (names.length > 0) return names;
  throw new MixevalError('usage', 'No model is named.', {
    next: [
      'Name one with --model, MIXEVAL_MODEL or `model` in mixeval.config. For example:',
      '  --model openai:gpt-4o-mini                                   (with OPENAI_API_KEY set)',
      '  --model my-model --base-url http://127.0.0.1:8000/v1         (any OpenAI-protocol server)',
      '  --model baseline:random                                      (costs nothing)',
    ].join('\n'),
  });
}

type ParameterSource = Omit<ModelFlags, 'baseUrl' | 'apiKeyEnv' | 'base' | 'systemPrompt'> & {
  readonly extra?: Readonly<Record<string, unknown>>;
};

function parametersOf({
  temperature,
  topP,
  maxTokens,
  stop,
  seed,
  reasoningEffort,
  extra,
}: ParameterSource): GenerationParameters {
  const more = { ...extra, ...(reasoningEffort === undefined ? {} : { reasoning_effort: reasoningEffort }) };
  return {
    ...(typeof temperature === 'number' ? { temperature } : {}),
    ...(topP === undefined ? {} : { topP }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    ...(stop === undefined ? {} : { stop }),
    ...(seed === undefined ? {} : { seed }),
    ...(Object.keys(more).length === 0 ? {} : { extra: more }),
  };
}

/** The workspace's encoder and its cache, opened when a baseline first needs them. */
function createEmbedder(context: CliContext): {
  embed: EmbeddingCache['embed'];
  close(): Promise<void>;
} {
  let opening: Promise<{ encoder: Encoder; cache: EmbeddingCache }> | undefined;
  const open = async (): Promise<{ encoder: Encoder; cache: EmbeddingCache }> => {
    const { openEmbeddingCache, openEncoder } = await import('../../encoder/index.js');
    const encoder = await openEncoder((await context.settings()).encoder.value, context.task);
    try {
      return { encoder, cache: await openEmbeddingCache((await context.workspace()).cache, encoder) };
    } catch (error) {
      await encoder.close();
      throw error;
    }
  };
  return {
    async embed(texts, task) {
      opening ??= open();
      return (await opening).cache.embed(texts, task);
    },
    async close() {
      if (!opening) return;
      const { encoder, cache } = await opening;
      await cache.close();
      await encoder.close();
    },
  };
}
