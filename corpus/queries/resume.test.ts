import { rmSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFolder } from '../../src/core/files.js';
import type { Workspace } from '../../src/core/workspace.js';
import { emptyWorkspace, folderWith } from '../testing/files.js';
import { mineByRules as mine } from '../testing/mine-by-rules.js';
import type { MineOptions, MineReport } from './mine-options.js';
import { removeQueries } from './remove.js';

const question = (at: number): string => `how do I mend part ${(at * 7919) % 99_991} of the old garden gate`;
const records = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => `${JSON.stringify({ prompt: question(from + at) })}\n`).join(
    '',
  );

/** Enough inputs for threads to be started, and one that is read in several pieces. */
async function sources(): Promise<string> {
  const small = Array.from({ length: 10 }, (_, at) => [
    `${at}.txt`,
    `who mended gate ${at}\nprivacy policy\n`,
  ]);
  return folderWith({
    ...Object.fromEntries(small),
    'a.txt': 'how do tides work\nprivacy policy\n',
    'b.jsonl': records(0, 4_500),
    'c.txt.gz': gzipSync(`why is rust red\n${question(3)}\nhow do tides work\n`),
  });
}

/** Mines until progress was told of so many times, then is interrupted; gives the report where it was done before that. */
async function interruptedAt(moment: number, options: MineOptions): Promise<MineReport | undefined> {
  const abort = new AbortController();
  let events = 0;
  const onProgress = (): void => {
    events += 1;
    if (events === moment) abort.abort();
  };
  try {
    return await mine(options, { signal: abort.signal, onProgress });
  } catch (error) {
    expect(error).toMatchObject({ code: 'interrupted' });
    return undefined;
  }
}

const corpusOf = (workspace: Workspace): Promise<string> =>
  readFile(join(workspace.queries, 'log.jsonl'), 'utf8');

const facts = ({ read, kept, rejected, examples, asked, inputs }: MineReport) => ({
  ...{ read, kept, rejected, asked },
  examples: Object.fromEntries(Object.entries(examples).map(([reason, texts]) => [reason, [...texts]])),
  inputs,
});

describe('mining that was interrupted', () => {
  it('goes on where it stopped: the same corpus and the same counts as in one go', async () => {
    const folder = await sources();
    const whole = await emptyWorkspace();
    const unbroken = await mine({ workspace: whole, sources: [folder], name: 'log' });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 2, max: 20 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 2),
        async (moments, threads) => {
          const workspace = await emptyWorkspace();
          const options = { workspace, sources: [folder], name: 'log', threads };
          let report: MineReport | undefined;
          for (const moment of moments) report ??= await interruptedAt(moment, options);
          report ??= await mine(options);
          expect(facts(report)).toEqual(facts(unbroken));
          expect(await corpusOf(workspace)).toBe(await corpusOf(whole));
          expect((await readdir(workspace.queries)).sort()).toEqual(['log.jsonl', 'log.manifest.json']);
        },
      ),
      { numRuns: 5 },
    );
  });

  it('draws the same sample, and writes every rejected text once', async () => {
    const folder = await sources();
    const [whole, broken] = [await emptyWorkspace(), await emptyWorkspace()];
    const options = { sources: [folder], name: 'log', sample: 100 };
    const told = async (workspace: Workspace): Promise<readonly [string, string]> => {
      const file = join(workspace.root, 'rejected.jsonl');
      await mine({ ...options, workspace, rejectedFile: file });
      return [await corpusOf(workspace), await readFile(file, 'utf8')];
    };
    const inOneGo = await told(whole);
    const rejected = join(broken.root, 'rejected.jsonl');
    expect(await interruptedAt(4, { ...options, workspace: broken, rejectedFile: rejected })).toBeUndefined();
    expect(await told(broken)).toEqual(inOneGo);
  });

  it('changes no corpus whose list of rejected texts has no place, and then delivers both', async () => {
    const folder = await folderWith({ 'b.jsonl': records(0, 4_500), 'c.txt': 'privacy policy\n' });
    const workspace = await emptyWorkspace();
    const place = join(workspace.root, 'lists');
    const rejectedFile = join(place, 'rejected.jsonl');
    const options = { workspace, sources: [folder], name: 'log', rejectedFile };
    await mkdir(place);
    const onProgress = (): void => rmSync(place, { recursive: true, force: true });
    await expect(mine(options, { onProgress })).rejects.toMatchObject({
      code: 'disk',
      message: expect.stringContaining(rejectedFile),
    });
    expect(await listFolder(workspace.queries)).toEqual([]);
    await mkdir(rejectedFile, { recursive: true });
    await expect(mine(options)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining(rejectedFile),
    });
    await rmdir(rejectedFile);
    expect(await mine(options)).toMatchObject({ kept: 4_500 });
    expect(await readFile(rejectedFile, 'utf8')).toContain('privacy policy');
  });

  it('takes up no files of another session that was interrupted in its place', async () => {
    const folder = await folderWith({ 'b.jsonl': records(0, 4_500) });
    const workspace = await emptyWorkspace();
    const options = { workspace, sources: [folder], name: 'log' };
    expect(await interruptedAt(3, options)).toBeUndefined();
    expect(await interruptedAt(1, { ...options, minLength: 4 })).toBeUndefined();
    expect(await mine(options)).toMatchObject({ read: 4_500, kept: 4_500 });
    expect((await corpusOf(workspace)).trim().split('\n')).toHaveLength(4_500);
  });

  it('reads on where the input has grown in the meantime, and starts over with other options', async () => {
    const folder = await folderWith({ 'b.jsonl': records(0, 4_500) });
    const file = join(folder, 'b.jsonl');
    const workspace = await emptyWorkspace();
    const options = { workspace, sources: [file], name: 'log' };
    expect(await interruptedAt(3, options)).toBeUndefined();
    await appendFile(file, records(4_500, 4_510));
    const told: string[] = [];
    expect(await mine(options, { onWarning: (text) => told.push(text) })).toMatchObject({
      read: 4_510,
      kept: 4_510,
    });
    expect(told).toEqual([expect.stringMatching(/^Going on after [1-9][\d,]* texts/)]);

    const other = await emptyWorkspace();
    expect(await interruptedAt(3, { ...options, workspace: other })).toBeUndefined();
    const warnings: string[] = [];
    const report = await mine(
      { ...options, workspace: other, minLength: 4 },
      { onWarning: (text) => warnings.push(text) },
    );
    expect(report).toMatchObject({ read: 4_510, kept: 4_510 });
    expect(warnings).toEqual([]);
  });

  it.each([
    ['in a corpus too', question(5)],
    ['in the session alone', question(5_000)],
  ])('leaves no text behind that is then taken out for good, where it stands %s', async (_, other) => {
    const folder = await folderWith({ 'b.jsonl': records(0, 4_500) });
    const workspace = await emptyWorkspace();
    await writeFile(join(folder, 'a.txt'), `${other}\n`);
    await mine({ workspace, sources: [join(folder, 'a.txt')], name: 'other' });
    const options = { workspace, sources: [join(folder, 'b.jsonl')], name: 'log' };
    expect(await interruptedAt(3, options)).toBeUndefined();
    const { removed } = await removeQueries({ workspace, match: question(5) });
    expect(removed).toContainEqual(expect.objectContaining({ corpus: 'log', text: question(5) }));
    const names = await readdir(workspace.queries, { recursive: true, withFileTypes: true });
    for (const entry of names.filter((name) => name.isFile())) {
      expect(await readFile(join(entry.parentPath, entry.name), 'utf8')).not.toContain(question(5));
    }
    expect(await mine(options)).toMatchObject({ kept: 4_499, rejected: { removed: 1 } });
  });
});
