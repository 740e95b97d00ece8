import { parentPort, workerData } from 'node:worker_threads';
import { blockScanner } from './scan-block.js';
import type { ScanRequest, ScanSetup } from './scan-messages.js';

// One thread that looks through blocks of text until its port is closed.

if (!parentPort) throw new Error('This file runs as a worker thread only.');
const port = parentPort;
const setup: ScanSetup = workerData;
const scan = blockScanner(setup);
port.on('message', (request: ScanRequest) => port.postMessage(scan(request), [request.bytes.buffer]));
