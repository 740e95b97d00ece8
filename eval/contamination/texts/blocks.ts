/** A stretch of a text that is looked through at once. */
export interface Block {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What begins at this byte or later begins in the next block too, and belongs to it. */
  readonly own: number;
}

export const blockBytes = 4 << 20;
/** Longer than any passage with what is looked for behind it. */
export const sharedBytes = 1 << 16;

/** The last place at or before `end` where a word may begin; `end` where there is none near. */
function wordBoundary(bytes: Uint8Array, end: number): number {
  for (let place = end; place > end - 1024 && place > 0; place -= 1) {
    const before = bytes[place - 1] ?? 0;
    if (before === 0x20 || before === 0x0a) return place;
  }
  return end;
}

/**
 * Cuts a stream into blocks that overlap, so that no passage is cut. Where they are cut depends on the bytes alone,
 * not on the chunks they come in.
 *
 * @param size bytes of a block; `shared` of them stand in the next one too
 * @param room gives bytes to fill, whatever they hold
 */
export async function* textBlocks(
  chunks: AsyncIterable<Uint8Array>,
  size = blockBytes,
  shared = sharedBytes,
  room: (bytes: number) => Uint8Array<ArrayBuffer> = (bytes) => new Uint8Array(bytes),
): AsyncGenerator<Block> {
  let bytes = room(size);
  let filled = 0;
  for await (const chunk of chunks) {
    let taken = 0;
    while (taken < chunk.length) {
      // A block goes out only when more is known to follow: the last one must own all of its bytes.
      if (filled === size) {
        const own = wordBoundary(bytes, size - shared);
        const next = room(size);
        next.set(bytes.subarray(own));
        yield { bytes, own };
        filled = size - own;
        bytes = next;
      }
      const part = chunk.subarray(taken, taken + size - filled);
      bytes.set(part, filled);
      filled += part.length;
      taken += part.length;
    }
  }
  if (filled > 0) yield { bytes: bytes.slice(0, filled), own: filled };
}
