import type { ReleaseItem } from '../../src/core/schemas/release-item.js';

/** Authors of these ask that their questions are not put where they can be read in plain text (GPQA: Rein et al. 2023). */
const notInPlainText = /^gpqa\b/i;

/** Whether an item may stand in a folder that is published. */
export function isPublishable({ benchmarks }: Pick<ReleaseItem, 'benchmarks'>): boolean {
  return !benchmarks.some((name) => notInPlainText.test(name));
}
