import { pathToFileURL } from 'node:url';
import { writeFileAtomic } from '../src/core/files.js';
import { seededRandom } from '../src/core/random.js';

/**
 * Writes a GGUF file of a llama of two small layers with random weights: it knows nothing and answers with noise, and is all
 * that is needed to see `gguf:PATH` at work. Format: GGUF version 3, as the ggml project specifies it (docs/gguf.md there).
 */
const width = 64;
const layers = 2;
const heads = 4;
const feedForward = 128;
const contextLength = 4096;
/** Values of GGUF's metadata by type. */
const type = { uint32: 4, int32: 5, float32: 6, string: 8, array: 9 } as const;
const alignment = 32;

/** Control tokens, and one token for each byte: every text can be written with them. */
const tokens = [
  ...['<unk>', '<s>', '</s>'].map((text, index) => ({ text, kind: index === 0 ? 2 : 3 })),
  ...Array.from({ length: 256 }, (_, byte) => ({
    text: `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`,
    kind: 6,
  })),
];

interface Tensor {
  readonly name: string;
  /** Innermost first. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The bytes of the file; the same for the same seed. */
export function tinyGguf(seed: number): Buffer {
  const tensors = tensorsOf(seed);
  const metadata: Buffer[] = [
    entry('general.architecture', type.string, text('llama')),
    entry('general.name', type.string, text('tiny')),
    entry('llama.context_length', type.uint32, uint32(contextLength)),
    entry('llama.embedding_length', type.uint32, uint32(width)),
    entry('llama.block_count', type.uint32, uint32(layers)),
    entry('llama.feed_forward_length', type.uint32, uint32(feedForward)),
    entry('llama.rope.dimension_count', type.uint32, uint32(width / heads)),
    entry('llama.attention.head_count', type.uint32, uint32(heads)),
    entry('llama.attention.head_count_kv', type.uint32, uint32(heads)),
    entry('llama.attention.layer_norm_rms_epsilon', type.float32, float32(1e-5)),
    entry('llama.vocab_size', type.uint32, uint32(tokens.length)),
    entry('tokenizer.ggml.model', type.string, text('llama')),
    entry(
      'tokenizer.ggml.tokens',
      type.array,
      array(
        type.string,
        tokens.map(({ text: token }) => text(token)),
      ),
    ),
    entry(
      'tokenizer.ggml.scores',
      type.array,
      array(
        type.float32,
        tokens.map(() => float32(0)),
      ),
    ),
    entry(
      'tokenizer.ggml.token_type',
      type.array,
      array(
        type.int32,
        tokens.map(({ kind }) => uint32(kind)),
      ),
    ),
    entry('tokenizer.ggml.bos_token_id', type.uint32, uint32(1)),
    entry('tokenizer.ggml.eos_token_id', type.uint32, uint32(2)),
    entry('tokenizer.ggml.unknown_token_id', type.uint32, uint32(0)),
  ];
  const infos: Buffer[] = [];
  const data: Buffer[] = [];
  let offset = 0;
  for (const { name, shape, data: values } of tensors) {
    const float32Type = 0;
    infos.push(
      Buffer.concat([
        text(name),
        uint32(shape.length),
        ...shape.map((size) => uint64(size)),
        uint32(float32Type),
        uint64(offset),
      ]),
    );
    const bytes = padded(Buffer.from(values.buffer, values.byteOffset, values.byteLength));
    data.push(bytes);
    offset += bytes.length;
  }
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    uint32(3),
    uint64(tensors.length),
    uint64(metadata.length),
  ]);
  return Buffer.concat([padded(Buffer.concat([head, ...metadata, ...infos])), ...data]);
}

function tensorsOf(seed: number): Tensor[] {
  const random = seededRandom(seed, 'weights');
  const tensor = (name: string, ...shape: number[]): Tensor => {
    const size = shape.reduce((product, length) => product * length, 1);
    const isNorm = shape.length === 1;
    const spread = 1 / Math.sqrt(width);
    const data = Float32Array.from({ length: size }, () => (isNorm ? 1 : spread * (2 * random() - 1)));
    return { name, shape, data };
  };
  return [
    tensor('token_embd.weight', width, tokens.length),
    ...Array.from({ length: layers }, (_, layer) => [
      tensor(`blk.${layer}.attn_norm.weight`, width),
      ...['attn_q', 'attn_k', 'attn_v', 'attn_output'].map((name) =>
        tensor(`blk.${layer}.${name}.weight`, width, width),
      ),
      tensor(`blk.${layer}.ffn_norm.weight`, width),
      tensor(`blk.${layer}.ffn_gate.weight`, width, feedForward),
      tensor(`blk.${layer}.ffn_up.weight`, width, feedForward),
      tensor(`blk.${layer}.ffn_down.weight`, feedForward, width),
    ]).flat(),
    tensor('output_norm.weight', width),
    tensor('output.weight', width, tokens.length),
  ];
}

function entry(key: string, kind: number, value: Buffer): Buffer {
  return Buffer.concat([text(key), uint32(kind), value]);
}

function array(kind: number, values: readonly Buffer[]): Buffer {
  return Buffer.concat([uint32(kind), uint64(values.length), ...values]);
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value);
  return Buffer.concat([uint64(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function padded(bytes: Buffer): Buffer {
  const over = bytes.length % alignment;
  return over === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(alignment - over)]);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const path = process.argv[2] ?? 'tiny.gguf';
  await writeFileAtomic(path, tinyGguf(1));
  process.stdout.write(`Wrote ${path}.\n`);
}
