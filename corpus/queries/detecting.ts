/** The detector's stages over merged queries, as the settings want them: none, the heads, or a model behind them. */

import type { LongTask } from '../../src/core/progress.js';
import { counted, estimateInWords } from '../../src/core/text-table.js';
import { type ModelReport, ModelStage } from './ask-model.js';
import type { CorpusLine } from './corpus-files.js';
import { detected, type OnRejected } from './detect.js';
import { openHeads } from './heads.js';
import type { MergeOptions, Merger } from './merger.js';
import type { MineOptions, MineSettings } from './mine-options.js';

export interface DetectingOptions {
  readonly options: Pick<MineOptions, 'workspace' | 'model' | 'modelBatch' | 'dryRun'>;
  readonly settings: MineSettings;
  /** A folder for what is worked out. */
  readonly scratch: string;
  readonly seconds: Record<string, number>;
  readonly onDuplicate: MergeOptions['onDuplicate'];
  readonly onRejected: OnRejected;
}

export interface Detecting {
  /** What is kept; to be gone through once. */
  readonly lines: AsyncIterable<readonly CorpusLine[]>;
  /** What the model was asked by now, or would be before the lines are gone through; undefined without one. */
  readonly report: ModelReport | undefined;
  /** @param isDone whether the lines are in the corpus */
  close(isDone: boolean): Promise<void>;
}

/** Opens the stages over what is merged. With a model, all before it is done by then, and what it will cost has been said. */
export async function openDetecting(
  merger: Merger,
  { options, settings, scratch, seconds, onDuplicate, onRejected }: DetectingOptions,
  task: LongTask,
): Promise<Detecting> {
  const { workspace, model, modelBatch: batch = 20, dryRun = false } = options;
  const { signal, onProgress } = task;
  if (settings.detector === 'rules') {
    const lines = merger.all({ signal, onProgress, onDuplicate });
    return { lines, report: undefined, close: async () => undefined };
  }
  const heads = await openHeads(workspace, task);
  const onJudged = (done: number): void =>
    onProgress?.({ stage: 'detect', done, total: merger.new, unit: 'queries' });
  const scored = detected(merger.all({ signal, onDuplicate }), {
    ...{ detector: heads, settings, seconds, signal, onJudged, onRejected },
  });
  if (!model) return { lines: scored, report: undefined, close: () => heads.close() };
  let stage: ModelStage | undefined;
  try {
    stage = await ModelStage.open({ model, batch, workspace, scratch });
    const plan = await stage.take(scored);
    if (!dryRun) task.onWarning?.(inWords(plan));
    return modelStage(stage, plan, onRejected, task);
  } catch (error) {
    await stage?.close(false);
    throw error;
  } finally {
    await heads.close();
  }
}

function modelStage(stage: ModelStage, plan: ModelReport, onRejected: OnRejected, task: LongTask): Detecting {
  let begun = false;
  return {
    lines: (async function* () {
      begun = true;
      yield* stage.kept(task, onRejected);
    })(),
    get report() {
      return begun ? stage.report : plan;
    },
    close: (isDone) => stage.close(isDone),
  };
}

function inWords({ name, texts, reused, requests, inputTokens, costUsd }: ModelReport): string {
  if (requests === 0) return `${name} was asked about all ${counted(texts, 'texts')} before.`;
  return `${name} is asked about ${counted(texts - reused, 'texts')} in ${counted(requests, 'questions')} of ${counted(inputTokens, 'tokens')} in all, ${estimateInWords(costUsd)}; --max-cost-usd sets a limit, --sample takes fewer, --dry-run asks nothing.`;
}
