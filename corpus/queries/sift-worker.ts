import { parentPort, workerData } from 'node:worker_threads';
import { openSifter, type SiftOptions } from './sift.js';
import type { SiftReply, SiftRequest } from './sift-messages.js';
import { buffersOf } from './signed-lines.js';

// One thread that sifts texts until it is ended.

if (!parentPort) throw new Error('This file runs as a worker thread only.');
const port = parentPort;
const options: SiftOptions = workerData;
const opened = openSifter(options);
const sayReady = (): void => port.postMessage({ kind: 'ready' } satisfies SiftReply);
// Filters that cannot be had are told of where the first piece is asked for.
opened.then(sayReady, sayReady);

async function answer(request: SiftRequest): Promise<void> {
  const sifter = await opened;
  if (request.kind === 'sift') {
    const sifted = await sifter.sift(request.batch, request.origin);
    const reply: SiftReply = { kind: 'sifted', id: request.id, sifted };
    port.postMessage(reply, [sifted.bytes.buffer, ...buffersOf(sifted.lines)]);
  } else {
    const checked = await sifter.check(request.bytes);
    const reply: SiftReply = { kind: 'checked', id: request.id, checked };
    port.postMessage(reply, checked.lines ? buffersOf(checked.lines) : []);
  }
}

port.on('message', (request: SiftRequest) => {
  answer(request).catch((error: unknown) => {
    const reply: SiftReply = { kind: 'failed', id: request.id, error };
    port.postMessage(reply);
  });
});
