import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

const bufferBytes = 1 << 18;

/** A file that only grows, and can be cut back to a length at which it was whole. */
export class GrowingFile {
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;

  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    private written: number,
  ) {}

  /** Opens a file at a path, made where it is not there, and cuts off what stands behind the first bytes. */
  static async open(path: string, bytes: number): Promise<GrowingFile> {
    const handle = await open(path, constants.O_RDWR | constants.O_CREAT);
    await handle.truncate(bytes);
    return new GrowingFile(path, handle, bytes);
  }

  /** Bytes that it holds, those included that are not on disk yet. */
  get bytes(): number {
    return this.written + this.#pendingBytes;
  }

  /** Throws the system's error (ENOSPC, ...) where bytes of this or an earlier call cannot be written. */
  async append(bytes: Uint8Array): Promise<void> {
    this.#pending.push(bytes);
    this.#pendingBytes += bytes.length;
    if (this.#pendingBytes >= bufferBytes) await this.flush();
  }

  /** After it, whoever opens the file sees all of it. */
  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    for (let at = 0; at < bytes.length; ) {
      const { bytesWritten } = await this.handle.write(bytes, at, bytes.length - at, this.written);
      at += bytesWritten;
      this.written += bytesWritten;
    }
  }

  /** After it, a loss of power takes nothing of it. */
  async sync(): Promise<void> {
    await this.flush();
    await this.handle.datasync();
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
