import { message, number, tensor, text } from '../../mixer/nearest/product-graph.js';
import { InferenceSession, Tensor } from '../../src/core/onnx-runtime.js';
import { cpuSeconds } from '../bench.js';

/** Sides of a product like those in the encoder: 512 tokens, and its layer of 384 by 1,536. */
const [tokens, width, inner] = [512, 384, 1536];
const rounds = 100;

/** An ONNX graph that is one product of matrices in float32. */
function productModel(): Uint8Array {
  const multiply = message(1, text(1, 'a'), text(1, 'b'), text(2, 'c'), text(4, 'MatMul'));
  const graph = message(
    7,
    multiply,
    text(2, 'product'),
    tensor(11, 'a', 'float32', [tokens, width]),
    tensor(11, 'b', 'float32', [width, inner]),
    tensor(12, 'c', 'float32', [tokens, inner]),
  );
  return Uint8Array.from([number(1, 8), message(8, text(1, ''), number(2, 13)), graph].flat());
}

/**
 * Billions of float32 operations that ONNX Runtime does here in a second of processor time: the roof of an encoder. Of
 * processor time, so that a neighbour is in neither figure.
 */
export async function gemmRoof(): Promise<number> {
  const session = await InferenceSession.create(productModel(), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const filled = (count: number): Float32Array =>
    Float32Array.from({ length: count }, (_, place) => (place % 7) / 7 - 0.4);
  const a = new Tensor('float32', filled(tokens * width), [tokens, width]);
  const b = new Tensor('float32', filled(width * inner), [width, inner]);
  const seconds = await cpuSeconds(5, async () => {
    for (let round = 0; round < rounds; round += 1) await session.run({ a, b });
  });
  await session.release();
  return (2 * tokens * width * inner * rounds) / seconds / 1e9;
}

/**
 * Operations of the encoder's products of matrices for one token: six layers of 384, inner 1,536 (attention itself left out).
 */
export const operationsPerToken = 6 * 2 * (4 * width * width + 2 * width * inner);
