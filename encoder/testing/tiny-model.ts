import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { seededRandom } from '../../src/core/random.js';
import { lookupGraph } from './onnx-file.js';

const words = [
  '[PAD]',
  '[UNK]',
  '[CLS]',
  '[SEP]',
  'who',
  'what',
  'when',
  'is',
  'the',
  'moon',
  'sun',
  '##s',
  '?',
];

export const tinyDimensions = 8;

const random = seededRandom(1, 'tiny model');
const table = Float32Array.from({ length: words.length * tinyDimensions }, () => random() - 0.5);

/** The row that the tiny model gives a token. */
export function tinyRow(word: string): Float32Array {
  const row = words.indexOf(word);
  return table.subarray(row * tinyDimensions, (row + 1) * tinyDimensions);
}

const special = (content: string) => ({
  id: words.indexOf(content),
  content,
  special: true,
  single_word: false,
  lstrip: false,
  rstrip: false,
  normalized: false,
});

const tokenizer = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: ['[PAD]', '[UNK]', '[CLS]', '[SEP]'].map(special),
  normalizer: {
    type: 'BertNormalizer',
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  },
  pre_tokenizer: { type: 'BertPreTokenizer' },
  post_processor: {
    type: 'TemplateProcessing',
    single: [
      { SpecialToken: { id: '[CLS]', type_id: 0 } },
      { Sequence: { id: 'A', type_id: 0 } },
      { SpecialToken: { id: '[SEP]', type_id: 0 } },
    ],
    pair: [],
    special_tokens: {
      '[CLS]': { id: '[CLS]', ids: [2], tokens: ['[CLS]'] },
      '[SEP]': { id: '[SEP]', ids: [3], tokens: ['[SEP]'] },
    },
  },
  decoder: { type: 'WordPiece', prefix: '##', cleanup: true },
  model: {
    type: 'WordPiece',
    unk_token: '[UNK]',
    continuing_subword_prefix: '##',
    max_input_chars_per_word: 100,
    vocab: Object.fromEntries(words.map((word, id) => [word, id])),
  },
};

const tokenizerConfig = {
  tokenizer_class: 'BertTokenizer',
  model_max_length: 64,
  unk_token: '[UNK]',
  sep_token: '[SEP]',
  pad_token: '[PAD]',
  cls_token: '[CLS]',
};

/** A sentence-transformers export in the hub's layout, by path: a table look-up over thirteen words. */
export const tinyModelFiles: Readonly<Record<string, Buffer>> = {
  'config.json': Buffer.from(JSON.stringify({ model_type: 'bert', architectures: ['BertModel'] })),
  'tokenizer.json': Buffer.from(JSON.stringify(tokenizer)),
  'tokenizer_config.json': Buffer.from(JSON.stringify(tokenizerConfig)),
  'onnx/model.onnx': lookupGraph(table, tinyDimensions),
};

/** Writes the tiny model into a folder, some of its files replaced or added. */
export async function writeTinyModel(
  folder: string,
  files: Readonly<Record<string, string | Buffer>> = {},
): Promise<void> {
  for (const [name, content] of Object.entries({ ...tinyModelFiles, ...files })) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}
