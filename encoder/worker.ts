import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { answerInTurn } from '../src/core/answer-in-turn.js';
import { throughGate } from '../src/core/native-gate.js';
import { openGraph } from './graph.js';
import { TextTokenizer } from './text-tokens.js';
import type { ThreadData, ThreadReply, ThreadRequest } from './thread-messages.js';

// One thread of an encoder: opens its own tokenizer and its own graph, then answers requests until it is told to close.

if (!parentPort) throw new Error('This file runs as a worker thread only.');
const port = parentPort;
const { model, gate }: ThreadData = workerData;

async function readObject(path: string): Promise<object> {
  return z.looseObject({}).parse(JSON.parse(await readFile(path, 'utf8')));
}

function reply(message: ThreadReply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

async function open(): Promise<void> {
  const tokenizer = new TextTokenizer(
    {
      tokenizer: await readObject(model.tokenizer.path),
      config: await readObject(model.tokenizerConfig.path),
    },
    model.maxTokens,
  );
  const graph = await throughGate(gate, () => openGraph(model));

  const answer = async (request: ThreadRequest): Promise<void> => {
    if (request.kind === 'tokenise') {
      const tokens = tokenizer.tokens(request.texts);
      reply({ kind: 'tokens', id: request.id, tokens }, [tokens.ids.buffer, tokens.lengths.buffer]);
    } else if (request.kind === 'embed') {
      const vectors = await throughGate(gate, () => graph.run(request.batch));
      reply({ kind: 'vectors', id: request.id, vectors }, [vectors.buffer]);
    } else {
      await graph.release();
      port.close();
    }
  };

  answerInTurn(port, answer);
  const { ids } = tokenizer.tokens(['']);
  const { length } = await throughGate(gate, () => graph.run({ ids, tokens: ids.length }));
  reply({ kind: 'opened', id: 0, dimensions: length });
}

open().catch((error: unknown) => reply({ kind: 'failed', id: 0, error }));
