import { parentPort, workerData } from 'node:worker_threads';
import { blockScanner } from './scan-block.js';
import type { ScanRequest, ScanSetup } from './scan-messages.js';
import { seedIndex } from './seeds.js';

// One thread that looks through blocks of text until its port is closed.

if (!parentPort) throw new Error('This file runs as a worker thread only.');
const port = parentPort;
const { questions, ngram }: ScanSetup = workerData;
const scan = blockScanner(questions, seedIndex(questions), ngram);
port.on('message', (request: ScanRequest) => port.postMessage(scan(request)));
