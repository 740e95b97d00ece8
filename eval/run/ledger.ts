import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Journal, readJournal } from '../../src/core/journal.js';
import {
  type GradeRecord,
  gradeRecordSchema,
  type ResponseRecord,
  responseRecordSchema,
} from '../records.js';
import { isAnswer } from './reuse.js';
import { runFiles } from './run-folder.js';
import { RunningScore } from './running-score.js';
import type { Task } from './task.js';

/** What a run has cost so far, over all the processes that worked on it. */
export interface Spent {
  requests: number;
  reused: number;
  inputTokens: number;
  outputTokens: number;
  judgeRequests: number;
  /** US dollars; null once a judge's price was not known. */
  judgeCostUsd: number | null;
}

/** A response that has no grade yet, with its task's place. */
export interface Ungraded {
  readonly index: number;
  readonly response: ResponseRecord;
}

/** A response as it comes: what it is of is known from its task. */
export type NewResponse = Omit<ResponseRecord, 'item' | 'repeat' | 'key'>;

const open = 0;
const answered = 1;
const graded = 2;

/**
 * What is known of a run's tasks: on disk in its two journals, in memory as one state a task. Only grades are held; a
 * response's text is read again where it is needed.
 */
export class RunLedger {
  readonly #states: Uint8Array;
  readonly #grades: (GradeRecord | undefined)[];
  /** Tasks by key: where two ask the same, one answer serves both. */
  readonly #byKey = new Map<string, number[]>();
  readonly score = new RunningScore();
  readonly spent: Spent = {
    requests: 0,
    reused: 0,
    inputTokens: 0,
    outputTokens: 0,
    judgeRequests: 0,
    judgeCostUsd: 0,
  };
  /** Lines that could not be read and were passed over, torn last ones included. */
  damagedLines = 0;
  answeredCount = 0;

  private constructor(
    private readonly folder: string,
    readonly tasks: readonly Task[],
    private readonly responses: Journal,
    private readonly gradeJournal: Journal,
  ) {
    this.#states = new Uint8Array(tasks.length);
    this.#grades = new Array<undefined>(tasks.length);
    for (const [index, task] of tasks.entries()) {
      const same = this.#byKey.get(task.key);
      if (same) same.push(index);
      else this.#byKey.set(task.key, [index]);
    }
  }

  /** Opens a run's journals and reads what is in them. Lines of tasks that are asked otherwise now are not counted. */
  static async open(folder: string, tasks: readonly Task[]): Promise<RunLedger> {
    const responses = await Journal.open(join(folder, runFiles.responses));
    const grades = await Journal.open(join(folder, runFiles.grades));
    const ledger = new RunLedger(folder, tasks, responses, grades);
    ledger.damagedLines = Number(responses.tornBytes > 0) + Number(grades.tornBytes > 0);
    const onDamaged = (): void => {
      ledger.damagedLines += 1;
    };
    for await (const record of readJournal(join(folder, runFiles.responses), responseRecordSchema, {
      onDamaged,
    })) {
      ledger.#count(record);
      const index = ledger.#indexOf(record);
      if (index !== undefined && isAnswer(record)) ledger.#markAnswered(index);
    }
    for await (const record of readJournal(join(folder, runFiles.grades), gradeRecordSchema, { onDamaged })) {
      const index = ledger.#indexOf(record);
      ledger.#countJudge(record);
      if (index !== undefined && ledger.#states[index] === answered) ledger.#markGraded(index, record);
    }
    return ledger;
  }

  /** Whether every task has its grade. */
  get isWhole(): boolean {
    return this.#states.every((state) => state === graded);
  }

  /** Keys that no answer is known to. */
  openKeys(): Set<string> {
    const keys = new Set<string>();
    for (const index of this.openTasks()) keys.add(this.#task(index).key);
    return keys;
  }

  /** Places of tasks to be asked; of several with one key, the first. */
  *openTasks(): Generator<number> {
    for (const index of this.tasks.keys()) {
      if (this.#states[index] !== open) continue;
      const same = this.#byKey.get(this.#task(index).key);
      if (same?.find((other) => this.#states[other] === open) === index) yield index;
    }
  }

  /** Answers that wait for a grade, read from the journal as it is now. */
  async *ungraded(): AsyncGenerator<Ungraded> {
    const file = join(this.folder, runFiles.responses);
    const { size } = await stat(file);
    for await (const response of readJournal(file, responseRecordSchema, { end: size })) {
      const index = this.#indexOf(response);
      if (index !== undefined && this.#states[index] === answered && isAnswer(response))
        yield { index, response };
    }
  }

  /**
   * Writes an answer for every open task with this key, and then hands it back once for each. Only the first counts as
   * paid; the rest, and all where `response.reused` is set, are reused.
   */
  async addResponse(key: string, response: NewResponse): Promise<Ungraded[]> {
    const added: Ungraded[] = [];
    for (const index of this.#byKey.get(key) ?? []) {
      if (this.#states[index] !== open) continue;
      const { item, repeat } = this.#task(index);
      const isCopy = response.reused === true || added.length > 0;
      const record: ResponseRecord = {
        item: item.id,
        repeat,
        key,
        ...response,
        ...(isCopy ? { reused: true, requests: 0 } : {}),
      };
      added.push({ index, response: record });
    }
    await Promise.all(added.map(({ response: record }) => this.responses.append(record)));
    for (const { index, response: record } of added) {
      this.#count(record);
      this.#markAnswered(index);
    }
    return added;
  }

  /** Writes a grade. */
  async addGrade(index: number, grade: GradeRecord): Promise<void> {
    await this.gradeJournal.append(grade);
    this.#countJudge(grade);
    this.#markGraded(index, grade);
  }

  /** An earlier run's grades where they are of the same item and repeat. */
  async addEarlierGrades(added: readonly Ungraded[], grades: readonly GradeRecord[]): Promise<void> {
    for (const { index, response } of added) {
      const found = grades.find((grade) => grade.item === response.item && grade.repeat === response.repeat);
      if (!found) continue;
      const { judge: _paidBefore, ...grade } = found;
      await this.addGrade(index, grade);
    }
  }

  /** All grades so far. */
  grades(): GradeRecord[] {
    return this.#grades.filter((grade) => grade !== undefined);
  }

  async close(): Promise<void> {
    // Both must be closed even if one of them cannot be written.
    const results = await Promise.allSettled([this.responses.close(), this.gradeJournal.close()]);
    for (const result of results) if (result.status === 'rejected') throw result.reason;
  }

  #task(index: number): Task {
    const task = this.tasks[index];
    if (!task) throw new RangeError(`The run has no task ${index}.`);
    return task;
  }

  #indexOf({ item, repeat, key }: { item: string; repeat: number; key: string }): number | undefined {
    return this.#byKey.get(key)?.find((index) => {
      const task = this.#task(index);
      return task.item.id === item && task.repeat === repeat;
    });
  }

  #markAnswered(index: number): void {
    if (this.#states[index] !== open) return;
    this.#states[index] = answered;
    this.answeredCount += 1;
  }

  #markGraded(index: number, grade: GradeRecord): void {
    this.#states[index] = graded;
    this.#grades[index] = grade;
    this.score.add(this.#task(index).item.weight, grade.score ?? 0);
  }

  #count({ reused, requests = 0, inputTokens = 0, outputTokens = 0 }: ResponseRecord): void {
    if (reused) {
      this.spent.reused += 1;
      return;
    }
    this.spent.requests += requests;
    this.spent.inputTokens += inputTokens;
    this.spent.outputTokens += outputTokens;
  }

  #countJudge({ judge }: GradeRecord): void {
    if (!judge) return;
    const { judgeCostUsd } = this.spent;
    this.spent.judgeRequests += judge.requests;
    this.spent.judgeCostUsd =
      judgeCostUsd === null || judge.costUsd === undefined ? null : judgeCostUsd + judge.costUsd;
  }
}
