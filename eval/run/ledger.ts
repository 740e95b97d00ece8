import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toMixevalError } from '../../src/core/errors.js';
import { Journal, readJournal } from '../../src/core/journal.js';
import {
  type GradedResponse,
  type GradeRecord,
  gradeRecordSchema,
  type JudgeReplyRecord,
  type ResponseRecord,
  responseRecordSchema,
} from '../records.js';
import { GradeTable } from './grade-table.js';
import { JudgeReplies } from './judge-replies.js';
import { isAnswer } from './reuse.js';
import { runFiles } from './run-folder.js';
import { RunningScore } from './running-score.js';
import { beyond, countJudge, countResponse, nothingSpent, type Spent } from './spent.js';
import type { TaskTable } from './task-table.js';

/** A response that has no grade yet. */
export interface Ungraded {
  readonly task: number;
  readonly response: ResponseRecord;
}

/** A response as it comes: what it is of is known from its task. */
export type NewResponse = Omit<ResponseRecord, 'item' | 'repeat' | 'key'>;

/** Replies are on disk at once; grades can be worked out of them again, and are written together. */
const gatherGradesMs = 100;

const open = 0;
/** The answer is on its way to the journal. */
const kept = 1;
const answered = 2;
const graded = 3;

/**
 * What is known of a run's tasks: on disk in its journals, in memory as one state and one score a task. A response's
 * text is read again where it is needed.
 */
export class RunLedger {
  readonly #states: Uint8Array;
  readonly #grades: GradeTable;
  readonly score = new RunningScore();
  /** Over all the processes that worked on the run. */
  readonly spent: Spent = nothingSpent();
  /** Lines that could not be read and were passed over, torn last ones included. */
  damagedLines = 0;
  answeredCount = 0;

  private constructor(
    private readonly folder: string,
    readonly tasks: TaskTable,
    repeats: number,
    private readonly responses: Journal,
    private readonly gradeJournal: Journal,
    private readonly replies: JudgeReplies,
  ) {
    this.#states = new Uint8Array(tasks.count);
    this.#grades = new GradeTable(tasks, repeats > 1);
  }

  /**
   * Opens a run's journals and reads what is in them. Lines of tasks that are asked otherwise now are not counted.
   *
   * @param repeats how often each question is asked
   */
  static async open(folder: string, tasks: TaskTable, repeats: number): Promise<RunLedger> {
    const responses = await Journal.open(join(folder, runFiles.responses));
    const grades = await Journal.open(join(folder, runFiles.grades), { gatherMs: gatherGradesMs });
    const replies = new JudgeReplies(join(folder, runFiles.judgeReplies));
    const ledger = new RunLedger(folder, tasks, repeats, responses, grades, replies);
    ledger.damagedLines = Number(responses.tornBytes > 0) + Number(grades.tornBytes > 0);
    const onDamaged = (): void => {
      ledger.damagedLines += 1;
    };
    for await (const record of readJournal(join(folder, runFiles.responses), responseRecordSchema, {
      onDamaged,
    })) {
      countResponse(ledger.spent, record);
      const task = tasks.find(record);
      if (task !== undefined && isAnswer(record)) ledger.#markAnswered(task);
    }
    // A response that was lost since, and whose grade has counted its replies.
    const passedOver = new Set<number>();
    for await (const record of readJournal(join(folder, runFiles.grades), gradeRecordSchema, { onDamaged })) {
      const task = tasks.find(record);
      countJudge(ledger.spent, record.judge);
      if (task === undefined) continue;
      if (ledger.#states[task] === answered) ledger.#markGraded(task, record);
      else passedOver.add(task);
    }
    for await (const reply of replies.read(onDamaged)) {
      const task = tasks.find(reply);
      if (task === undefined || ledger.#states[task] === graded || passedOver.has(task)) continue;
      replies.hold(task, reply);
      countJudge(ledger.spent, reply);
    }
    return ledger;
  }

  /** Whether every task has its grade. */
  get isWhole(): boolean {
    return this.#states.every((state) => state === graded);
  }

  /** Whether any task has no answer. */
  get isOpen(): boolean {
    return this.#states.includes(open);
  }

  /** Whether a task with this key has no answer. */
  isOpenKey(key: string): boolean {
    return this.#openOf(this.tasks.withKey(key)) !== undefined;
  }

  /** Tasks to be asked; of several with one key, the first. */
  *openTasks(): Generator<number> {
    for (let task = 0; task < this.tasks.count; task += 1) {
      if (this.#states[task] === open && this.#openOf(this.tasks.alike(task)) === task) yield task;
    }
  }

  #openOf(tasks: Iterable<number>): number | undefined {
    for (const task of tasks) if (this.#states[task] === open) return task;
    return undefined;
  }

  /** Answers that wait for a grade, read from the journal as it is now. */
  async *ungraded(): AsyncGenerator<Ungraded> {
    for await (const { task, response } of this.#responsesSoFar()) {
      if (this.#states[task] === answered && isAnswer(response)) yield { task, response };
    }
  }

  /** A task whose question the model has answered with text, if there is one. */
  async answeredTask(): Promise<number | undefined> {
    for await (const { task, response } of this.#responsesSoFar()) if (response.response !== '') return task;
    return undefined;
  }

  async *#responsesSoFar(): AsyncGenerator<Ungraded> {
    const file = join(this.folder, runFiles.responses);
    const { size } = await stat(file);
    for await (const response of readJournal(file, responseRecordSchema, { end: size })) {
      const task = this.tasks.find(response);
      if (task !== undefined) yield { task, response };
    }
  }

  /**
   * Writes an answer for every open task with this key, and then hands it back once for each. Only the first counts as
   * paid; the rest, and all where `response.reused` is set, are reused.
   */
  async addResponse(key: string, response: NewResponse): Promise<Ungraded[]> {
    const added: Ungraded[] = [];
    for (const task of this.tasks.withKey(key)) {
      if (this.#states[task] !== open) continue;
      this.#states[task] = kept;
      const isCopy = response.reused === true || added.length > 0;
      const { item, repeat } = this.tasks.question(task);
      const record: ResponseRecord = {
        item,
        repeat,
        key,
        ...response,
        ...(isCopy ? { reused: true, requests: 0 } : {}),
      };
      added.push({ task, response: record });
    }
    await Promise.all(added.map(({ response: record }) => this.responses.append(record)));
    for (const { task, response: record } of added) {
      countResponse(this.spent, record);
      this.#markAnswered(task);
    }
    return added;
  }

  /** The next reply of a judge's that an earlier process was given to this task's response, if any is left. */
  takeReply(task: number, judge: string, about: string): JudgeReplyRecord | undefined {
    return this.replies.take(task, judge, about);
  }

  /** Writes what a judge replied to a task's response. It counts as paid from then on. */
  async addReply(task: number, reply: JudgeReplyRecord): Promise<void> {
    await this.replies.add(task, reply);
    countJudge(this.spent, reply);
  }

  /** Takes a grade. It counts at once; the promise is kept when it is written, a tenth of a second later at most. */
  addGrade(task: number, grade: GradeRecord): Promise<void> {
    countJudge(this.spent, beyond(grade.judge, this.replies.drop(task)));
    this.#markGraded(task, grade);
    return this.gradeJournal.append(grade);
  }

  /** An earlier run's grades where they are of the same item and repeat. */
  async addEarlierGrades(added: readonly Ungraded[], grades: readonly GradeRecord[]): Promise<void> {
    const writing = added.map(async ({ task, response }) => {
      const found = grades.find((grade) => grade.item === response.item && grade.repeat === response.repeat);
      if (!found) return;
      const { judge: _paidBefore, ...grade } = found;
      await this.addGrade(task, grade);
    });
    await Promise.all(writing);
  }

  /** All grades so far. */
  get grades(): Iterable<GradedResponse> {
    return this.#grades;
  }

  async close(): Promise<void> {
    // All must be closed even if one of them cannot be written.
    const journals = [this.responses, this.replies, this.gradeJournal];
    const results = await Promise.allSettled(journals.map((journal) => journal.close()));
    for (const result of results) if (result.status === 'rejected') throw toMixevalError(result.reason);
  }

  #markAnswered(task: number): void {
    if (this.#states[task] !== open && this.#states[task] !== kept) return;
    this.#states[task] = answered;
    this.answeredCount += 1;
  }

  #markGraded(task: number, grade: GradeRecord): void {
    this.#states[task] = graded;
    this.#grades.set(task, grade);
    this.score.add(this.tasks.question(task).weight, grade.score ?? 0);
  }
}
