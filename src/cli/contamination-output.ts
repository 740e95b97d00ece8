import type { ModelReport, RunsReport, TextReport } from '../../eval/index.js';
import { costInWords, counted, points, pointsInterval, textTable } from '../core/text-table.js';

/** What a search through texts found, for people. */
export function textsInWords({
  version,
  items,
  labels,
  matches,
  notLookedFor,
  tooShort,
  bySigns,
  canary,
  encoded,
  paraphrased,
  matchesFile,
  unread,
}: TextReport): string {
  const share = (count: number): string => `${((100 * count) / Math.max(1, items)).toFixed(1)} %`;
  const rows = [
    ['clean', labels.clean],
    ['question seen', labels.question],
    ['question and answer seen', labels['question-and-answer']],
  ] as const;
  return [
    `${counted(items, 'items')} of ${version}:`,
    '',
    textTable(
      ['label', 'items', 'share'],
      rows.map(([label, count]) => [label ?? '', String(count ?? 0), share(count ?? 0)]),
    ),
    '',
    `${tooShort} of the clean ones are of 3 to 7 words: those are found only whole and with an answer.`,
    ...(notLookedFor
      ? [`${notLookedFor} have fewer words still, or signs alone: those are not looked for.`]
      : []),
    ...(bySigns
      ? [
          `${bySigns} are formulas, or told from another by signs alone: those are found only with the same signs.`,
        ]
      : []),
    ...(encoded === null
      ? []
      : [`Found in other words only: ${paraphrased}. Sentences encoded: ${encoded}.`]),
    canary > 0
      ? `The canary of the release stands in these texts ${counted(canary, 'times')}: whoever read them read the release.`
      : 'The canary of the release does not stand in these texts.',
    ...(matchesFile === null ? [] : [`${counted(matches, 'passages')}: ${matchesFile}`]),
    ...(unread.length === 0 ? [] : [`Not read, so that nothing is known of it: ${unread.join(', ')}`]),
  ].join('\n');
}

/** What probes found of a model, for people. */
export function modelInWords(report: ModelReport, columns: number): string {
  const { model, version, items, findings, verdict, requests, reused, costUsd, itemsFile } = report;
  const tests = textTable(
    ['probe', 'n', 'effect', '95 % interval', 'p', 'by Holm', 'state'],
    findings.map(({ probe, state, n, effect, interval, pValue, adjustedPValue }) => [
      probe,
      String(n),
      effect === null ? '-' : effect.toFixed(3),
      interval === null ? '-' : interval.map((end) => end.toFixed(3)).join(' to '),
      pValue === null ? '-' : pValue.toFixed(4),
      adjustedPValue === null ? '-' : adjustedPValue.toFixed(4),
      state,
    ]),
    columns,
  );
  const paid = costInWords(costUsd);
  return [
    `${model} on ${counted(items, 'items')} of ${version}: ${counted(requests, 'requests')}, ${counted(reused, 'answers')} used again, ${paid}`,
    '',
    tests,
    '',
    ...findings.map(
      ({ probe, says, items: of }) =>
        `${probe}: ${says}${of === items ? '' : ` (A check of ${counted(of, 'items')}.)`}`,
    ),
    '',
    verdict,
    ...(itemsFile === null ? [] : [`Items given back word for word: ${itemsFile}`]),
  ].join('\n');
}

/** What runs say of old and new items, for people. */
export function runsInWords(
  { version, older, items, matchedBy, models, gained, verdict }: RunsReport,
  columns: number,
): string {
  const rows = models.flatMap(({ model, againstOthers, ...own }) => [
    ['by itself', own, model] as const,
    ...(againstOthers ? [['against others', againstOthers, model] as const] : []),
  ]);
  const table = textTable(
    ['old - new', 'points', '95 % interval', 'by Holm', 'model'],
    rows.map(([what, { difference, interval, adjustedPValue }, model]) => [
      what,
      points(difference),
      pointsInterval(interval),
      adjustedPValue.toFixed(4),
      model,
    ]),
    columns,
  );
  return [
    `${version}: ${counted(items.old, 'items')} that stood in ${older.join(', ')} and ${items.new} new ones, matched in ${matchedBy}; against others also in how many models are right`,
    '',
    table,
    '',
    ...(gained === null
      ? []
      : [
          `${gained.gained.length} of ${gained.n} old items were wrong for every earlier model and right for every later one; ${gained.expected.toFixed(1)} expected (p by Holm ${gained.adjustedPValue.toFixed(4)}).`,
        ]),
    verdict,
  ].join('\n');
}
