import { InferenceSession, Tensor } from '../src/core/onnx-runtime.js';
import type { EncoderModel } from './model.js';
import { type GraphOutput, unitVectors } from './sentence-vectors.js';
import type { TokenRows } from './thread-messages.js';

/** An ONNX graph that is open in this thread. A run blocks the thread. */
export interface Graph {
  /** @returns unit vectors, row-major [rows, dimensions] */
  run(batch: TokenRows): Promise<Float32Array<ArrayBuffer>>;
  release(): Promise<void>;
}

// The first that a graph has is read: a pooled output goes before one that we have to pool.
const outputNames = ['sentence_embedding', 'last_hidden_state', 'token_embeddings'];

/** int64 tensors are 64 bits wide in JavaScript too; ids are small, so only the low halves are written. */
function int64(values: Int32Array): BigInt64Array<ArrayBuffer> {
  const wide = new BigInt64Array(values.length);
  const halves = new Int32Array(wide.buffer);
  for (let at = 0; at < values.length; at += 1) halves[2 * at] = values[at] ?? 0;
  return wide;
}

// A batch has no padding: every token counts, and all belong to the first sentence.
const inputs: Readonly<Record<string, (ids: Int32Array) => BigInt64Array<ArrayBuffer>>> = {
  input_ids: int64,
  attention_mask: (ids) => new BigInt64Array(ids.length).fill(1n),
  token_type_ids: (ids) => new BigInt64Array(ids.length),
};

/**
 * Opens a model's graph on one core.
 *
 * @throws Error where ONNX Runtime cannot read it, or it has inputs or outputs other than a sentence encoder's
 */
export async function openGraph(model: EncoderModel): Promise<Graph> {
  const session = await InferenceSession.create(model.graph.path, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // Memory plans are kept for every shape seen, and every batch has its own.
    enableMemPattern: false,
    extra: { session: model.sessionConfig },
  });
  const makers = session.inputNames.map((name) => {
    const make = inputs[name];
    if (!make) throw new Error(`Its input "${name}" is not one of ${Object.keys(inputs).join(', ')}.`);
    return { name, make };
  });
  const output = outputNames.find((name) => session.outputNames.includes(name));
  if (output === undefined) {
    throw new Error(`It gives ${session.outputNames.join(', ')}, and none of ${outputNames.join(', ')}.`);
  }
  return {
    run: async ({ ids, tokens }) => {
      const dims = [ids.length / tokens, tokens];
      const feeds = Object.fromEntries(
        makers.map(({ name, make }) => [name, new Tensor('int64', make(ids), dims)]),
      );
      const result = await session.run(feeds, [output]);
      return unitVectors(floats(result[output]), model.pooling);
    },
    release: () => session.release(),
  };
}

function floats(tensor: InferenceSession.OnnxValueMapType[string] | undefined): GraphOutput {
  if (tensor?.data instanceof Float32Array) return { data: tensor.data, dims: tensor.dims };
  throw new Error('Its output is not of float32.');
}
