import { agreementOf, findRun, readGrades, type SplitAgreement } from '../../eval/index.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { openRelease } from '../../versions/index.js';
import type { Runs } from './shapes.js';

export type FormatAgreement = Record<Format, SplitAgreement>;

/** How rules and the stored verdicts of a judge agree on the same responses, of one run each. */
export async function agreementOfStored(
  byRules: Runs,
  byJudge: Runs,
  folder: string,
  version: string,
): Promise<FormatAgreement> {
  const workspace = workspaceAt(folder);
  const { splits } = await openRelease(workspace, version, { benchmarks: ['mixeval'] });
  const formatOf = new Map(
    formats.flatMap((format) =>
      (splits.mixeval?.[format].items ?? []).map((item) => [item.id, format] as const),
    ),
  );
  const gradesOf = async ({ runs: [run] }: Runs) => readGrades(await findRun(workspace, run?.path ?? ''));
  return agreementOf(await gradesOf(byRules), await gradesOf(byJudge), (item) => formatOf.get(item));
}
