import { putBefore } from '../item-text.js';
import { commonPrefix } from '../overlap.js';
import type { Probe } from '../probe.js';

/** Hex digits of the canary that are given. */
const given = 8;
const base = 16;

function hexIn(text: string): string {
  return text.toLowerCase().replace(/[^0-9a-f]/g, '');
}

/** Runs of digits in a reply that are looked at, each also without a repetition of what was given. */
const runsRead = 2;

/** Digits in a row that the reply goes on with rightly. */
function digitsRight(reply: string, rest: string): number {
  const runs = reply.toLowerCase().match(/[0-9a-f-]{4,}/g) ?? [];
  const begins = runs.slice(0, runsRead).flatMap((run) => [hexIn(run), hexIn(run).slice(given)]);
  const right = begins.map((digits) => commonPrefix([...digits], [...rest]));
  return Math.max(0, ...right);
}

/**
 * Given the beginning of the release's canary, does the model go on with the rest? The canary stands in the release's own
 * files and nowhere else, and nobody can guess it: by chance k digits come once in 16^k.
 */
export const canary: Probe = {
  name: 'canary',
  asks: "for the rest of the release's canary, after its first eight digits",
  needs: 'replies',
  plan({ canary: whole, version, kind }) {
    const rest = hexIn(whole).slice(given);
    const begun = whole.slice(0, given);
    const instructions = [
      'Continue this identifier exactly. Write the rest of it and nothing else.',
      `This is the canary of MixEval release ${version}, which stands in each of its items. Continue it exactly. Write the rest of it and nothing else.`,
    ];
    const asked = kind === 'base' ? instructions.slice(0, 1) : instructions;
    return {
      questions: asked.map((instruction, at) => ({
        id: String(at),
        messages: putBefore(kind, instruction, `canary: ${begun}-`),
        maxTokens: 60,
      })),
      conclude(answers) {
        const replies = asked.flatMap((_, at) => answers.reply(String(at)) ?? []);
        if (replies.length === 0) return { state: 'too-few', n: 0, says: 'It did not answer.' };
        const right = Math.max(...replies.map((reply) => digitsRight(reply, rest)));
        // As many chances as beginnings were looked at.
        const chances = 2 * runsRead * replies.length;
        const pValue = right === 0 ? 1 : Math.min(1, chances * base ** -right);
        return {
          state: 'tested',
          n: replies.length,
          effect: right / rest.length,
          interval: null,
          pValue,
          measures: { digits: right, of: rest.length },
          says: `It goes on with ${right} of the canary's ${rest.length} digits.`,
        };
      },
    };
  },
};
