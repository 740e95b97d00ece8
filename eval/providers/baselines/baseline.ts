import { MixevalError } from '../../../src/core/errors.js';
import type { LongTask } from '../../../src/core/progress.js';
import type { Model, Preparation, QuestionView } from '../../model.js';
import type { Embed } from '../provider.js';

/** How one baseline answers: it is told the questions beforehand, and never a question's ground truth. */
export interface Baseline {
  readonly name: string;
  /**
   * @param seed for baselines that draw
   * @returns a question's answer: an option's letter, or text
   */
  prepare(
    preparation: Preparation,
    context: { readonly embed: Embed | undefined; readonly task: LongTask },
  ): Promise<(question: QuestionView, seed: number) => string>;
}

const prefix = 'baseline:';

/** Whether a model's name is that of a baseline. */
export function isBaseline(model: string): boolean {
  return model.startsWith(prefix);
}

/** A baseline as a model that can be asked. */
export function baselineModel(baseline: Baseline, embed: Embed | undefined): Model {
  const name = `${prefix}${baseline.name}`;
  let answer: ((question: QuestionView, seed: number) => string) | undefined;
  return {
    name,
    origin: 'local',
    kind: 'chat',
    defaults: { seed: 0 },
    // Its answers depend on all questions of the run.
    reusable: false,
    async prepare(preparation, task = {}) {
      answer = await baseline.prepare(preparation, { embed, task });
    },
    async ask({ item, parameters }) {
      if (!answer || !item) {
        throw new MixevalError('usage', `${name} answers the items of a run and can be asked nothing else.`, {
          next: 'Name a model that reads text, such as openai:gpt-4o-mini.',
        });
      }
      return { text: answer(item, parameters.seed ?? 0), finishReason: 'stop' };
    },
  };
}
