/** One gzip stream, whose damage is an outcome and not an exception. */

import { createGunzip } from 'node:zlib';

const outputBytes = 1 << 16;

/** What came of feeding an inflater: the bytes unpacked, and why it ended, if it did. */
export interface Inflated {
  readonly pieces: Uint8Array[];
  readonly damage: string | undefined;
}

/**
 * One gzip stream of any number of members. At damage, Node.js gives neither the bytes it has unpacked in that call
 * nor a call of `write`'s callback, and what follows a member without being one ends the stream in silence: here all
 * three are an outcome of `write`.
 */
export class Inflater {
  readonly #gunzip = createGunzip({ chunkSize: outputBytes });
  #pieces: Uint8Array[] = [];
  #given = 0;
  #damage: string | undefined;
  #settle: () => void = () => undefined;

  constructor() {
    this.#gunzip.on('data', (piece: Uint8Array) => this.#pieces.push(piece));
    this.#gunzip.on('error', (error) => {
      this.#damage ??= error.message;
      this.#settle();
    });
    this.#gunzip.on('end', () => this.#settle());
  }

  /** Feeds it. After damage it takes no more. */
  async write(bytes: Uint8Array): Promise<Inflated> {
    this.#given += bytes.length;
    await new Promise<void>((resolve) => {
      this.#settle = resolve;
      this.#gunzip.write(bytes, () => resolve());
    });
    if (this.#gunzip.bytesWritten < this.#given) this.#damage ??= 'bytes that are no gzip follow';
    return this.#take();
  }

  /** Says that nothing follows: a member that is not complete is damage. */
  async end(): Promise<Inflated> {
    if (this.#damage === undefined) {
      await new Promise<void>((resolve) => {
        this.#settle = resolve;
        this.#gunzip.end();
      });
    }
    return this.#take();
  }

  #take(): Inflated {
    const pieces = this.#pieces;
    this.#pieces = [];
    return { pieces, damage: this.#damage };
  }

  close(): void {
    this.#gunzip.destroy();
  }
}
