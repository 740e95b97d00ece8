import type { DetectorModel, DetectorReply } from './detector-model.js';
import { groupsOf, type ModelVerdict, sealedGroup, type TextGroup, verdictsIn } from './question.js';
import type { KeptVerdict, Verdicts } from './verdicts.js';

/** How often a text is asked about again, alone, before it counts as undecided. */
const triesAgain = 2;

/** What was asked and paid, added up. */
export interface Spent {
  requests: number;
  inputTokens: number;
  outputTokens: number;
}

export interface SortOptions {
  readonly model: DetectorModel;
  readonly verdicts: Verdicts;
  /** Texts in one question at most, from 1. */
  readonly batch: number;
  readonly spent: Spent;
  /** Told of each text that has a verdict now. */
  readonly onSorted: () => void;
}

/**
 * Asks a model about texts that no verdict is kept of, several questions at a time, and keeps each verdict at once. What
 * cannot be read of a reply is asked again, text by text and in fewer words; then it is undecided.
 *
 * @throws MixevalError what the model's server failed by, once every question under way has ended
 */
export async function sortTexts(texts: readonly string[], options: SortOptions): Promise<void> {
  const groups = groupsOf(texts, options.batch);
  let failure: { readonly error: unknown } | undefined;
  const work = async (): Promise<void> => {
    for (let next = groups.next(); !next.done && !failure; next = groups.next()) {
      try {
        await sortGroup(next.value, options);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: options.model.width }, work));
  if (failure) throw failure.error;
}

async function sortGroup(group: TextGroup, options: SortOptions): Promise<void> {
  const found = await ask(group, false, options);
  for (const [at, text] of group.entries()) {
    const verdict = found[at];
    if (verdict !== undefined) await keep(text, verdict, options);
  }
  for (const [at, text] of group.entries()) {
    if (found[at] === undefined) await keep(text, await askAgain(text, options), options);
  }
}

async function askAgain(text: string, options: SortOptions): Promise<KeptVerdict> {
  for (let tries = 0; tries < triesAgain; tries += 1) {
    const [verdict] = await ask([text], true, options);
    if (verdict !== undefined) return verdict;
  }
  return 'undecided';
}

async function keep(text: string, verdict: KeptVerdict, { verdicts, onSorted }: SortOptions): Promise<void> {
  await verdicts.set(text, verdict);
  onSorted();
}

async function ask(
  group: TextGroup,
  brief: boolean,
  { model, spent }: SortOptions,
): Promise<(ModelVerdict | undefined)[]> {
  const { question, codes } = sealedGroup(group, { brief });
  const reply: DetectorReply = await model.ask(question);
  spent.requests += reply.requests;
  spent.inputTokens += reply.inputTokens;
  spent.outputTokens += reply.outputTokens;
  return verdictsIn(reply.text ?? '', codes);
}
