import { sha256 } from './hash.js';

/** The longest text that is shown, in characters: of a longer one its beginning and its end. */
const longest = 12_000;

/** Somebody's text that stands in a prompt as material: nothing in it can end its block. */
export interface SealedText {
  /** The hash that only its marks hold. */
  readonly code: string;
  /** The line before and after the block. */
  readonly mark: string;
  /** The block, marks included. */
  readonly block: string;
}

export interface SealedAs {
  /** What it is, one word: `response`. */
  readonly kind: string;
  /** What it belongs to, such as an item's id. */
  readonly of: string;
  /** Hexadecimal digits of the code; 20 unless said otherwise. */
  readonly digits?: number;
}

/**
 * Puts a text between two marks that it cannot hold: they carry a hash of the text and what it belongs to, so that a text would
 * have to contain its own hash, and it is taken out even then. Characters that show nothing are taken out too, and what looks
 * like a mark, a verdict or a chat template's token, in full-width signs too, is set apart, so that a model that quotes the
 * text quotes neither.
 */
export function sealed(text: string, { kind, of, digits = 20 }: SealedAs): SealedText {
  const code = sha256(`${of}\u0000${text}`).slice(0, digits);
  const mark = `<<<${kind} ${code}>>>`;
  const shown =
    text.length > longest ? `${text.slice(0, longest / 2)}\n[...]\n${text.slice(-longest / 2)}` : text;
  const harmless = shown
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}]/gu, (found) => (found === '\n' || found === '\t' ? found : ''))
    .replace(/[［］＜＞｜﹤﹥]/g, (found) => found.normalize('NFKC'))
    .replace(/[⟦〚]/g, '[ [')
    .replace(/[⟧〛]/g, '] ]')
    .replace(/\[(?=\[)|\](?=\])|<(?=<<|\|)|>(?=>>)/g, '$& ');
  return { code, mark, block: `${mark}\n${harmless.replaceAll(code, '')}\n${mark}` };
}
