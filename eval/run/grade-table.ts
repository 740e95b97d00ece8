/** What a run's grades say that its summary needs, a row a task. */

import { type GradedResponse, type GradeRecord, type UnscoredReason, unscoredReasons } from '../records.js';
import type { TaskTable } from './task-table.js';

/**
 * Grades by task: nine bytes each, and what else only few of them have. Everything that a parser said stands in the
 * journal.
 */
export class GradeTable implements Iterable<GradedResponse> {
  readonly #isGraded: Uint8Array;
  /** NaN where a response is unscored. */
  readonly #scores: Float64Array;
  readonly #reasons: Uint8Array;
  readonly #more = new Map<number, Pick<GradeRecord, 'answer' | 'audit' | 'votes'>>();

  /** @param keepsAnswers whether answers to one question are to be compared with each other */
  constructor(
    private readonly tasks: TaskTable,
    private readonly keepsAnswers: boolean,
  ) {
    this.#isGraded = new Uint8Array(tasks.count);
    this.#scores = new Float64Array(tasks.count);
    this.#reasons = new Uint8Array(tasks.count);
  }

  set(task: number, { score, reason, answer, audit, votes }: GradeRecord): void {
    this.#isGraded[task] = 1;
    this.#scores[task] = score ?? Number.NaN;
    this.#reasons[task] = reason === undefined ? 0 : 1 + unscoredReasons.indexOf(reason);
    const more = {
      ...(this.keepsAnswers && answer !== undefined ? { answer } : {}),
      ...(audit === undefined ? {} : { audit }),
      ...(votes === undefined ? {} : { votes }),
    };
    if (Object.keys(more).length > 0) this.#more.set(task, more);
  }

  /** Each grade there is, in the order of the tasks. */
  *[Symbol.iterator](): Generator<GradedResponse> {
    for (let task = 0; task < this.tasks.count; task += 1) {
      if (this.#isGraded[task] === 0) continue;
      yield this.#grade(task);
    }
  }

  #grade(task: number): GradedResponse {
    const { item, repeat } = this.tasks.question(task);
    const value = this.#scores[task] ?? Number.NaN;
    const score = Number.isNaN(value) ? null : value;
    const reason: UnscoredReason | undefined = unscoredReasons[(this.#reasons[task] ?? 0) - 1];
    // Written out where it can be: objects made by spreading outlive V8's young generation.
    const grade = reason === undefined ? { item, repeat, score } : { item, repeat, score, reason };
    const more = this.#more.get(task);
    return more ? { ...grade, ...more } : grade;
  }
}
