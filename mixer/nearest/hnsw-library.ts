import { createRequire } from 'node:module';

/** What is used of hnswlib-node. Its own types are not there where it could not be compiled. */
export interface HnswGraph {
  initIndex(maxElements: number, m: number, efConstruction: number, randomSeed: number): void;
  addPoint(point: number[], label: number): void;
  setEf(ef: number): void;
  searchKnn(query: number[], k: number): { readonly neighbors: readonly number[] };
  getCurrentCount(): number;
  writeIndexSync(file: string): void;
  readIndexSync(file: string): void;
}

interface HnswLibrary {
  readonly HierarchicalNSW: new (space: 'ip', dimensions: number) => HnswGraph;
}

/** hnswlib-node, an optional dependency; undefined where it is not installed or was compiled for another machine. */
export function findHnswLibrary(): HnswLibrary | undefined {
  try {
    const library: HnswLibrary = createRequire(import.meta.url)('hnswlib-node');
    return library;
  } catch {
    return undefined;
  }
}
