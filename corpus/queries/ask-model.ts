/** The model's stage: what the heads let through is asked about, and what is no query goes. */

import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { throwIfAborted } from '../../src/core/errors.js';
import type { LongTask } from '../../src/core/progress.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { tokenCounter } from '../../src/core/tokens.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { DetectorModel } from '../filters/by-model/detector-model.js';
import { groupsOf, sealedGroup } from '../filters/by-model/question.js';
import { sortTexts } from '../filters/by-model/sort-texts.js';
import { openVerdicts, type Verdicts } from '../filters/by-model/verdicts.js';
import type { CorpusLine } from './corpus-files.js';
import { type MergedLine, type OnRejected, parsed } from './detect.js';
import { GrowingFile } from './growing-file.js';
import { wholeLines } from './whole-lines.js';

/** What a model was asked, or would be. */
export interface ModelReport {
  readonly name: string;
  /** New texts that it sorts, and those of them that it had been asked about before. */
  readonly texts: number;
  readonly reused: number;
  /** Texts no reply to which could be read: they are kept. */
  readonly undecided: number;
  /** Requests sent, failed tries included; before anything is asked, questions. */
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; null where the price is not known. */
  readonly costUsd: number | null;
}

export interface ModelStageOptions {
  readonly model: DetectorModel;
  /** Texts in one question at most, from 1. */
  readonly batch: number;
  readonly workspace: Workspace;
  /** A folder for what is worked out. */
  readonly scratch: string;
}

/** Lines in hand at once. */
const linesAtOnce = 2_048;
/** A line of a reply: a code and a word. */
const outputTokensEach = 10;

const isNewMark = 0x31;
const isOldMark = 0x30;

/** All lines lie on disk before the first question: then it is known what asking comes to. */
export class ModelStage {
  #texts = 0;
  #reused = 0;
  #undecided = 0;
  readonly #spent = { requests: 0, inputTokens: 0, outputTokens: 0 };

  private constructor(
    private readonly options: ModelStageOptions,
    private readonly verdicts: Verdicts,
  ) {}

  /** @throws MixevalError `locked` while another process asks the same model */
  static async open(options: ModelStageOptions): Promise<ModelStage> {
    return new ModelStage(options, await openVerdicts(options.workspace, options.model));
  }

  /** Takes in all lines, and says what asking about the new ones would come to. Nothing is asked. */
  async take(lines: AsyncIterable<readonly MergedLine[]>): Promise<ModelReport> {
    const countTokens = await tokenCounter();
    const { model, batch } = this.options;
    const file = await GrowingFile.open(this.#file, 0);
    const cost = { requests: 0, inputTokens: 0, outputTokens: 0 };
    try {
      for await (const group of regrouped(lines, linesAtOnce)) {
        for (const { bytes, isNew } of group) {
          await file.append(
            Buffer.concat([Buffer.of(isNew ? isNewMark : isOldMark), bytes, Buffer.from('\n')]),
          );
        }
        const texts = group.filter(({ isNew }) => isNew).map(({ bytes }) => parsed(bytes).text);
        const open = this.#unasked(texts);
        this.#texts += texts.length;
        this.#reused += texts.length - open.length;
        for (const asked of groupsOf(open, batch)) {
          const { system, user } = sealedGroup(asked, { brief: false }).question;
          cost.requests += 1;
          cost.inputTokens += countTokens(system) + countTokens(user);
          cost.outputTokens += asked.length * outputTokensEach;
        }
      }
      await file.flush();
    } finally {
      await file.close();
    }
    return this.#reportOf(cost, model.costUsd(cost.inputTokens, cost.outputTokens));
  }

  /** Asks, and gives back every line but those of texts that are no query. */
  async *kept(
    { signal, onProgress }: LongTask,
    onRejected: OnRejected,
  ): AsyncGenerator<readonly CorpusLine[]> {
    const { model, batch } = this.options;
    const { verdicts } = this;
    let done = this.#reused;
    const onSorted = (): void => {
      done += 1;
      onProgress?.({ stage: 'ask', done, total: this.#texts, unit: 'texts' });
    };
    for await (const group of regrouped(this.#lines(), linesAtOnce)) {
      throwIfAborted(signal);
      const texts = group.filter(({ isNew }) => isNew).map(({ query }) => query.text);
      await sortTexts(this.#unasked(texts), { model, verdicts, batch, spent: this.#spent, onSorted });
      const kept: CorpusLine[] = [];
      for (const { query, bytes, isNew } of group) {
        const verdict = isNew ? verdicts.get(query.text) : undefined;
        if (verdict === 'undecided') this.#undecided += 1;
        if (verdict === 'other') await onRejected('not-a-query-by-model', query);
        else kept.push({ bytes, asked: query.count });
      }
      yield kept;
    }
  }

  /** What was asked. */
  get report(): ModelReport {
    const { inputTokens, outputTokens } = this.#spent;
    return this.#reportOf(this.#spent, this.options.model.costUsd(inputTokens, outputTokens));
  }

  /** @param isDone whether all that is kept is in the corpus */
  async close(isDone: boolean): Promise<void> {
    await this.verdicts.close(isDone);
  }

  get #file(): string {
    return join(this.options.scratch, 'to-ask.jsonl');
  }

  /** Those that no verdict is kept of. */
  #unasked(texts: readonly string[]): string[] {
    return texts.filter((text) => this.verdicts.get(text) === undefined);
  }

  #reportOf(
    cost: Pick<ModelReport, 'requests' | 'inputTokens' | 'outputTokens'>,
    costUsd: number | null,
  ): ModelReport {
    return {
      name: this.options.model.name,
      texts: this.#texts,
      reused: this.#reused,
      undecided: this.#undecided,
      ...cost,
      costUsd,
    };
  }

  async *#lines() {
    for await (const bytes of wholeLines(createReadStream(this.#file, { highWaterMark: 1 << 18 }))) {
      const lines: { query: WildQuery; bytes: Uint8Array; isNew: boolean }[] = [];
      for (let start = 0; start < bytes.length; ) {
        const end = bytes.indexOf(0x0a, start);
        const line = bytes.subarray(start + 1, end);
        lines.push({ query: parsed(line), bytes: line, isNew: bytes[start] === isNewMark });
        start = end + 1;
      }
      yield lines;
    }
  }
}

/** The same items in groups of one size. */
async function* regrouped<T>(groups: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<T[]> {
  let open: T[] = [];
  for await (const group of groups) {
    open = open.concat(group);
    for (; open.length >= size; open = open.slice(size)) yield open.slice(0, size);
  }
  if (open.length > 0) yield open;
}
