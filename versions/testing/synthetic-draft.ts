import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MixReport, ReleaseDraft } from '../../mixer/index.js';
import { sha256 } from '../../src/core/hash.js';
import { randomInteger, seededRandom } from '../../src/core/random.js';
import { type Format, type Item, itemId } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import { type Workspace, workspaceAt } from '../../src/core/workspace.js';
import type { Splits } from '../splits.js';
import { canaryOf, type ReleaseFacts } from '../write.js';

/** Runs a test in a workspace of its own, removed afterwards. */
export async function inWorkspace<T>(work: (workspace: Workspace) => Promise<T>): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-versions-'));
  try {
    return await work(workspaceAt(root));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Facts of a build that never was, equal for equal versions. */
export function syntheticFacts(version: string, ordinal = 0): ReleaseFacts {
  return {
    version,
    date: '2025-01-01',
    overlap: {},
    seed: 1,
    ordinal,
    parameters: {
      size: 20,
      hardSize: 10,
      batch: null,
      index: 'exact',
      similarityFloor: 0.4,
      hardMethod: 'discrimination',
      lambda: 1,
      maxAge: null,
      publishQueries: 'none',
      private: 0,
      pools: null,
      queries: null,
      licences: null,
    },
    encoder: { name: 'test/exact', checksum: 'c0ffee' },
    pool: {
      hash: sha256('pool'),
      items: 100,
      merged: 3,
      contradicted: 1,
      excluded: 0,
      fixed: 0,
      byBenchmark: { Rivers: 60, Sums: 40 },
    },
    retired: { byAge: 0, byList: 0, listHash: null },
    batch: {
      hash: sha256('batch'),
      queries: 5000,
      distinct: 4000,
      corpusQueries: 6000,
      byKind: { jsonl: 1 },
      byCorpus: { searches: 0.75, chats: 0.25 },
    },
    results: { hash: sha256('results'), records: 300, subjects: 3, bySubject: { a: 100, b: 100, c: 100 } },
  };
}

/** A question that nobody has asked, with an id of its own. */
export function syntheticItem(format: Format, number: number): Item {
  const shared = {
    context: number % 3 === 0 ? `Passage ${number} on rivers — with “quotes”.` : null,
    prompt: `How long is river ${number}?`,
    benchmark_name: number % 2 === 0 ? 'Rivers' : 'Sums',
    benchmarks: [number % 2 === 0 ? 'Rivers' : 'Sums'],
    licence: number % 2 === 0 ? 'CC0-1.0' : 'MIT',
  };
  if (format === 'free-form') {
    const target = [`${number} km`, `${number} kilometres`];
    return { ...shared, id: itemId({ ...shared, target }), problem_type: format, target };
  }
  const options = [`${number} km`, `${number + 1} km`, `${number + 2} km`];
  const target: [number] = [number % 3];
  return { ...shared, id: itemId({ ...shared, options, target }), problem_type: format, options, target };
}

/** A draft whose numbers hold together as a drawn one's do. */
export function syntheticDraft(version: string, { size = 20, hardSize = 10, first = 0 } = {}): ReleaseDraft {
  const random = seededRandom(first, 'synthetic draft');
  const canary = canaryOf(version, syntheticFacts(version).pool.hash);
  const split = (format: Format, count: number, hard: boolean): Split => {
    const batchMatched = 2000;
    const items = Array.from({ length: count }, (_, place): ReleaseItem => {
      const pi = 0.2 + 0.8 * random();
      return {
        ...syntheticItem(format, first + place),
        weight: batchMatched / (2 * count) / pi,
        pi,
        tilt: hard ? 0.5 + random() : 1,
        difficulty: hard ? random() : null,
        similarity: 0.4 + 0.6 * random(),
        cluster: randomInteger(random, 5),
        canary,
      };
    });
    return { design: 'pareto', batchMatched, auxiliaryTotals: { d: 0.5, d2: 0.3, d3: 0.2 }, items };
  };
  const both = (count: number, hard: boolean): Record<Format, Split> => ({
    'free-form': split('free-form', count, hard),
    'multiple-choice': split('multiple-choice', count, hard),
  });
  const splits: Splits = {
    mixeval: both(size, false),
    ...(hardSize > 0 ? { 'mixeval-hard': both(hardSize, true) } : {}),
  };
  return { splits, report: syntheticReport(hardSize > 0) };
}

function syntheticReport(hard: boolean): MixReport {
  return {
    batchQueries: 5000,
    matchedShare: 0.8,
    unrepresented: { share: 0.2, clusters: [] },
    precision: { standardError: 0.02, batchFloor: 0.005, wanted: null },
    similarityQuantiles: { '0': 0.1, '0.5': 0.55, '1': 0.97 },
    indexRecall: { recallAt1: 1, sample: 100 },
    indexKind: 'exact',
    clusters: 5,
    effectivePoolSize: 42.5,
    traffic: { 'free-form': { Rivers: 0.7, Sums: 0.3 }, 'multiple-choice': { Rivers: 0.6, Sums: 0.4 } },
    topicDistance: { 'free-form': 0.01, 'multiple-choice': 0.02 },
    hard: hard
      ? {
          built: true,
          method: 'discrimination',
          lambda: 1,
          lambdaBy: 'given',
          lambdaSeparated: null,
          subjects: 3,
          observedItems: 60,
          predictedItems: 40,
          constantDiscrimination: false,
          predictionCorrelation: 0.5,
          topicDistance: { 'free-form': 0.01, 'multiple-choice': 0.01 },
        }
      : { built: false, reason: 'no-results' },
    suspects: hard ? [{ item: '0'.repeat(32), discrimination: -0.2, difficulty: 0.9, answers: [] }] : [],
    seconds: { match: 1.5 },
  };
}
