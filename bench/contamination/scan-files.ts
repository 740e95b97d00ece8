import { planPieces } from '../../eval/contamination/texts/pieces.js';
import type { Question } from '../../eval/contamination/texts/question.js';
import { type PieceFound, scanPiece } from '../../eval/contamination/texts/scan.js';
import { ScanThreads } from '../../eval/contamination/texts/scan-threads.js';

/** What stands in each file: the passages, with the file they are in. */
export async function scanFiles(
  questions: readonly Question[],
  paths: readonly string[],
): Promise<{ readonly file: string; readonly passages: PieceFound['passages'] }[]> {
  const threads = new ScanThreads({ questions, ngram: 8 });
  const found = [];
  try {
    for (const piece of await planPieces(paths, {})) {
      const { passages } = await scanPiece(piece, threads, {}, () => undefined);
      found.push({ file: piece.file, passages });
    }
    return found;
  } finally {
    await threads.close();
  }
}
