import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openRelease } from '../../versions/index.js';
import { put, withCopies } from '../testing/copied-release.js';
import { sumVersion, withSums } from '../testing/sum-release.js';
import { type GradeOptions, gradeResponses } from './grade.js';
import { freeForm, grade, writeJudged, writeResponses } from './graded-files.fixture.js';
import { rowIndex } from './match-rows.js';

describe('files that cannot be graded', () => {
  const cases: readonly [string, (folder: string) => Promise<string>, Partial<GradeOptions>, object][] = [
    [
      'an empty folder',
      (folder) => put(join(folder, 'notes.txt'), '').then(() => folder),
      {},
      { code: 'not-found' },
    ],
    ['no such file', async (folder) => join(folder, 'none.jsonl'), {}, { code: 'ENOENT' }],
    [
      'a gzip that is cut off',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl.gz'), gzipSync(freeForm).subarray(0, 60)),
      {},
      { code: 'corrupt' },
    ],
    [
      'another kind of file',
      (folder) => put(join(folder, 'prices.jsonl'), '{"price": 3}\n'),
      { model: 'm' },
      { code: 'invalid-data', message: expect.stringContaining('line 1') },
    ],
    [
      'responses to another release',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl'), freeForm.replace('a spider', 'a wasp')),
      {},
      { code: 'invalid-data', message: expect.stringContaining('another question') },
    ],
    [
      'ids of no item',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl'), '{"id": "77", "response": "x"}\n'),
      {},
      { code: 'invalid-data', message: expect.stringContaining('None of the 1') },
    ],
    [
      'a file that names no model',
      (folder) => put(join(folder, 'mine.jsonl'), freeForm),
      {},
      { code: 'usage', next: expect.stringContaining('--model') },
    ],
    [
      'no stored verdicts',
      (folder) => put(join(folder, 'apple_close_freeform.jsonl'), freeForm),
      { parser: 'stored' },
      { code: 'invalid-data', message: expect.stringContaining('no verdicts') },
    ],
    [
      'two judges',
      (folder) => writeJudged(folder),
      { parser: 'stored' },
      {
        code: 'usage',
        message: expect.stringContaining('2 judges'),
        next: expect.stringContaining('a_1, b'),
      },
    ],
    [
      'none of the judges named',
      (folder) => writeJudged(folder),
      { parser: 'stored', judgedBy: ['c'] },
      { code: 'usage', next: expect.stringContaining('a_1, b') },
    ],
    [
      'a parser without its judge',
      (folder) => writeResponses(folder),
      { parser: 'model' },
      { code: 'usage' },
    ],
    ['an unknown parser', (folder) => writeResponses(folder), { parser: 'rules' }, { code: 'usage' }],
  ];
  test.each(cases)('%s', async (_name, write, options, error) => {
    await withCopies(async (workspace, given) => {
      await expect(grade(workspace, await write(given), options)).rejects.toMatchObject(error);
      // Nothing is left of it.
      await expect(readdir(workspace.runs)).rejects.toMatchObject({ code: 'ENOENT' });
    });
  });
});

test('responses to the other benchmark of the release are told as such', async () => {
  await withSums({ items: 40, hard: 10 }, async (workspace) => {
    const { splits } = await openRelease(workspace, sumVersion);
    const normal = splits.mixeval?.['free-form'].items.at(-1);
    const hard = splits['mixeval-hard'];
    const file = join(workspace.root, 'answers.jsonl');
    await put(file, JSON.stringify({ id: normal?.id, response: '1' }));
    await expect(
      gradeResponses({
        workspace,
        version: sumVersion,
        paths: [file],
        model: 'm',
        benchmark: 'mixeval-hard',
      }),
    ).rejects.toMatchObject({ code: 'invalid-data', next: expect.stringContaining('Leave --hard out') });

    if (!hard) throw new Error('The release has a Hard benchmark.');
    const row = { id: '0', prompt: 'Another question?', response: '1', repeat: 0 };
    expect(() => rowIndex(hard, sumVersion, () => 'mixeval-hard').match(row, 'free-form')).toThrow(
      expect.objectContaining({ code: 'invalid-data', next: expect.stringContaining('Give --hard') }),
    );
  });
});
