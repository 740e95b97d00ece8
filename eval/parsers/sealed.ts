import { sha256 } from '../../src/core/hash.js';

/** The longest response that a judge is shown, in characters: of a longer one its beginning and its end. */
const longest = 12_000;

/** A response that stands in a judge's prompt as material: nothing in it can end its block. */
export interface SealedResponse {
  /** The line before and after the block. */
  readonly mark: string;
  /** The block, marks included. */
  readonly block: string;
}

/**
 * Puts a response between two marks that it cannot hold: the mark is a hash of item and response, so that a response would
 * have to contain its own hash, and it is taken out even then. Characters that show nothing are taken out too, and what
 * looks like a mark or a verdict is set apart, so that a judge that quotes the response quotes neither.
 *
 * @param itemId the item's id
 */
export function sealed(itemId: string, response: string): SealedResponse {
  const mark = `<<<response ${sha256(`${itemId}\u0000${response}`).slice(0, 20)}>>>`;
  const shown =
    response.length > longest
      ? `${response.slice(0, longest / 2)}\n[...]\n${response.slice(-longest / 2)}`
      : response;
  const text = shown
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, (found) => (found === '\n' || found === '\t' ? found : ''))
    .replace(/\[(?=\[)|\](?=\])|<(?=<<)|>(?=>>)/g, '$& ');
  return { mark, block: `${mark}\n${text.replaceAll(mark, '')}\n${mark}` };
}
