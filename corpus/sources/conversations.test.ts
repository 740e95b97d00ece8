import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../testing/files.js';
import { parquetOf, readSource } from '../testing/read-source.js';

describe('conversations', () => {
  const openAi = {
    messages: [
      { role: 'system', content: 'be kind' },
      { role: 'user', content: 'how do tides work' },
      { role: 'assistant', content: 'the moon' },
      { role: 'user', content: [{ type: 'text', text: 'and the sun' }] },
    ],
  };
  const layouts: Readonly<Record<string, unknown>> = {
    'OpenAI messages': openAi,
    ShareGPT: {
      conversations: [
        { from: 'human', value: 'how do tides work' },
        { from: 'gpt', value: 'the moon' },
        { from: 'human', value: 'and the sun' },
      ],
    },
    'arena battles': { question_id: 'q1', model_a: 'm', conversation_a: openAi.messages, winner: 'tie' },
    'lists of turns': { question_id: 81, turns: ['how do tides work', 'and the sun'] },
    'an export that holds a list': { data: [openAi] },
  };

  it.each(Object.entries(layouts))('of %s give the first user turn, or all', async (_, record) => {
    const folder = await folderWith({ 'log.jsonl': `${JSON.stringify(record)}\n` });
    const first = await readSource(join(folder, 'log.jsonl'));
    expect(first.found.map(({ text }) => text)).toEqual(['how do tides work']);
    const all = await readSource(join(folder, 'log.jsonl'), { turns: 'all' });
    expect(all.found.map(({ text }) => text)).toEqual(['how do tides work', 'and the sun']);
  });

  const requests: Readonly<Record<string, (messages: unknown) => unknown>> = {
    'a body': (messages) => ({ model: 'm', messages }),
    'a log of bodies': (messages) => ({ id: 1, request: { body: { model: 'm', messages } } }),
    'a log of bodies as text': (messages) => ({ request_body: JSON.stringify({ messages }) }),
    'a trace': (messages) => ({ id: 't', input: messages, output: 'the moon' }),
  };

  it.each(Object.entries(requests))('that grow from request to request count once: %s', async (_, row) => {
    const later = [
      ...openAi.messages,
      { role: 'assistant', content: null, tool_calls: [] },
      { role: 'tool', content: 'high water at nine' },
    ];
    const lines = [openAi.messages.slice(0, 2), openAi.messages, later].map((messages) =>
      JSON.stringify(row(messages)),
    );
    const folder = await folderWith({ 'log.jsonl': lines.join('\n') });
    const said = async (turns: 'first' | 'all') => {
      const { found } = await readSource(join(folder, 'log.jsonl'), { turns });
      return found.map(({ text, repeated = false }) => ({ text, repeated }));
    };
    const [begun, again] = [false, true].map((repeated) => ({ text: 'how do tides work', repeated }));
    expect(await said('first')).toEqual([begun, again, again]);
    expect(await said('all')).toEqual([begun, { text: 'and the sun', repeated: false }]);
  });

  it('in a CSV cell are read as the JSON they are', async () => {
    const cell = JSON.stringify(openAi.messages).replaceAll('"', '""');
    const folder = await folderWith({ 'log.csv': `conversation,model\n"${cell}",m\n` });
    expect((await readSource(join(folder, 'log.csv'))).found.map(({ text }) => text)).toEqual([
      'how do tides work',
    ]);
  });

  it('in Parquet are read as the structures they are, with their dates', async () => {
    const folder = await folderWith({
      'log.parquet': await parquetOf(
        `SELECT [{'role': 'user', 'content': 'how do tides work'}, {'role': 'assistant', 'content': 'the moon'}] AS conversation, TIMESTAMP '2026-03-01 10:00:00' AS timestamp`,
      ),
    });
    const { found } = await readSource(join(folder, 'log.parquet'));
    expect(found).toMatchObject([{ text: 'how do tides work', date: '2026-03-01T10:00:00.000Z' }]);
  });

  it('with an image say that the text is not all', async () => {
    const content = [
      { type: 'text', text: 'what is this' },
      { type: 'image_url', image_url: { url: 'https://example.org/x.png' } },
    ];
    const folder = await folderWith({
      'log.jsonl': JSON.stringify({ messages: [{ role: 'user', content }] }),
    });
    expect((await readSource(join(folder, 'log.jsonl'))).found).toEqual([
      { text: 'what is this', attachment: true, line: 1 },
    ]);
  });
});

describe('--field', () => {
  it('takes a nested path, all elements of a list, and a column by name or number', async () => {
    const folder = await folderWith({
      'a.jsonl': '{"log":{"said":["one question","another question"]}}\n',
      'b.csv': 'id,what they asked\n1,one question\n2,another question\n',
      'c.tsv': 'a first text\tone question\na second text\tanother question\n',
    });
    const texts = async (file: string, field: string): Promise<string[]> =>
      (await readSource(join(folder, file), { field })).found.map(({ text }) => text);
    expect(await texts('a.jsonl', 'log.said[1]')).toEqual(['another question']);
    for (const [file, field] of [
      ['a.jsonl', 'log.said[]'],
      ['b.csv', 'What They Asked'],
      ['c.tsv', '2'],
    ] as const) {
      expect(await texts(file, field)).toEqual(['one question', 'another question']);
    }
  });

  it('that is not there shows the fields that are', async () => {
    const folder = await folderWith({
      'a.jsonl': '{"prompt":"x y","reply":"z"}\n',
      'b.csv': 'prompt,reply\nx y,z\n',
    });
    for (const file of ['a.jsonl', 'b.csv']) {
      await expect(readSource(join(folder, file), { field: 'said' })).rejects.toMatchObject({
        code: 'invalid-data',
        message: expect.stringMatching(/"said".*"prompt", "reply"/),
      });
    }
  });
});
