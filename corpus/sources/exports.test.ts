import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderWith } from '../testing/files.js';
import { readSource } from '../testing/read-source.js';

const date = '2026-03-01T10:00:00.000Z';
const messages = [
  { role: 'system', content: 'be kind' },
  { role: 'user', content: 'how do tides work' },
];
const answer = { choices: [{ message: { role: 'assistant', content: 'the moon' } }] };

/** Rows of logs and traces, laid out as the makers of the tools document them; each holds one query, `date` its time. */
const rows: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'Langfuse, a trace': {
    ...{ id: 't1', timestamp: date, name: 'chat', userId: 'u', sessionId: 's', tags: [] },
    ...{ input: { messages }, output: { role: 'assistant', content: 'the moon' } },
    observations: [{ id: 'o1', type: 'GENERATION', startTime: date, input: messages, output: 'the moon' }],
  },
  'Langfuse, a trace of a decorated function': {
    ...{ id: 't1', timestamp: date, name: 'answer', output: 'the moon' },
    input: { args: [], kwargs: { question: 'how do tides work' } },
  },
  'Langfuse, an observation in a bucket': {
    ...{
      id: 'o1',
      trace_id: 't1',
      type: 'GENERATION',
      start_time: '2026-03-01 10:00:00.000000',
      name: 'llm',
    },
    ...{
      parent_observation_id: null,
      provided_model_name: 'm',
      input: JSON.stringify(messages),
      output: '{}',
    },
  },
  'LiteLLM, a payload as its callbacks log it': {
    ...{
      id: 'c1',
      trace_id: 't1',
      call_type: 'acompletion',
      startTime: 1_772_359_200,
      endTime: 1_772_359_201,
    },
    ...{ model: 'm', messages, response: answer, metadata: { user_api_key_alias: 'a' }, request_tags: [] },
  },
  'LiteLLM, a row of its spend logs': {
    ...{
      request_id: 'r1',
      call_type: 'acompletion',
      startTime: '2026-03-01T10:00:00',
      model: 'm',
      spend: 0.1,
    },
    ...{ messages: {}, response: {}, proxy_server_request: JSON.stringify({ model: 'm', messages }) },
  },
  'Helicone, a request with its bodies': {
    ...{ response_id: 'x', response_created_at: '2026-03-01T10:00:05Z', response_status: 200 },
    ...{
      request_id: 'r',
      request_created_at: date,
      request_path: 'https://api.example.org/v1/chat/completions',
    },
    ...{ request_body: { model: 'm', messages }, response_body: answer, prompt_tokens: 9, model: 'm' },
  },
  'a request of the Responses API': { created_at: date, request: { body: { model: 'm', input: messages } } },
  'a request to Gemini': {
    timestamp: date,
    request: { contents: [{ role: 'user', parts: [{ text: 'how do tides work' }] }] },
  },
};

const expected = [{ text: 'how do tides work', date }];

describe('an export', () => {
  it.each(Object.entries(rows))('of %s is read as lines and as a document', async (_, row) => {
    const folder = await folderWith({
      'log.jsonl': `${JSON.stringify(row)}\n${JSON.stringify(row)}\n`,
      'log.json': JSON.stringify({ data: [row], meta: { page: 1 } }, null, 2),
    });
    expect(await readSource(join(folder, 'log.jsonl'))).toMatchObject({
      found: [...expected, ...expected],
      bad: [],
    });
    expect(await readSource(join(folder, 'log.json'))).toMatchObject({ found: expected, bad: [] });
  });

  it.each([
    [
      'Langfuse',
      'id,timestamp,name,input,output',
      ['t1', date, 'chat', JSON.stringify({ messages }), 'the moon'],
    ],
    [
      'Helicone',
      'response_id,request_created_at,request_body,model',
      ['x', date, JSON.stringify({ model: 'm', messages }), 'm'],
    ],
    ['plain cells', 'id,timestamp,input,output', ['t1', date, 'how do tides work', 'the moon']],
  ])('as a table of %s is read too', async (_, header, cells) => {
    const row = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
    const folder = await folderWith({ 'log.csv': `${header}\n${row}\n${row}\n` });
    expect((await readSource(join(folder, 'log.csv'))).found).toMatchObject([...expected, ...expected]);
  });

  it('gives what the user typed, not what the steps of a trace hand to each other', async () => {
    const root = { id: 'o1', trace_id: 't1', type: 'SPAN', input: 'how do tides work', start_time: date };
    const steps = [
      { ...root, id: 'o2', type: 'TOOL', parent_observation_id: 'o1', input: { query: 'tides moon cause' } },
      { ...root, id: 'o3', type: 'GENERATION', parentObservationId: 'o1', input: messages },
    ];
    const lines = [root, ...steps].map((row) => JSON.stringify(row)).join('\n');
    const folder = await folderWith({ 'observations.jsonl': lines });
    expect(await readSource(join(folder, 'observations.jsonl'))).toMatchObject({ found: expected, bad: [] });
  });
});
