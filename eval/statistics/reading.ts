import { inTurns } from '../../src/core/in-turns.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { GradedResponse, Summary } from '../records.js';

/**
 * How far a run's reading of its responses agrees with itself: rules with the judges in the audit sample, and judges with each
 * other. Free answers agree on the same side of one half, choices where they are the same.
 *
 * @param formatOf an item's format
 */
export async function readingAgreement(
  grades: Iterable<GradedResponse>,
  formatOf: (item: string) => Format | undefined,
): Promise<Pick<Summary, 'audit' | 'panel'>> {
  const audit = { responses: 0, agreed: 0 };
  const panel = { responses: 0, agreed: 0 };
  const alone = new Map<string, number>();
  await inTurns(grades, ({ item, score, audit: audited, votes }) => {
    // Most responses were read by one alone, and their formats need not be known.
    if (typeof audited !== 'number' && (votes?.length ?? 0) < 2) return;
    const isFree = formatOf(item) === 'free-form';
    const side = (value: number): number => (isFree ? Number(value >= 0.5) : value);
    if (typeof audited === 'number' && score !== null) {
      audit.responses += 1;
      audit.agreed += Number(side(audited) === side(score));
    }
    if (votes && votes.length > 1) {
      const said = votes.map((vote) =>
        vote.score === null ? `${vote.reason}` : isFree ? side(vote.score) : (vote.answer ?? vote.score),
      );
      panel.responses += 1;
      panel.agreed += Number(new Set(said).size === 1);
      const [only, second] = votes.filter(({ reason }) => reason !== 'judge-unreadable');
      if (only && !second) alone.set(only.by, (alone.get(only.by) ?? 0) + 1);
    }
  });
  return {
    audit: audit.responses > 0 ? audit : null,
    panel: panel.responses > 0 ? { ...panel, alone: Object.fromEntries(alone) } : null,
  };
}
