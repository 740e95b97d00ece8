import type { Step } from '../benchmark.js';

/** Keeps what follows `####` in a worked solution (GSM8K's mark of the answer), the commas of thousands dropped. */
export const finalAnswer: Step = (item) => ({
  ...item,
  target: item.target.map(
    (solution) =>
      String(solution)
        .split('####')
        .at(-1)
        ?.trim()
        .replace(/(?<=\d),(?=\d{3})/g, '') ?? '',
  ),
});

/** Strips the letter that an option carries in its own text: `A)54`, `(B) 12`, `C. 7`. */
export const unletterOptions: Step = (item) => {
  if (item.options === undefined) return item;
  return { ...item, options: item.options.map((option) => option.replace(/^\s*\(?[A-Z][).]\s*/, '')) };
};
