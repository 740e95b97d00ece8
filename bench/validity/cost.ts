import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { promptFor, questionOf } from '../../eval/prompts/index.js';
import { prices } from '../../eval/run/prices.js';
import { packageRoot } from '../../src/core/package.js';
import type { Item } from '../../src/core/schemas/item.js';
import { data } from './corpus.js';

/** What one model costs on one set of questions. */
export interface SetCost {
  readonly name: string;
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
  /** At 32 questions at a time and 2 s an answer. */
  readonly minutes: number;
}

export const model = 'openai:gpt-3.5-turbo';
const secondsEach = 2;
const concurrency = 32;

type CountTokens = (text: string) => number;

/** Tokens by the tokenizer of the bundled encoder (BERT's wordpieces), which lies within a fifth of what services count. */
async function tokenCounter(): Promise<CountTokens> {
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const folder = join(packageRoot, 'models/all-MiniLM-L6-v2');
  const read = async (name: string): Promise<object> =>
    JSON.parse(await readFile(join(folder, name), 'utf8'));
  const tokenizer = new Tokenizer(await read('tokenizer.json'), await read('tokenizer_config.json'));
  return (text) => tokenizer.encode(text).ids.length;
}

/**
 * A release's cost against 5-shot MMLU's and EvalScope's sets, as asked of a chat model; answers as long as a real model's
 * were.
 *
 * @param release items of MixEval's and of MixEval-Hard's splits
 */
export async function measureCosts(release: {
  readonly normal: readonly Item[];
  readonly hard: readonly Item[];
}): Promise<SetCost[]> {
  const count = await tokenCounter();
  const answer = await answerTokens(count);
  const price = prices[model] ?? { input: 0, output: 0 };
  const cost = (name: string, inputs: readonly number[], output: number): SetCost => {
    const inputTokens = inputs.reduce((sum, tokens) => sum + tokens, 0);
    const outputTokens = Math.round(inputs.length * output);
    return {
      name,
      requests: inputs.length,
      inputTokens,
      outputTokens,
      costUsd: (inputTokens * price.input + outputTokens * price.output) / 1e6,
      minutes: (inputs.length * secondsEach) / concurrency / 60,
    };
  };
  const tokensOf = (items: readonly Item[]): number[] =>
    items.map((item) =>
      promptFor('chat', item.problem_type)
        .messages(questionOf(item), undefined)
        .reduce((sum, { content }) => sum + count(content), 0),
    );
  const normal = tokensOf(release.normal);
  const hard = tokensOf(release.hard);
  const once = (items: readonly Item[]): number[] =>
    tokensOf([...new Map(items.map((item) => [item.id, item])).values()]);
  return [
    cost('MixEval', normal, answer),
    cost('MixEval-Hard', hard, answer),
    cost('both', [...normal, ...hard], answer),
    cost('MixEval, copies asked once', once(release.normal), answer),
    cost('MixEval-Hard, copies asked once', once(release.hard), answer),
    cost('both, copies asked once', once([...release.normal, ...release.hard]), answer),
    cost('MMLU, 5-shot', await mmluTokens(count), 1),
    ...(await evalscopeSets(count)).map(({ name, inputs, output }) => cost(name, inputs, output)),
  ];
}

const responseSchema = z.object({ response: z.string() });

/** Mean length of a real model's answers to the release. */
async function answerTokens(count: CountTokens): Promise<number> {
  const folder = join(data, 'results/mixeval_2024-06-01_responses/gemma_11_7b_instruct/mixeval');
  let [tokens, answers] = [0, 0];
  for (const name of await readdir(folder, { recursive: true })) {
    if (!/\.jsonl(\.gz)?$/.test(name)) continue;
    const bytes = await readFile(join(folder, name));
    const text = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    for (const line of text.split('\n')) {
      if (line.trim() === '') continue;
      const parsed = responseSchema.safeParse(JSON.parse(line));
      if (!parsed.success) continue;
      tokens += count(parsed.data.response);
      answers += 1;
    }
  }
  return tokens / answers;
}

interface AskedSet {
  readonly name: string;
  /** Tokens of each request. */
  readonly inputs: readonly number[];
  /** Tokens of an answer, on average. */
  readonly output: number;
}

const problemSchema = z.object({ question: z.string(), answer: z.string() });
const choiceSchema = z.object({ query: z.string(), choices: z.array(z.string()) });

/**
 * The two sets that EvalScope's own example asks (README and adapters of August 2026; it has no sets that are asked unless
 * others are named): GSM8K with four worked problems before each and an answer as long as the worked one, and ARC, Easy and
 * Challenge, without any and one line for an answer. About 30 and 60 tokens of instructions are added to each question.
 */
async function evalscopeSets(count: CountTokens): Promise<AskedSet[]> {
  const read = async <T>(path: string, schema: z.ZodType<T>): Promise<T[]> =>
    (await readFile(join(data, 'benchmarks', path), 'utf8'))
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => schema.parse(JSON.parse(line)));
  const mean = (numbers: readonly number[]): number =>
    numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
  const solved = await read('gsm8k/train.jsonl', problemSchema);
  const problems = await read('gsm8k/test.jsonl', problemSchema);
  const shots = 4 * mean(solved.map(({ question, answer }) => count(question) + count(answer)));
  const choices = (
    await Promise.all(
      ['easy', 'challenge'].map((kind) =>
        read(`llm_foundry_gauntlet/world_knowledge/arc_${kind}.jsonl`, choiceSchema),
      ),
    )
  ).flat();
  return [
    {
      name: "EvalScope's GSM8K, 4-shot",
      inputs: problems.map(({ question }) => Math.round(shots) + count(question) + 30),
      output: mean(problems.map(({ answer }) => count(answer))),
    },
    {
      name: "EvalScope's ARC",
      inputs: choices.map((choice) => count([choice.query, ...choice.choices].join('\n')) + 60),
      output: 4,
    },
  ];
}

/** 5-shot MMLU as its authors ask it: five solved questions of the subject before each. */
async function mmluTokens(count: CountTokens): Promise<number[]> {
  const folder = join(data, 'benchmarks/mmlu');
  const tests = (await readdir(join(folder, 'test'))).filter((name) => name.endsWith('_test.csv'));
  const all: number[] = [];
  for (const name of tests) {
    const shots = await readFile(join(folder, 'dev', name.replace('_test', '_dev')), 'utf8');
    const questions = await readFile(join(folder, 'test', name), 'utf8');
    // A row as a question, letters and "Answer:" added: about eight tokens more than the row itself.
    const rows = (text: string): string[] =>
      text.split(/\r?\n(?=(?:[^"]*"[^"]*")*[^"]*$)/).filter((row) => row !== '');
    const prefix = rows(shots)
      .slice(0, 5)
      .reduce((sum, row) => sum + count(row) + 8, 0);
    for (const row of rows(questions)) all.push(prefix + count(row) + 8);
  }
  return all;
}
