import { parentPort, workerData } from 'node:worker_threads';
import { answerInTurn } from '../../src/core/answer-in-turn.js';
import { throughGate } from '../../src/core/native-gate.js';
import { openShortlister } from './shortlist.js';
import type { ShortlistReply, ShortlistRequest, ShortlistSetup } from './shortlist-messages.js';

// One thread of exact search, with its part of the rows.

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

answerInTurn(port, answer);
