import { parentPort, workerData } from 'node:worker_threads';
import { findHnswLibrary, type HnswGraph } from './hnsw-library.js';
import type { ShardReply, ShardRequest, ShardSetup } from './hnsw-messages.js';

// One thread with one shard of the graph. Each request blocks it until it is answered.

if (!parentPort) throw new Error('This file runs as a worker thread only.');
const port = parentPort;
const { dimensions, settings, stop }: ShardSetup = workerData;
const rowsPerReport = 500;
let graph = newGraph();

function newGraph(): HnswGraph {
  const library = findHnswLibrary();
  if (!library) throw new Error('hnswlib-node is not installed.');
  return new library.HierarchicalNSW('ip', dimensions);
}

/** Called for every row: a thread that is ended from outside, within hnswlib, takes the whole process with it. */
function leaveOffIfTold(): void {
  if (Atomics.load(stop, 0) === 1) throw new Error('Told to stop.');
}

function reply(message: ShardReply, transfer: ArrayBuffer[] = []): void {
  port.postMessage(message, transfer);
}

/** hnswlib-node takes arrays of numbers only. */
function rowOf(vectors: Float32Array, row: number): number[] {
  return Array.from(vectors.subarray(row * dimensions, (row + 1) * dimensions));
}

function load(file: string, rows: number): void {
  graph = newGraph();
  graph.readIndexSync(file);
  if (graph.getCurrentCount() !== rows) throw new Error(`${file} does not hold ${rows} rows.`);
  graph.setEf(settings.efSearch);
}

function build(vectors: Float32Array, saveTo: string | undefined): void {
  const rows = vectors.length / dimensions;
  graph = newGraph();
  graph.initIndex(rows, settings.m, settings.efConstruction, settings.seed);
  for (let row = 0; row < rows; row += 1) {
    leaveOffIfTold();
    graph.addPoint(rowOf(vectors, row), row);
    if (row % rowsPerReport === 0) reply({ kind: 'building', done: row });
  }
  graph.setEf(settings.efSearch);
  if (saveTo === undefined) return;
  graph.writeIndexSync(saveTo);
  // hnswlib does not say when a write fails (a full disk, say); reading it back does.
  load(saveTo, rows);
}

function search(queries: Float32Array, k: number): Int32Array<ArrayBuffer> {
  const count = queries.length / dimensions;
  const within = Math.min(k, graph.getCurrentCount());
  const rows = new Int32Array(count * k).fill(-1);
  for (let query = 0; query < count; query += 1) {
    leaveOffIfTold();
    rows.set(graph.searchKnn(rowOf(queries, query), within).neighbors, query * k);
  }
  return rows;
}

port.on('message', (request: ShardRequest) => {
  if (request.kind === 'close') {
    port.close();
    return;
  }
  try {
    if (request.kind === 'search') {
      const rows = search(request.queries, request.k);
      reply({ kind: 'found', rows }, [rows.buffer]);
      return;
    }
    if (request.kind === 'build') build(request.vectors, request.saveTo);
    else load(request.file, request.rows);
    reply({ kind: 'ready' });
  } catch (error) {
    reply({ kind: 'failed', error });
  }
});
