/** Items that a model gave back word for word, kept over narrower checks. */

import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { exists } from '../../../src/core/files.js';
import { readJsonLines, writeJsonLines } from '../../../src/core/json-lines.js';
import type { LongTask } from '../../../src/core/progress.js';
import type { SeenItem } from './probe.js';

const lineSchema = z.object({
  item: z.string(),
  label: z.literal('question'),
  probe: z.string(),
  text: z.string(),
});

/** What a check has asked. */
export interface AskedAgain {
  readonly probes: ReadonlySet<string>;
  readonly items: ReadonlySet<string>;
  /** What earlier checks found is forgotten. */
  readonly fresh: boolean;
}

/**
 * Puts what a check found in the place of what an earlier one found by the same probes on the same items. The rest stays: a
 * check of one probe, or of fewer items, says nothing of the others.
 *
 * @returns all that are kept
 * @throws MixevalError `invalid-data` for a damaged list, `interrupted`
 */
export async function keepItems(
  file: string,
  seen: readonly SeenItem[],
  { probes, items, fresh }: AskedAgain,
  { signal }: LongTask = {},
): Promise<SeenItem[]> {
  const kept: SeenItem[] = [];
  if (!fresh && (await exists(file))) {
    for await (const line of readJsonLines(file, lineSchema, { signal })) {
      if (!(probes.has(line.probe) && items.has(line.item))) kept.push(line);
    }
  }
  const all = [...kept, ...seen];
  if (all.length > 0) await writeJsonLines(file, all);
  else await rm(file, { force: true });
  return all;
}
