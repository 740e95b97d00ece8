import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEncoder } from './index.js';
import { type LoopbackHub, startHub } from './testing/loopback-hub.js';
import { tinyModelFiles, tinyRow } from './testing/tiny-model.js';

const name = 'someone/tiny-model';
let modelsFolder: string;
let hub: LoopbackHub | undefined;

beforeEach(async () => {
  modelsFolder = await mkdtemp(join(tmpdir(), 'mixeval-models-'));
});
afterEach(async () => {
  await hub?.close();
  hub = undefined;
  await rm(modelsFolder, { recursive: true });
});

function unit(vector: readonly number[]): unknown[] {
  const norm = Math.hypot(...vector);
  return vector.map((value) => expect.closeTo(value / norm, 6));
}

async function encodeOne(text: string, hubUrl: string): Promise<number[]> {
  const encoder = await openEncoder(name, { modelsFolder, hubUrl, threads: 1 });
  try {
    return [...(await encoder.encode([text]))];
  } finally {
    await encoder.close();
  }
}

describe('a model of the hub', () => {
  it('is downloaded once, and its tokens are averaged', async () => {
    hub = await startHub({ [name]: tinyModelFiles });
    const tokens = ['[CLS]', 'the', 'moon', '##s', '[SEP]'].map(tinyRow);
    const sum = [...tinyRow('the').keys()].map((d) =>
      tokens.reduce((total, row) => total + (row[d] ?? 0), 0),
    );
    expect(await encodeOne('The moons', hub.url)).toEqual(unit(sum));
    const asked = hub.requests.length;
    expect(asked).toBeGreaterThan(0);
    await encodeOne('the sun', hub.url);
    expect(hub.requests).toHaveLength(asked);
    await hub.close();
    await encodeOne('the sun', hub.url);
  });

  it('is pooled and cut as its own files say', async () => {
    const files = {
      ...tinyModelFiles,
      'modules.json': JSON.stringify([
        { type: 'sentence_transformers.models.Transformer' },
        { type: 'sentence_transformers.models.Pooling' },
        { type: 'sentence_transformers.models.Normalize' },
      ]),
      '1_Pooling/config.json': JSON.stringify({
        pooling_mode_cls_token: true,
        pooling_mode_mean_tokens: false,
      }),
      'sentence_bert_config.json': JSON.stringify({ max_seq_length: 5, do_lower_case: false }),
    };
    hub = await startHub({ [name]: files });
    expect(await encodeOne('who is the moon', hub.url)).toEqual(unit([...tinyRow('[CLS]')]));

    hub = await startHub({
      [name]: { ...files, '1_Pooling/config.json': '{"pooling_mode_mean_tokens":true}' },
    });
    await rm(join(modelsFolder, encodeURIComponent(name)), { recursive: true });
    const cut = await encodeOne('who is the sun', hub.url);
    expect(await encodeOne('who is the moon', hub.url)).toEqual(cut);
    expect(await encodeOne('who is who', hub.url)).not.toEqual(cut);
  });

  it('tells how far the download is', async () => {
    hub = await startHub({ [name]: tinyModelFiles });
    const events: string[] = [];
    const encoder = await openEncoder(name, {
      modelsFolder,
      hubUrl: hub.url,
      threads: 1,
      onProgress: ({ stage, done, total, note }) => {
        if (stage === 'download' && done === total) events.push(note ?? '');
      },
    });
    await encoder.close();
    expect(events).toContain(`${name}/onnx/model.onnx`);
  });

  it.each([
    { fault: undefined, files: {}, code: 'not-found', what: 'there is no such model' },
    { fault: 401, files: tinyModelFiles, code: 'not-found', what: 'the model is closed' },
    { fault: 503, files: tinyModelFiles, code: 'unreachable', what: 'the hub is down' },
    {
      fault: undefined,
      files: { ...tinyModelFiles, 'onnx/model.onnx': 'no graph' },
      code: 'unsupported',
      what: 'the graph is none',
    },
  ])('leaves nothing behind where $what', async ({ fault, files, code }) => {
    hub = await startHub({ [name]: files }, fault);
    await expect(encodeOne('moon', hub.url)).rejects.toMatchObject({ code, details: { model: name } });
    expect(await readdir(modelsFolder)).toEqual([]);
  });

  it('leaves nothing behind where nobody answers', async () => {
    const gone = await startHub({});
    await gone.close();
    await expect(encodeOne('moon', gone.url)).rejects.toMatchObject({ code: 'unreachable' });
    expect(await readdir(modelsFolder)).toEqual([]);
  });

  it('leaves nothing behind where it was interrupted', async () => {
    const started = await startHub({ [name]: tinyModelFiles });
    hub = started;
    const stop = new AbortController();
    const opening = openEncoder(name, {
      modelsFolder,
      hubUrl: started.url,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(opening).rejects.toMatchObject({ code: 'interrupted' });
    expect(await readdir(modelsFolder)).toEqual([]);
  });
});
