import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../src/core/errors.js';
import { exists, listFolder, readJson } from '../src/core/files.js';
import type { EncoderModel, ModelFile, Pooling } from './model.js';

// Attention takes memory with the square of the length, and what a text is about is said in its first page.
const mostTokens = 512;

const lengthSchema = z.object({ max_seq_length: z.number().int().positive().nullish() });
const tokenizerConfigSchema = z.object({ model_max_length: z.number().positive().nullish() });
const modulesSchema = z.array(z.object({ type: z.string() }));
const poolingSchema = z.object({
  pooling_mode_mean_tokens: z.boolean().default(false),
  pooling_mode_cls_token: z.boolean().default(false),
});

/** The layout of a sentence-transformers folder: what has to be there, and what says more where it is. */
export const layout = {
  graphs: ['onnx/model.onnx', 'model.onnx'],
  tokenizer: 'tokenizer.json',
  tokenizerConfig: 'tokenizer_config.json',
  /** How many tokens the model was trained to read. */
  length: 'sentence_bert_config.json',
  /** The steps from tokens to a vector. */
  modules: 'modules.json',
  pooling: '1_Pooling/config.json',
} as const;

async function readIfThere<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S> | undefined> {
  return (await exists(path)) ? readJson(path, schema) : undefined;
}

function unsupported(folder: string, what: string): MixevalError {
  return new MixevalError('unsupported', `The model in ${folder} ${what}.`, {
    next: 'Use a sentence-transformers model with mean or first-token pooling and nothing behind it but normalisation.',
  });
}

async function poolingOf(folder: string): Promise<Pooling> {
  const modules = (await readIfThere(join(folder, layout.modules), modulesSchema)) ?? [];
  // Types are Python paths (`sentence_transformers.models.Pooling`); those of newer releases end alike.
  const other = modules.find(({ type }) => !/(^|\.)(Transformer|Pooling|Normalize)$/.test(type));
  if (other) throw unsupported(folder, `has a step that is not offered here: ${other.type}`);
  const pooling = await readIfThere(join(folder, layout.pooling), poolingSchema);
  if (!pooling || pooling.pooling_mode_mean_tokens) return 'mean';
  if (pooling.pooling_mode_cls_token) return 'first-token';
  throw unsupported(folder, 'pools its tokens in a way that is not offered here');
}

/** The graph, and what lies beside it that is no graph: the weights of one too large for a single file. */
async function graphFiles(folder: string): Promise<{ graph: ModelFile; weights: ModelFile[] }> {
  for (const name of layout.graphs) {
    const path = join(folder, name);
    if (!(await exists(path))) continue;
    const beside = await listFolder(dirname(path));
    const weights = beside.filter((file) => /_data(_\d+)?$|\.(bin|data|weights)$/.test(file));
    return { graph: { path }, weights: weights.map((file) => ({ path: join(dirname(path), file) })) };
  }
  throw new MixevalError('not-found', `There is no ${layout.graphs.join(' or ')} in ${folder}.`, {
    next: 'Name a folder with a sentence-transformers model exported to ONNX (`optimum-cli export onnx`).',
    details: { folder },
  });
}

/**
 * The model in a folder that holds a sentence-transformers ONNX export: the layout of the Hugging Face hub,
 * `tokenizer.json`, `tokenizer_config.json` and `onnx/model.onnx` at least.
 *
 * @throws MixevalError `not-found` without a graph, `unsupported` for steps that are not done here
 */
export async function exportFolder(folder: string): Promise<EncoderModel> {
  const { graph, weights } = await graphFiles(folder);
  const tokenizerConfig = join(folder, layout.tokenizerConfig);
  const trained = await readIfThere(join(folder, layout.length), lengthSchema);
  const configured = await readIfThere(tokenizerConfig, tokenizerConfigSchema);
  return {
    name: basename(resolve(folder)),
    graph,
    weights,
    tokenizer: { path: join(folder, layout.tokenizer) },
    tokenizerConfig: { path: tokenizerConfig },
    maxTokens: Math.min(mostTokens, trained?.max_seq_length ?? configured?.model_max_length ?? mostTokens),
    pooling: await poolingOf(folder),
    rowsPerBatch: 16,
    sessionConfig: {},
    similarityFloor: 0.4,
  };
}
