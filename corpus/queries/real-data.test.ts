import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readJsonLines } from '../../src/core/json-lines.js';
import { packageRoot } from '../../src/core/package.js';
import { starterQuerySchema } from '../starter/starter-query.js';
import { collected, emptyWorkspace } from '../testing/files.js';
import { mineByRules as mine } from '../testing/mine-by-rules.js';
import type { MineReport } from './mine-options.js';

const rejectedSchema = z.object({ reason: z.string(), line: z.number() });

describe('the starter queries', () => {
  it('that are queries are all kept, and most junk is rejected', async () => {
    const workspace = await emptyWorkspace();
    const rejectedFile = join(workspace.root, 'rejected.jsonl');
    const file = join(packageRoot, 'corpus/starter/queries.jsonl');
    await mine({ workspace, sources: [file], rejectedFile });
    const rejected = new Map(
      (await collected(readJsonLines(rejectedFile, rejectedSchema))).map(({ line, reason }) => [
        line,
        reason,
      ]),
    );
    const queries = (await collected(readJsonLines(file, starterQuerySchema))).map((query, index) => ({
      ...query,
      reason: rejected.get(index + 1),
    }));
    expect(queries.filter(({ label, reason }) => label === 'keep' && reason !== undefined)).toEqual([]);
    // Near duplicates are merged elsewhere; the other labels are what these filters are for.
    const junk = queries.filter(({ label }) => !['keep', 'mask', 'duplicate-near'].includes(label));
    const share = junk.filter(({ reason }) => reason !== undefined).length / junk.length;
    expect(share).toBeGreaterThan(0.8);
  });
});

const folder = join(packageRoot, '../shared/data/queries');
const there = existsSync(folder);
if (!there) console.log('../shared/data is not here: mining real queries is not tested.');

describe.skipIf(!there)('real queries', () => {
  const mined = async (path: string): Promise<MineReport> =>
    mine({ workspace: await emptyWorkspace(), sources: [join(folder, path)], name: 'real' });

  it.each([
    ['search_queries_trec_msmarco/mq.20001-60000.txt', 'text', 40_000],
    ['search_queries_trec_msmarco/msmarco-doc.dev.txt', 'tsv', 5_193],
    ['search_queries_trec_msmarco/rag25.test.jsonl', 'jsonl', 105],
    ['search_queries_trec_msmarco/epidemic-qa.consumer.primary.json', 'json', 30],
    ['forum_questions_beir_bright/bright-aops.tsv.gz', 'tsv', 111],
    ['query_wellformedness/dev.tsv', 'tsv', 3_750],
    ['chatbot_arena_battles/labeled.jsonl', 'jsonl', 100],
    ['koala_prompts/koala_test_set.jsonl', 'jsonl', 180],
    ['alpaca_eval_prompts/example/outputs.json', 'json', 805],
    ['mt_bench_vicuna/mt_bench/question.jsonl', 'jsonl', 80],
    ['awesome_prompts/prompts.csv', 'csv', 1_529],
  ])('%s is read as %s, without a flag and in full', async (path, format, rows) => {
    const { inputs, read, badLines } = await mined(path);
    expect(inputs).toMatchObject([{ format, read: rows, warnings: expect.any(Array) }]);
    expect({ read, badLines }).toEqual({ read: rows, badLines: 0 });
  });

  it('in English are kept as such, also keyword searches', async () => {
    const { read, rejected } = await mined('search_queries_trec_msmarco/terabyte05.efficiency.txt');
    expect(read).toBe(50_000);
    expect((rejected['other-language'] ?? 0) / read).toBeLessThan(0.03);
  });

  it('in other languages are dropped', async () => {
    const { inputs, read, rejected } = await mined('multilingual_questions_miracl');
    expect(inputs).toHaveLength(12);
    expect((rejected['other-language'] ?? 0) / read).toBeGreaterThan(0.97);
  });
});
