/** Fenced blocks, closed or not, and inline code in backticks. */
const code = /(```[\s\S]*?(?:```|$)|`[^`\n]+`)/;

/** Changes a text's prose and leaves its code as it is; `changeCode` may change that too. */
export function mapProse(
  text: string,
  change: (prose: string) => string,
  changeCode: (code: string) => string = (unchanged) => unchanged,
): string {
  if (!text.includes('`')) return change(text);
  // With one capturing group, `split` gives prose and code in turn.
  return text
    .split(code)
    .map((piece, index) => (index % 2 === 0 ? change(piece) : changeCode(piece)))
    .join('');
}

/** The prose of a text: what a person wrote in words. */
export function proseOf(text: string): string {
  return mapProse(
    text,
    (prose) => prose,
    () => ' ',
  );
}
