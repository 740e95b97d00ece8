import { join } from 'node:path';
import { z } from 'zod';
import { listFolder } from '../../src/core/files.js';
import { readJsonLines } from '../../src/core/json-lines.js';
import type { LongTask } from '../../src/core/progress.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { RunRecord } from '../records.js';
import { contaminationFolder, modelReportName } from './report-files.js';

const lineSchema = z.object({ item: z.string() });

/**
 * The items of a release that its contamination reports name: those that stand in texts, which any model may have read, and
 * those that one of these models gave back word for word.
 *
 * @returns ids; undefined where no report tells anything of these models
 * @throws MixevalError `invalid-data` for a damaged list of items, `interrupted`
 */
export async function seenItems(
  workspace: Workspace,
  version: string,
  models: readonly Pick<RunRecord, 'origin' | 'model'>[],
  { signal }: LongTask = {},
): Promise<ReadonlySet<string> | undefined> {
  const folder = contaminationFolder(workspace, version);
  const asked = new Set(models.map(({ origin, model }) => modelReportName(origin, model)));
  const concerns = (file: string): boolean =>
    file.startsWith('texts-') || asked.has(file.split('.')[0] ?? '');
  const files = (await listFolder(folder)).filter(concerns);
  if (!files.some((file) => file.endsWith('.json'))) return undefined;
  const seen = new Set<string>();
  for (const file of files.filter((name) => /\.(?:matches|items)\.jsonl$/.test(name))) {
    for await (const { item } of readJsonLines(join(folder, file), lineSchema, { signal })) seen.add(item);
  }
  return seen;
}
