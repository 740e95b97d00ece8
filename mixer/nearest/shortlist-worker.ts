import { parentPort, workerData } from 'node:worker_threads';
import { throughGate } from '../../src/core/native-gate.js';
import { openShortlister } from './shortlist.js';
import type { ShortlistReply, ShortlistRequest, ShortlistSetup } from './shortlist-messages.js';

// One thread of exact search, with its part of the rows. It answers one request after another.

if (!parentPort) throw new Error('This file runs as a worker thread only.');
const port = parentPort;
const { rows, dimensions, gate, stop }: ShortlistSetup = workerData;

function reply(message: ShortlistReply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

function leaveOffIfTold(): void {
  if (Atomics.load(stop, 0) === 1) throw new Error('Told to stop.');
}

const opened = throughGate(gate, () => openShortlister(rows, dimensions, leaveOffIfTold));

async function answer(request: ShortlistRequest): Promise<void> {
  const shortlister = await opened;
  if (request.kind === 'close') {
    await shortlister.close();
    port.close();
    return;
  }
  const lists = await throughGate(gate, () => shortlister.find(request.queries, request.k));
  reply({ kind: 'found', id: request.id, lists }, [lists.rows.buffer, lists.ends.buffer]);
}

let last: Promise<void> = Promise.resolve();
port.on('message', (request: ShortlistRequest) => {
  last = last
    .then(() => answer(request))
    .catch((error: unknown) => {
      if (request.kind === 'close') throw error;
      reply({ kind: 'failed', id: request.id, error });
    });
});
