import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtFile } from '../src/core/package.js';
import { defaultEncoder, encoders, openEncoder } from './index.js';
import { modelChecksum } from './model-files.js';
import { writeTinyModel } from './testing/tiny-model.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixeval-open-'));
});
afterEach(() => rm(folder, { recursive: true }));

const open = (name: string) =>
  openEncoder(name, { threads: 1, modelsFolder: folder, hubUrl: 'http://127.0.0.1:9/' });

describe('openEncoder', () => {
  it('knows its default', () => {
    expect(encoders.has(defaultEncoder)).toBe(true);
  });

  it('names the encoders there are, and the one that was meant', async () => {
    await expect(open('all-MiniLM-L6-v2/exat')).rejects.toMatchObject({
      code: 'usage',
      next: expect.stringContaining('Did you mean "all-MiniLM-L6-v2/exact"?'),
    });
    await expect(open('word2vec')).rejects.toMatchObject({ details: { known: encoders.names } });
  });

  it('takes a bundled model without its precision for the exact one', async () => {
    const encoder = await open('all-MiniLM-L6-v2');
    expect(encoder.name).toBe('all-MiniLM-L6-v2/exact');
    await encoder.close();
  });

  it('refuses a number of threads that is none', async () => {
    await expect(openEncoder(defaultEncoder, { threads: 0 })).rejects.toMatchObject({ code: 'usage' });
    await expect(openEncoder(defaultEncoder, { threads: 1.5 })).rejects.toMatchObject({ code: 'usage' });
  });

  it('opens nothing once it is interrupted', async () => {
    const signal = AbortSignal.abort();
    await expect(openEncoder(defaultEncoder, { signal })).rejects.toMatchObject({ code: 'interrupted' });
  });

  it('names what a folder lacks', async () => {
    await expect(open(join(folder, 'none'))).rejects.toMatchObject({ code: 'not-found' });
    await writeTinyModel(folder);
    await rm(join(folder, 'tokenizer.json'));
    await expect(open(folder)).rejects.toMatchObject({
      code: 'not-found',
      details: { file: join(folder, 'tokenizer.json') },
    });
  });

  it.each([
    { file: 'onnx/model.onnx', content: 'no graph', code: 'unsupported' },
    { file: 'tokenizer.json', content: '{"model":{"type":"Unheard"}}', code: 'unsupported' },
    { file: 'tokenizer.json', content: '{"model":', code: 'unsupported' },
    { file: 'tokenizer_config.json', content: '{"model_max_length":', code: 'corrupt' },
    { file: '1_Pooling/config.json', content: '{"pooling_mode_lasttoken":true}', code: 'unsupported' },
    { file: 'modules.json', content: '[{"type":"sentence_transformers.models.Dense"}]', code: 'unsupported' },
    { file: 'modules.json', content: '{}', code: 'invalid-data' },
  ])('refuses a folder whose $file is $content', async ({ file, content, code }) => {
    await writeTinyModel(folder, { [file]: content });
    await expect(open(folder)).rejects.toMatchObject({ code });
  });

  it('has another checksum for other files and other settings', async () => {
    await writeTinyModel(join(folder, 'a'));
    await writeTinyModel(join(folder, 'b'), { 'sentence_bert_config.json': '{"max_seq_length":7}' });
    await writeTinyModel(join(folder, 'c'), { 'tokenizer_config.json': '{"model_max_length":64}' });
    const opened = await Promise.all(['a', 'b', 'c'].map((name) => open(join(folder, name))));
    expect(new Set(opened.map(({ checksum }) => checksum)).size).toBe(3);
    expect(opened.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    await Promise.all(opened.map((encoder) => encoder.close()));
  });
});

describe('modelChecksum', () => {
  it('finds a changed byte in a file whose checksum is known', async () => {
    const search = { modelsFolder: folder, hubUrl: 'http://127.0.0.1/' };
    const model = await encoders.get(defaultEncoder).locate(search);
    const path = join(folder, 'weights.bin');
    await writeFile(path, 'other bytes');
    const weights = model.weights.map((file) => ({ ...file, path }));
    await expect(modelChecksum({ ...model, weights })).rejects.toMatchObject({
      code: 'corrupt',
      details: { file: path },
    });
  });
});

describe('a process with an encoder', () => {
  const run = (script: string) =>
    promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      `const { openEncoder } = await import('${pathToFileURL(builtFile('encoder/index'))}');
       const texts = Array.from({ length: 2000 }, (_, at) => 'how far away is number ' + at);
       ${script}`,
    ]);

  it('ends by itself when all is done, closed or not', async () => {
    const { stdout } = await run(`
      const encoder = await openEncoder();
      const vectors = await encoder.encode(texts.slice(0, 20));
      console.log(vectors.length);`);
    expect(stdout.trim()).toBe(String(20 * 384));
  });

  it('ends by itself after an interruption', async () => {
    const { stdout } = await run(`
      const encoder = await openEncoder();
      const stop = new AbortController();
      await encoder.encode(texts, { signal: stop.signal, onProgress: () => stop.abort() })
        .catch((error) => console.log(error.code));`);
    expect(stdout.trim()).toBe('interrupted');
  });

  it.each([
    { when: 'while it opens', script: 'void openEncoder(); setTimeout(() => process.exit(3), 60);' },
    {
      when: 'while it encodes',
      script:
        'const encoder = await openEncoder(); encoder.encode(texts, { onProgress: () => process.exit(3) });',
    },
  ])('can be ended $when', async ({ script }) => {
    await expect(run(script)).rejects.toMatchObject({ code: 3 });
  });
});
