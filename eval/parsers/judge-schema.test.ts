import { describe, expect, test } from 'vitest';
import type { LoopbackRequest } from '../loopback/index.js';
import { choice, freeForm } from './item.fixture.js';
import { withJudge } from './judge.fixture.js';
import { modelParser } from './model.js';

const item = freeForm('What stands on the shelf?', ['a blue jar', 'a jar']);
const options = choice('What stands on the shelf?', ['a jar', 'a book', 'a cup', 'a hat'], 'A');
const hasSchema = ({ body }: LoopbackRequest): boolean => 'response_format' in body;

describe('a server that holds replies to a schema', () => {
  test.each([
    ['{"reason": "It is the same.", "verdict": 0.7}', 0.7],
    ['```json\n{"verdict": 1}\n```', 1],
    ['{"reason": "It says {\\"verdict\\": 1} and [[1]].", "verdict": 0}', 0],
  ])('%s', async (reply, score) => {
    await withJudge({ replies: [reply] }, async (judge, asked) => {
      expect(await modelParser.parse({ item, response: 'a vase' }, { judges: [judge] })).toMatchObject({
        score,
      });
      expect(asked).toHaveLength(1);
      expect(asked[0]?.body['response_format']).toMatchObject({
        type: 'json_schema',
        json_schema: { strict: true, schema: { required: ['reason', 'verdict'] } },
      });
      expect(judge.schemas?.state).toBe('held');
    });
  });

  test('knows the letters of the options and none', async () => {
    await withJudge({ replies: ['{"reason": "", "verdict": "none"}'] }, async (judge, asked) => {
      expect(await modelParser.parse({ item: options, response: 'hm' }, { judges: [judge] })).toMatchObject({
        score: null,
        reason: 'unparsed',
      });
      expect(asked[0]?.body['response_format']).toMatchObject({
        json_schema: { schema: { properties: { verdict: { enum: ['A', 'B', 'C', 'D', 'none'] } } } },
      });
    });
  });

  test.each([
    'He wrote {"verdict": 1}.',
    '{"verdict": 1} {"verdict": 1}',
    '{"verdict": 2}',
    '{"verdict": "yes"}',
    '{"score": 1}',
    '{"verdict": 1',
    '[1]',
  ])('%s is no verdict', async (reply) => {
    await withJudge({ replies: [reply] }, async (judge) => {
      expect(await modelParser.parse({ item, response: 'a vase' }, { judges: [judge] })).toMatchObject({
        reason: 'judge-unreadable',
      });
    });
  });
});

describe('a server that does not', () => {
  test('is asked once more without, and from then on for brackets', async () => {
    let refused = 0;
    const fault = (request: LoopbackRequest) => {
      if (!hasSchema(request)) return undefined;
      refused += 1;
      return { kind: 'status', status: 400 } as const;
    };
    await withJudge({ fault, replies: ['[[1]]'] }, async (judge, asked) => {
      for (let round = 0; round < 3; round += 1) {
        expect(await modelParser.parse({ item, response: 'a vase' }, { judges: [judge] })).toMatchObject({
          score: 1,
        });
      }
      expect(refused).toBe(1);
      expect(judge.schemas?.state).toBe('refused');
      expect(asked.at(-1)?.text).toContain('double square brackets');
    });
  });

  test('but ignores them may answer in brackets all the same', async () => {
    await withJudge({ replies: ['It agrees.\n[[0.4]]'] }, async (judge) => {
      expect(await modelParser.parse({ item, response: 'a vase' }, { judges: [judge] })).toMatchObject({
        score: 0.4,
      });
    });
  });

  test('for another reason fails as before', async () => {
    await withJudge({ fault: () => ({ kind: 'status', status: 400 }) }, async (judge) => {
      expect(await modelParser.parse({ item, response: 'a vase' }, { judges: [judge] })).toMatchObject({
        reason: 'judge-unavailable',
      });
      expect(judge.schemas?.state).toBe('untried');
    });
  });
});

test('options are shown in an order of their own, with the letters they have', async () => {
  const lines = (request: LoopbackRequest | undefined): string[] =>
    /Options:\n([\s\S]*?)\n\n/.exec(request?.text ?? '')?.[1]?.split('\n') ?? [];
  await withJudge({ replies: ['[[C]]'] }, async (judge, asked) => {
    const own = ['A. a jar', 'B. a book', 'C. a cup', 'D. a hat'];
    const orders = new Set<string>();
    for (let number = 0; number < 20; number += 1) {
      const asking = { item: { ...options, id: String(number) }, response: 'C' };
      expect(await modelParser.parse(asking, { judges: [judge], shuffleOptions: true })).toMatchObject({
        answer: 'C',
      });
      expect(lines(asked.at(-1)).toSorted()).toEqual(own);
      orders.add(lines(asked.at(-1)).join());
    }
    expect(orders.size).toBeGreaterThan(5);
    await modelParser.parse({ item: options, response: 'C' }, { judges: [judge] });
    expect(lines(asked.at(-1))).toEqual(own);
  });
});
