/** Why a row does not become an item: what `rejected` counts, and what is said of it to people. */
export const reasons = {
  unreadable: 'the row cannot be read',
  'empty-prompt': 'no question',
  'empty-target': 'no answer',
  'several-right-options': 'more than one option is right',
  'target-not-an-option': 'the answer is none of the options',
  'ambiguous-target': 'the answer can be read as an index, a letter or a text, and they differ',
  'too-few-options': 'fewer than two options',
  'too-many-options': 'more options than letters',
  'empty-option': 'an option without text',
  'repeated-options': 'the same option twice',
  'letters-for-options': 'the options are letters alone: their texts are missing',
  'code-to-run': 'the answer is code that must be run',
  'few-shot-examples': 'solved examples stand before the question',
  'missing-figure': 'it refers to an image or a table that is not there',
  'refers-to-another-question': 'it cannot be answered without another question',
  'ungradable-target': 'no accepted answer holds a letter or a digit',
  'refers-to-options': 'a free question or answer that only makes sense among options',
  'too-long': 'longer than a question may be',
  duplicate: 'the same item stands in this pool already',
  'over-limit': 'left out by the limit asked for',
} as const;

export type Reason = keyof typeof reasons;

/** How many rows were rejected, by reason. */
export type RejectedCounts = Partial<Record<Reason, number>>;
