import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LoopbackServer, startLoopbackServer } from '../loopback/index.js';
import type { Model } from '../model.js';
import { openModel } from '../providers/index.js';
import { gradeRecordSchema } from '../records.js';
import { parsers } from './index.js';
import { choice, freeForm } from './item.fixture.js';
import type { ParserContext } from './parser.js';

const sum = freeForm('How much is 19 + 23?', ['42']);
const metal = choice('Which metal rusts?', ['copper', 'iron', 'tin'], 'B');

/** A judge that reads what stands between the marks, as a strict one would. */
function honestVerdict(prompt: string): string {
  const mark = /<<<response \w+>>>/.exec(prompt)?.[0] ?? '';
  const answer = prompt.split(mark)[1]?.trim() ?? '';
  if (prompt.includes('Options:')) return /^[A-C]$/.test(answer) ? `It says so.\n[[${answer}]]` : '[[none]]';
  return answer === '42' ? 'It is the same.\n[[1]]' : 'It is another one.\n[[0]]';
}

let server: LoopbackServer;
let judge: Model;

beforeAll(async () => {
  server = await startLoopbackServer({ answer: ({ text }) => honestVerdict(text) });
  judge = await openModel('judge', { baseUrl: server.baseUrl, environment: {} });
});

afterAll(async () => {
  await judge.close?.();
  await server.close();
});

describe.each(parsers.all().map((parser) => ({ name: parser.name, parser })))(
  'the parser $name',
  ({ parser }) => {
    const context = (): ParserContext => (parser.needsJudge ? { judges: [judge] } : {});

    test.each([
      ['a right number', sum, '42', 1],
      ['a wrong number', sum, '43', 0],
      ['the right option', metal, 'B', 1],
      ['a wrong option', metal, 'A', 0],
    ])('scores %s', async (_name, item, response, score) => {
      expect(await parser.parse({ item, response }, context())).toMatchObject({ score });
    });

    test('says who decided, in the shape of a grade', async () => {
      const verdict = await parser.parse({ item: metal, response: 'B' }, context());
      expect(verdict.by).not.toBe('');
      const grade = { item: metal.id, repeat: 0, key: '', ...verdict };
      expect(gradeRecordSchema.safeParse(grade).success).toBe(true);
    });

    test('says the same twice', async () => {
      for (const response of ['B', 'perhaps', 'A or B']) {
        const task = { item: metal, response };
        expect(await parser.parse(task, context())).toEqual(await parser.parse(task, context()));
      }
    });

    test.each([
      ['nothing', ' \n'],
      ['control characters', '\u0000\u0007\u001b[31m'],
      ['half a character', '\ud83d'],
      ['unclosed marks', '\\boxed{ $ ((( [[ ``` <think'],
      ['200,000 letters', 'a '.repeat(100_000)],
      ['200,000 brackets', '('.repeat(200_000)],
      ['200,000 digits', '1'.repeat(200_000)],
      ['many lines', 'A.\n'.repeat(20_000)],
    ])('has no score for a response of %s, and does not fail', async (_name, response) => {
      for (const item of [sum, metal]) {
        const verdict = await parser.parse({ item, response }, context());
        if (verdict.score === null) expect(verdict.reason).toBeDefined();
        expect(verdict.score).not.toBe(1);
      }
    });
  },
);

test('a parser that needs a judge says so when it has none', async () => {
  for (const parser of parsers.all().filter(({ needsJudge }) => needsJudge)) {
    await expect(parser.parse({ item: metal, response: 'perhaps' }, {})).rejects.toMatchObject({
      code: 'usage',
    });
  }
});
