import { openConfirmation } from '../../eval/contamination/texts/paraphrase/confirm.js';
import type { ParaphraseTarget } from '../../eval/contamination/texts/paraphrase/targets.js';
import { planPieces } from '../../eval/contamination/texts/pieces.js';
import type { Question } from '../../eval/contamination/texts/question.js';
import { type PieceFound, scanPiece } from '../../eval/contamination/texts/scan.js';
import { ScanThreads } from '../../eval/contamination/texts/scan-threads.js';

/** One that no text holds. */
const noCanary = '00000000-0000-5000-8000-000000000000';

/**
 * What stands in each file: the passages, with the file they are in.
 *
 * @param targets to be looked for in other words too; none where left out
 */
export async function scanFiles(
  questions: readonly Question[],
  paths: readonly string[],
  targets: readonly ParaphraseTarget[] = [],
): Promise<({ readonly file: string } & PieceFound)[]> {
  const threads = new ScanThreads({ questions, canary: noCanary, ngram: 8, targets });
  const confirmation = targets.length > 0 ? await openConfirmation(targets, {}) : undefined;
  const found = [];
  try {
    for (const piece of await planPieces(paths, {})) {
      const inPiece = await scanPiece(piece, { threads, confirmation }, {}, () => undefined);
      found.push({ file: piece.file, ...inPiece });
    }
    return found;
  } finally {
    await confirmation?.close();
    await threads.close();
  }
}
