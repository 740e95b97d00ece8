const newline = 0x0a;

/** The same bytes, cut where lines end; the last piece may have none. Each piece is a copy of its own. */
export async function* wholeLines(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let open: Uint8Array[] = [];
  for await (const piece of pieces) {
    const end = piece.lastIndexOf(newline) + 1;
    if (end > 0) {
      yield joined([...open, piece.subarray(0, end)]);
      open = [];
    }
    if (end < piece.length) open.push(piece.subarray(end));
  }
  if (open.length > 0) yield joined(open);
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
