import type { RunEstimate, RunOutcome } from '../../eval/index.js';
import { costInWords, counted, points, pointsInterval, textTable, withCommas } from '../core/text-table.js';
import type { CliContext, Output } from './context.js';
import { printable } from './printable.js';
import { indentedProse, wrapProse } from './prose.js';
import { scoreBreakdown } from './score-breakdown.js';
import { scoreTable } from './score-table.js';

/** What runs came to, for programs and for people. Exit code 1 where one is not complete. */
export function outcomesOutput(
  context: CliContext,
  runs: readonly RunOutcome[],
): Output & { readonly json: { readonly runs: unknown } } {
  for (const { error, name, benchmark } of runs) {
    if (!error) continue;
    context.say(`error: ${name} on ${benchmark} stopped: ${error.message}`);
    if (error.next) context.say(`  next: ${error.next}`);
  }
  return {
    json: { runs: runs.map(({ error, ...run }) => ({ ...run, error: error ? plain(error) : null })) },
    text: wrapProse(printable(textOf(runs, context.columns)), context.columns),
    exitCode: runs.every((run) => run.complete || isKeptOnly(run)) ? 0 : 1,
  };
}

/** Whether a run only kept its answers, all of them. */
function isKeptOnly({ parser, error }: RunOutcome): boolean {
  return parser === 'none' && error === undefined;
}

function plain({ code, message, next }: NonNullable<RunOutcome['error']>) {
  return { code, message, next: next ?? null };
}

function textOf(runs: readonly RunOutcome[], width: number): string {
  const lines = runs.every(isKeptOnly) ? [] : [scoreTable(runs, width), ''];
  for (const run of runs) lines.push(...notesOf(run, width));
  const [first, ...others] = runs.filter(({ complete }) => complete);
  const second = others.find(({ benchmark }) => benchmark === first?.benchmark);
  if (first && second) lines.push(`Compare them:        mixeval compare ${first.id} ${second.id}`);
  if (first) lines.push(`See the wrong ones:  mixeval runs show ${first.id} --wrong`);
  return lines.join('\n');
}

function notesOf(run: RunOutcome, width: number): string[] {
  const paid = costInWords(run.costUsd);
  const facts = [
    counted(run.requests, 'requests'),
    ...(run.judge === null ? [] : [`${withCommas(run.judgeRequests)} to the judge`]),
    `${counted(run.reused, 'answers')} used again`,
    counted(run.inputTokens + run.outputTokens, 'tokens'),
    paid,
    `${run.seconds.toFixed(1)} s`,
  ];
  const notes = [`${run.name}, ${run.benchmark}: ${facts.join(', ')}`];
  if (run.complete && run.scoreOfScored !== null && run.scored < run.n) {
    notes.push(`  ${points(run.scoreOfScored)} without the unscored, which count as wrong above`);
  }
  if (run.repeats) {
    const { repeats, spread, majorityVote, passAtK } = run.repeats;
    notes.push(
      indentedProse(
        `asked ${repeats} times: ${points(spread)} points between repeats (standard deviation), ${points(majorityVote)} by majority vote, ${points(passAtK.at(-1) ?? null)} pass@${repeats}`,
        width,
      ),
    );
  }
  if (run.regression) {
    const { score, interval } = run.regression;
    notes.push(`  ${points(score)} (${pointsInterval(interval)}) by the difference estimator`);
  }
  if (run.mixevalOverall !== null) notes.push(`  ${points(run.mixevalOverall)} by MixEval's own formula`);
  if (!isKeptOnly(run)) notes.push(...scoreBreakdown(run, width, 'weakest'));
  notes.push(...readingNotes(run).map((note) => indentedProse(note, width)), `  ${run.path}`);
  if (isKeptOnly(run)) notes.push(`  Score them:  mixeval grade ${run.path} --version ${run.version}`);
  notes.push('');
  return notes;
}

/** How far the reading of answers is to be trusted. */
function readingNotes({ audit, panel, judgeChecks }: RunOutcome): string[] {
  const share = ({ agreed, responses }: NonNullable<RunOutcome['audit']>): string =>
    `${points(agreed / responses)} % of ${responses}`;
  return [
    ...(audit ? [`rules and judge agree on ${share(audit)} audited answers`] : []),
    ...(panel ? [`judges agree with each other on ${share(panel)} answers`] : []),
    ...Object.entries(panel?.alone ?? {}).map(
      ([judge, count]) =>
        `${judge} alone decided ${counted(count, 'answers')}: the other judges gave no verdict there`,
    ),
    ...judgeChecks.flatMap(({ judge, cases, accuracy, bias, attacks, misled, unreadable }) => [
      `${judge}: ${points(accuracy)} % of ${counted(cases, 'known verdicts')} right, bias ${bias.toFixed(3)}, misled by ${misled} of ${counted(attacks, 'attacks')}${unreadable > 0 ? `, ${counted(unreadable, 'replies')} unreadable` : ''}`,
      ...(accuracy < leastAccuracy
        ? [`warning: ${judge} is below ${points(leastAccuracy)} %; do not trust what it judged`]
        : []),
    ]),
  ];
}

/** Below it a judge's verdicts are warned of. */
const leastAccuracy = 0.95;

/** What runs would ask and cost. */
export async function dryRunOutput(estimates: readonly RunEstimate[], columns: number): Promise<Output> {
  const { modelInWords } = await import('../../eval/index.js');
  const prompts = estimates
    .slice(0, 1)
    .flatMap(({ prompts: shown }) =>
      shown.flatMap(({ item, messages }) => [
        `--- item ${item}`,
        ...messages.map(({ role, content }) => `[${role}]\n${content}`),
        '',
      ]),
    );
  const table = textTable(
    ['requests', 'tokens in', 'tokens out', 'US dollars', 'seconds', 'benchmark, model'],
    estimates.map((run) => [
      String(run.requests),
      String(run.inputTokens),
      String(run.outputTokens),
      run.costUsd === null ? 'not known' : run.costUsd.toFixed(2),
      run.seconds.toFixed(0),
      `${run.benchmark}, ${modelInWords(run)}`,
    ]),
    columns,
  );
  const explained = [
    'Nothing was asked. Prompts are counted with the o200k tokenizer, answers taken as 100 tokens and 2 s each. A judge comes on top; answers of earlier runs that can be used again come off.',
    ...priceNotes(estimates),
    ...estimates.flatMap((run) => {
      const { benchmark, n, margin } = run;
      return margin === null
        ? []
        : [
            `${modelInWords(run)}, ${benchmark}: with ${counted(n, 'items')} expect an interval of about ± ${points(margin)} points.`,
          ];
    }),
  ];
  return {
    json: { dryRun: true, runs: estimates },
    text: [...prompts, table, '', ...explained.map((note) => wrapProse(note, columns))]
      .map(printable)
      .join('\n'),
  };
}

/** Where each price that was used comes from. */
function priceNotes(estimates: readonly RunEstimate[]): string[] {
  const notes = estimates.flatMap(({ model, price }) => {
    if (price === null) return [`The price of ${model} is not known: give it as \`price\` in the config.`];
    const asked = `$${price.input} in and $${price.output} out per million tokens`;
    return 'source' in price
      ? [
          `${model}: ${asked}, confirmed on ${price.confirmed} (${price.source}); look there before a large run.`,
        ]
      : [`${model}: ${asked}.`];
  });
  return [...new Set(notes)];
}
