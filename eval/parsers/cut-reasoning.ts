const names = 'think|thinking|thought|reasoning|reflection|scratchpad';

/**
 * A response without its reasoning blocks (`<think>...</think>` and the like). A block that is closed but never opened
 * (servers that put the opening tag into the prompt) ends at its closing tag; one that is never closed runs to the end:
 * the model was cut off before it answered.
 */
export function cutReasoning(text: string): string {
  const closed = text.replace(new RegExp(`<(${names})>[\\s\\S]*?</\\1>`, 'gi'), '');
  const strays = [...closed.matchAll(new RegExp(`</(?:${names})>`, 'gi'))];
  const last = strays.at(-1);
  const answered = last ? closed.slice(last.index + last[0].length) : closed;
  return answered.replace(new RegExp(`<(?:${names})>[\\s\\S]*$`, 'i'), '').trim();
}
