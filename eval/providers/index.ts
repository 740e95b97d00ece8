import { MixevalError } from '../../src/core/errors.js';
import { registryOf } from '../../src/core/registry.js';
import type { Model } from '../model.js';
import { baselineProvider } from './baselines/index.js';
import { ggufProvider } from './gguf.js';
import { openaiProtocol, openServerModel } from './openai-protocol.js';
import { anyServer, presets } from './presets.js';
import type { ModelOptions, Provider } from './provider.js';

/** Every place that models come from. A service that speaks the OpenAI protocol is a row in presets.ts. */
export const providers = registryOf<Provider>('model provider', [
  baselineProvider,
  ggufProvider,
  ...presets.map(openaiProtocol),
]);

/**
 * Opens a model by name. `provider:model` is looked up in the registry; any other name stands, together with a base
 * URL, for a model on that server. Nothing is asked yet.
 *
 * @throws MixevalError `usage`, naming the known providers for one that is not; `missing-key`, naming the variable
 */
export async function openModel(name: string, options: ModelOptions): Promise<Model> {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, Math.max(0, colon));
  const model = name.slice(colon + 1);
  if (model === '') throw new MixevalError('usage', `"${name}" names no model.`, { next: usage() });
  if (providers.has(prefix)) return providers.get(prefix).open(model, options);
  if (options.baseUrl !== undefined) return openServerModel(anyServer, name, name, options);
  if (colon === -1) {
    throw new MixevalError('usage', `"${name}" does not say where that model is.`, {
      next: `${usage()} Or give its server's address with --base-url.`,
    });
  }
  return providers.get(prefix).open(model, options);
}

/** The environment variables that providers look for keys in. */
export function keyVariables(): string[] {
  return [...new Set(presets.map(({ key }) => key.env))];
}

function usage(): string {
  return `Name a model as provider:model; providers: ${providers.names.join(', ')}.`;
}

export type { ModelOptions } from './provider.js';
