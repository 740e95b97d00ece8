import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addPool, listPools, readPool } from '../corpus/index.js';
import type { MixevalError } from '../src/core/errors.js';
import { sha256 } from '../src/core/hash.js';
import { writeJsonLines } from '../src/core/json-lines.js';
import type { ProgressEvent } from '../src/core/progress.js';
import { seededRandom, shuffled } from '../src/core/random.js';
import type { ItemResult } from '../src/core/schemas/item-result.js';
import type { WildQuery } from '../src/core/schemas/wild-query.js';
import type { Workspace } from '../src/core/workspace.js';
import { buildRelease } from './build.js';
import type { BuildOptions } from './build-options.js';
import { itemsOf } from './splits.js';
import { openRelease } from './store.js';
import { inWorkspace } from './testing/synthetic-draft.js';
import { verifyRelease } from './verify.js';
import { withVersionLock } from './version-lock.js';

/** A workspace with a part of the starter pool and queries that ask for its items, some more often than others. */
async function withCorpus<T>(work: (workspace: Workspace) => Promise<T>): Promise<T> {
  return inWorkspace(async (workspace) => {
    await addPool({ workspace, name: 'starter', limit: 90 });
    const { items } = await readPool(workspace);
    await addQueries(
      workspace,
      'asked',
      items.map(({ prompt }, place) => ({ text: `${prompt.toLowerCase()} please`, count: 1 + (place % 7) })),
    );
    return work(workspace);
  });
}

async function addQueries(
  workspace: Workspace,
  name: string,
  queries: readonly Pick<WildQuery, 'text' | 'count'>[],
): Promise<void> {
  await writeJsonLines(
    join(workspace.queries, `${name}.jsonl`),
    queries.map(
      ({ text, count }): WildQuery => ({
        id: sha256(text).slice(0, 32),
        text,
        language: 'en',
        source: { kind: 'jsonl', location: 'log.jsonl' },
        date: null,
        count,
      }),
    ),
  );
}

/** Subjects of rising strength; the stronger, the more they get right. */
async function someResults(workspace: Workspace): Promise<ItemResult[]> {
  const { items } = await readPool(workspace);
  return [0.2, 0.4, 0.6, 0.8].flatMap((strength) =>
    items.map(({ id }) => ({
      subject: `strength ${strength}`,
      item: id,
      score: Number.parseInt(sha256(id).slice(0, 4), 16) / 0x10000 < strength ? 1 : 0,
    })),
  );
}

const small = { version: '2025-01-31', size: 20, hardSize: 10, index: 'exact' } as const;

function build(workspace: Workspace, options: Partial<BuildOptions> = {}) {
  return buildRelease({ workspace, results: [], ...small, ...options });
}

async function bytesOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(
    files.map(async (file) => [file.slice(folder.length), await readFile(file, 'utf8')]),
  );
  return Object.fromEntries(contents);
}

describe('buildRelease', () => {
  it('draws both benchmarks, and says in the manifest what from and how', () =>
    withCorpus(async (workspace) => {
      const report = await build(workspace, { results: await someResults(workspace) });
      const both = (count: number) => ({ 'free-form': count, 'multiple-choice': count });
      expect(report).toMatchObject({
        version: '2025-01-31',
        path: join(workspace.versions, '2025-01-31'),
        counts: { mixeval: both(20), 'mixeval-hard': both(10) },
        encodedTexts: 180,
        reusedTexts: 0,
        manifest: {
          origin: 'built',
          date: '2025-01-31',
          seed: 1,
          ordinal: 0,
          pool: { items: 90 },
          batch: { distinct: 90, byCorpus: { asked: 1 } },
          results: { subjects: 4, records: 360 },
          encoder: { name: 'all-MiniLM-L6-v2/exact' },
          parameters: { similarityFloor: 0.4 },
          hard: { built: true },
          overlap: {},
        },
      });
      for (const stage of ['read', 'encode', 'match', 'sample', 'write'])
        expect(report.seconds).toHaveProperty(stage);
      expect(await verifyRelease(workspace, '2025-01-31')).toMatchObject({ problems: [] });
      const written = await bytesOf(report.path);
      expect(JSON.stringify(written)).not.toContain(workspace.root);
      expect((await openRelease(workspace, '2025-01-31')).manifest).toEqual(report.manifest);
    }));

  it('gives the same bytes again, in another place and after an interruption, and encodes nothing twice', async () => {
    const unbroken = await withCorpus(async (workspace) => bytesOf((await build(workspace)).path));
    await withCorpus(async (workspace) => {
      const abort = new AbortController();
      const onProgress = ({ stage }: ProgressEvent) => {
        if (stage === 'match') abort.abort();
      };
      const options = { workspace, results: [], ...small };
      const broken = buildRelease(options, { signal: abort.signal, onProgress });
      await expect(broken).rejects.toMatchObject({ code: 'interrupted' });
      expect((await readdir(workspace.versions)).filter((name) => !name.startsWith('.'))).toEqual([]);
      const report = await buildRelease(options);
      expect(report).toMatchObject({ encodedTexts: 0, reusedTexts: 180 });
      expect(await bytesOf(report.path)).toEqual(unbroken);
    });
  });

  it('gives the same bytes in whatever order the lines of its corpus stand', async () => {
    const inOrder = await withCorpus(async (workspace) => bytesOf((await build(workspace)).path));
    await withCorpus(async (workspace) => {
      const random = seededRandom(1, 'lines');
      for (const folder of [workspace.queries, workspace.pools]) {
        for (const name of await readdir(folder)) {
          if (!name.endsWith('.jsonl')) continue;
          const file = join(folder, name);
          const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
          await writeFile(file, `${shuffled(lines, random).join('\n')}\n`);
        }
      }
      expect(await bytesOf((await build(workspace)).path)).toEqual(inOrder);
    });
  });

  it('a benchmark that joins later has its own items encoded and no others, and the others keep their ids', () =>
    withCorpus(async (workspace) => {
      await build(workspace);
      const { items: before } = await readPool(workspace);
      const file = join(workspace.root, 'ours.csv');
      const asked = ['How deep is the well', 'How wide is the gate', 'How old is the mill'];
      await writeFile(file, `question,answer\n${asked.map((text) => `${text}?,Very`).join('\n')}\n`);
      const map = { prompt: 'question', target: 'answer' };
      expect((await addPool({ workspace, name: 'ours', path: file, map })).kept).toBe(3);
      const { items: after } = await readPool(workspace);
      const ids = new Set(after.map(({ id }) => id));
      expect(before.filter(({ id }) => !ids.has(id))).toEqual([]);
      expect(await build(workspace, { version: '2025-02-28' })).toMatchObject({ encodedTexts: 3 });
    }));

  it('draws from one query, and from queries that all ask for one item, what they ask for', async () => {
    for (const queries of [1, 12]) {
      await inWorkspace(async (workspace) => {
        await addPool({ workspace, name: 'starter', limit: 90 });
        const { items } = await readPool(workspace);
        const wanted = items.find(({ problem_type }) => problem_type === 'free-form');
        const texts = Array.from({ length: queries }, (_, place) => `${wanted?.prompt}${' '.repeat(place)}`);
        await addQueries(
          workspace,
          'asked',
          texts.map((text) => ({ text, count: 2 })),
        );
        const attempt = build(workspace, { size: 1, hardSize: 0 });
        await expect(attempt).rejects.toMatchObject({ code: 'too-few' });
        await addQueries(workspace, 'choice', [
          {
            text: items.find(({ problem_type }) => problem_type === 'multiple-choice')?.prompt ?? '',
            count: 1,
          },
        ]);
        const { manifest } = await build(workspace, { size: 1, hardSize: 0 });
        expect(manifest.counts.mixeval).toEqual({ 'free-form': 1, 'multiple-choice': 1 });
        const { splits } = await openRelease(workspace, small.version);
        expect([...itemsOf(splits)]).toMatchObject([
          { id: wanted?.id, pi: 1, weight: 2 * queries },
          { pi: 1, weight: 1 },
        ]);
      });
    }
  });

  it('without results has no Hard benchmark; the next one encodes only what is new and says what it shares', () =>
    withCorpus(async (workspace) => {
      const warnings: string[] = [];
      const onWarning = (text: string) => warnings.push(text);
      const first = await buildRelease({ workspace, results: [], ...small }, { onWarning });
      expect(first.manifest.hard).toEqual({ built: false, reason: 'no-results' });
      expect(Object.keys(first.counts)).toEqual(['mixeval']);
      expect(warnings.join()).toContain('mixeval probe');
      await expect(build(workspace)).rejects.toMatchObject({ code: 'exists' });

      await addQueries(workspace, 'more', [{ text: 'why is the sea salty', count: 3 }]);
      const second = await build(workspace, { version: '2025-02-28' });
      expect(second).toMatchObject({ encodedTexts: 1, manifest: { ordinal: 1, batch: { distinct: 91 } } });
      const ids = async (version: string) => {
        const { splits } = await openRelease(workspace, version);
        return new Set(splits.mixeval?.['free-form'].items.map(({ id }) => id));
      };
      const [before, after] = [await ids(first.version), await ids(second.version)];
      const shared = [...after].filter((id) => before.has(id)).length / after.size;
      expect(second.manifest.overlap).toMatchObject({ '2025-01-31': { mixeval: { 'free-form': shared } } });
      expect(shared).toBeLessThan(1);
      expect(second.manifest.canary).not.toBe(first.manifest.canary);
    }));

  it('keeps old and listed items out, holds the queries that were to be published, and tells what it cannot say', () =>
    withCorpus(async (workspace) => {
      const warnings: string[] = [];
      const first = await buildRelease(
        { workspace, results: [], ...small, retire: ['no-such'] },
        { onWarning: (warning) => warnings.push(warning) },
      );
      expect(warnings).toContainEqual(expect.stringMatching(/^0 of 1 item of the list to retire/));
      const idsOf = async (version: string) =>
        [...itemsOf((await openRelease(workspace, version)).splits)].map(({ id }) => id);
      const drawn = await idsOf(first.version);
      expect(Object.keys(first.manifest.files)).not.toContain('queries.jsonl');

      await addQueries(workspace, 'far', [{ text: 'zzzz qqqq xxxx vvvv', count: 40 }]);
      const { items } = await readPool(workspace);
      const listed = items.map(({ id }) => id).filter((id) => !drawn.includes(id))[0] ?? '';
      const second = await build(workspace, {
        version: '2025-02-28',
        ...{ size: 10, hardSize: 0, maxAge: 1, retire: [listed], publishQueries: 'hashes' },
        precision: 0.001,
      });
      expect(second.manifest.retired).toMatchObject({ byAge: new Set(drawn).size, byList: 1 });
      const later = await idsOf(second.version);
      for (const id of [...drawn, listed]) expect(later).not.toContain(id);
      const queries = await readFile(join(second.path, 'queries.jsonl'), 'utf8');
      expect(queries.trim().split('\n')).toHaveLength(second.manifest.batch.distinct);
      expect(queries).not.toContain('please');
      expect((await verifyRelease(workspace, second.version)).ok).toBe(true);
      expect(second.unrepresented.clusters[0]?.queries).toEqual(['zzzz qqqq xxxx vvvv']);
      expect(second.precision.wanted).toMatchObject({ standardError: 0.001 });
      // What no item is near enough to is users' text: it is told of, and stands in no file of the release.
      expect(JSON.stringify(await bytesOf(second.path))).not.toContain('zzzz');
    }));

  it('says what is possible where there are too few items, and leaves nothing', () =>
    withCorpus(async (workspace) => {
      const attempt = build(workspace, { size: 500 }).catch((error: MixevalError) => error);
      expect(await attempt).toMatchObject({ code: 'too-few', next: expect.stringMatching(/--size \d+/) });
      expect((await readdir(workspace.versions)).filter((name) => !name.startsWith('.'))).toEqual([]);
    }));

  it('refuses a day that is none, a size that is none, and a corpus without pool or queries', () =>
    inWorkspace(async (workspace) => {
      await expect(build(workspace, { date: 'May' })).rejects.toMatchObject({ code: 'usage' });
      await expect(build(workspace, { size: 0 })).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('size'),
      });
      const next = (command: string) => ({ code: 'too-few', next: expect.stringContaining(command) });
      await expect(build(workspace)).rejects.toMatchObject(next('mixeval pool add'));
      await addPool({ workspace, name: 'starter', limit: 20 });
      await expect(build(workspace)).rejects.toMatchObject(next('mixeval mine'));
      const [pool] = await listPools(workspace);
      await expect(build(workspace, { licences: ['another'] })).rejects.toMatchObject(
        next(pool?.licence ?? 'missing'),
      );
    }));

  it('builds a version once at a time', () =>
    inWorkspace((workspace) =>
      withVersionLock(workspace, small.version, 'build', async () => {
        const second = build(workspace);
        await expect(second).rejects.toMatchObject({
          code: 'locked',
          message: expect.stringContaining(String(process.pid)),
        });
      }),
    ));
});
