import { inPercent } from '../../../../src/core/text-table.js';
import { type Halves, halvesOf } from '../halves.js';
import type { Probe, ProbeMaterial } from '../probe.js';
import { askForRest, continuation, seenIn } from './completion.js';
import { paired } from './paired.js';

/** Names where the text stands; says the same as the plain instruction otherwise. */
function guided({ version }: ProbeMaterial, { item }: Halves): string {
  const subject = item.subject === undefined ? '' : `, ${item.subject}`;
  return `The text below is the beginning of an item of the benchmark ${item.benchmark_name}${subject} (test set), as MixEval release ${version} prints it. Continue it from exactly where it stops, word for word as it goes on there. Write the continuation and nothing else.`;
}

/**
 * Does it help a model to be told which benchmark a text is from? (Golchin and Surdeanu 2024, "Time travel in LLMs"): only
 * where it knows the benchmark.
 */
export const guidedCompletion: Probe = {
  name: 'guided-completion',
  asks: "for an item's second half, with the benchmark's name and without",
  needs: 'replies',
  plan(material) {
    // A base model follows no instruction: there is nothing to guide it by.
    const halves = material.kind === 'base' ? [] : halvesOf(material.splits.flat());
    return {
      questions: halves.flatMap((half) => [
        { id: `own ${half.item.id}`, ...askForRest(material.kind, half.first, guided(material, half)) },
        { id: `control ${half.item.id}`, ...askForRest(material.kind, half.first) },
      ]),
      conclude(answers) {
        const pairs = halves.flatMap((half) => {
          const own = continuation(half, half.first, answers.reply(`own ${half.item.id}`));
          const control = continuation(half, half.first, answers.reply(`control ${half.item.id}`));
          return own && control ? [{ own: own.rouge, control: control.rouge }] : [];
        });
        return paired(pairs, {
          what: 'items could be cut in two and were answered',
          seen: seenIn('guided-completion', halves, material, answers),
          says: ({ own, control }) =>
            `Told the benchmark's name it continues items with ROUGE-L ${inPercent(own)}, without it ${inPercent(control)}.`,
        });
      },
    };
  },
};
