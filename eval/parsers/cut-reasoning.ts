const names = 'think|thinking|thought|reasoning|reflection|scratchpad';
const block = new RegExp(`<(${names})>[\\s\\S]*?</\\1>`, 'gi');
const opening = new RegExp(`^\\s*<(?:${names})>`, 'i');
const openToTheEnd = new RegExp(`<(?:${names})>[\\s\\S]*$`, 'i');
const closing = new RegExp(`</(?:${names})>`, 'gi');

/**
 * A response without its reasoning blocks (`<think>...</think>` and the like). A block that is closed but never opened
 * (servers that put the opening tag into the prompt) ends at its closing tag; one that is never closed runs to the end:
 * the model was cut off before it answered.
 */
export function cutReasoning(text: string): string {
  const closed = text.replace(block, '');
  const strays = [...closed.matchAll(closing)];
  const last = strays.at(-1);
  const answered = last ? closed.slice(last.index + last[0].length) : closed;
  return answered.replace(openToTheEnd, '').trim();
}

/**
 * What a judge says after its reasoning block. Its reasoning may quote a response, and a response may hold a closing tag: where
 * the block does not end in one place it is not known what the judge said.
 *
 * @returns undefined where the block does not end, or in more places than one
 */
export function afterReasoning(text: string): string | undefined {
  if (!opening.test(text)) return text;
  const [, said, ...more] = text.split(closing);
  return more.length > 0 ? undefined : said;
}
