import { join } from 'node:path';
import { packageRoot } from '../../src/core/package.js';
import type { EncoderModel, EncoderSource, ModelFile } from '../model.js';

const folder = join(packageRoot, 'models', 'all-MiniLM-L6-v2');

function file(name: string, sha256: string): ModelFile {
  return { path: join(folder, name), sha256 };
}

const shared: Omit<EncoderModel, 'name' | 'graph' | 'rowsPerBatch'> = {
  tokenizer: file('tokenizer.json', 'be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037'),
  tokenizerConfig: file(
    'tokenizer_config.json',
    'acb92769e8195aabd29b7b2137a9e6d6e25c476a4f15aa4355c233426c61576b',
  ),
  weights: [file('weights.bin', '63523b28cd20f8fc42083445b1d9681ed5e76d2c700d3ebb72c825fe1073836b')],
  maxTokens: 256,
  pooling: 'mean',
  // The int8 weights are dequantised once, when the session starts; without this at every run.
  sessionConfig: { disable_quant_qdq: '1' },
  similarityFloor: 0.4,
};

/** The bundled encoder in float32 compute: what releases are built with. */
export const allMiniLmExact: EncoderSource = {
  name: 'all-MiniLM-L6-v2/exact',
  locate: async () => ({
    ...shared,
    name: 'all-MiniLM-L6-v2/exact',
    graph: file('exact.onnx', '0deab524c31a4e6f3efa2c5ff618a7c84e9ba7313cd174ef3aa68f512e0974ca'),
    rowsPerBatch: 16,
  }),
};

/** The bundled encoder in int8 compute: faster and less faithful, for exploring. */
export const allMiniLmFast: EncoderSource = {
  name: 'all-MiniLM-L6-v2/fast',
  locate: async () => ({
    ...shared,
    name: 'all-MiniLM-L6-v2/fast',
    graph: file('fast.onnx', '208be18471109702bdd3e948d0d9ad7fd8ade6724381784f63dc140f49912c1a'),
    // Activations are quantised over the whole batch: a neighbour would change a text's numbers.
    rowsPerBatch: 1,
  }),
};
