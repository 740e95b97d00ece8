import type { ResponseRecord, StoredRun, Summary } from '../../../../eval/index.js';
import type { Item } from '../../../core/schemas/item.js';
import { points } from '../../../core/text-table.js';
import type { Workspace } from '../../../core/workspace.js';
import { type CliCommand, command, wholeNumber } from '../../command.js';
import { printable } from '../../printable.js';
import { wrapProse } from '../../prose.js';
import { scoreBreakdown } from '../../score-breakdown.js';
import { scoreTable } from '../../score-table.js';

interface ShowFlags {
  readonly wrong?: boolean;
  readonly limit?: number;
}

/** `mixeval runs show`. */
export const showAction: CliCommand = {
  name: 'show',
  build: (run) =>
    command('show', 'a run: its scores by benchmark and topic, then item by item what was asked and said')
      .argument('[run]', "a run's id, the beginning of it, or its folder (default: the latest complete one)")
      .option('--wrong', 'only items whose answer is not fully right, without the scores')
      .option('--limit <items>', 'at most so many items, 1 or more (default: 20)', wholeNumber(1))
      .action(
        run(async (context, name: string | undefined, { wrong = false, limit = 20 }: ShowFlags) => {
          const { findRun, latestRun, modelInWords, readSummary } = await import('../../../../eval/index.js');
          const workspace = await context.workspace();
          const stored = name === undefined ? await latestRun(workspace) : await findRun(workspace, name);
          const { id, version, benchmark, model, configName = model, finishedAt } = stored.record;
          const state = finishedAt === null ? ', not complete' : '';
          const summary = await readSummary(stored);
          const scores =
            summary && !wrong ? scoresInWords({ ...summary, name: configName }, context.columns) : [];
          const all = await shownItems(workspace, stored);
          const kept = all.filter(({ score }) => !wrong || score === null || score < 1);
          const shown = kept.slice(0, limit);
          const left = kept.length - shown.length;
          return {
            json: { run: stored.record, path: stored.path, summary: summary ?? null, items: shown, left },
            text: printable(
              [
                wrapProse(
                  `${id}: ${modelInWords(stored.record)} on ${version} ${benchmark}${state}`,
                  context.columns,
                ),
                ...scores,
                ...shown.map(itemText),
                ...(left > 0 ? [`${left} more: raise --limit to see them.`] : []),
                ...(kept.length === 0 ? ['None.'] : []),
              ].join('\n\n'),
            ),
          };
        }),
      ),
};

function scoresInWords(summary: Summary & { readonly name: string }, columns: number): string[] {
  return [[scoreTable([summary], columns), ...scoreBreakdown(summary, columns, 'all')].join('\n')];
}

interface ShownItem {
  readonly item: string;
  readonly benchmark: string;
  readonly context: string | null;
  readonly prompt: string;
  /** With their letters. */
  readonly options: readonly string[] | null;
  /** Accepted answers, or the right option's letter. */
  readonly target: readonly string[];
  readonly response: string;
  readonly answer: string | null;
  readonly score: number | null;
  readonly reason: string | null;
  readonly by: string;
}

async function shownItems(workspace: Workspace, run: StoredRun): Promise<ShownItem[]> {
  const { letterAt, plainOptions, readGrades, readResponses } = await import('../../../../eval/index.js');
  const items = await itemsOf(workspace, run);
  const responses = new Map<string, ResponseRecord>();
  for await (const response of readResponses(run))
    responses.set(`${response.item} ${response.repeat}`, response);
  const shown: ShownItem[] = [];
  for (const { item: id, repeat, score, reason, answer, by } of await readGrades(run)) {
    const item = items.get(id);
    if (!item) continue;
    const isChoice = item.problem_type === 'multiple-choice';
    shown.push({
      item: id,
      benchmark: item.benchmark_name,
      context: item.context,
      prompt: item.prompt,
      options: isChoice
        ? plainOptions(item.options).map((option, index) => `(${letterAt(index)}) ${option}`)
        : null,
      target: isChoice ? [letterAt(item.target[0])] : item.target,
      response: responses.get(`${id} ${repeat}`)?.response ?? '',
      answer: answer ?? null,
      score,
      reason: reason ?? null,
      by,
    });
  }
  return shown;
}

/** The items the run asked, by id: a release's, or for a probe the pool's. */
async function itemsOf(workspace: Workspace, { record }: StoredRun): Promise<Map<string, Item>> {
  const { hasRelease, openRelease } = await import('../../../../versions/index.js');
  if (record.version.startsWith('probe-') && !(await hasRelease(workspace, record.version))) {
    const { readPool } = await import('../../../../corpus/index.js');
    const { items } = await readPool(workspace);
    return new Map(items.map((item) => [item.id, item]));
  }
  const { splits } = await openRelease(workspace, record.version, { benchmarks: [record.benchmark] });
  const all = Object.values(splits).flatMap((benchmark) =>
    Object.values(benchmark).flatMap(({ items }) => items),
  );
  return new Map(all.map((item) => [item.id, item]));
}

function itemText(item: ShownItem): string {
  const verdict = item.score === null ? `unscored: ${item.reason}` : `${points(item.score)} of 100`;
  return [
    `${item.item}  ${item.benchmark}  ${verdict} (by ${item.by})`,
    ...(item.context === null ? [] : [item.context]),
    item.prompt,
    ...(item.options ?? []).map((option) => `  ${option}`),
    `right:    ${item.target.join(' | ')}`,
    `response: ${item.response}`,
    ...(item.answer === null ? [] : [`read as:  ${item.answer}`]),
  ].join('\n');
}
