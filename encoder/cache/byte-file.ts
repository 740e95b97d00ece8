import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file of raw bytes, read and written at places. The system may do less than it is asked in one call; here all is done. */
export class ByteFile {
  private constructor(private readonly handle: FileHandle) {}

  /** Opens the file, making an empty one where there is none. */
  static async open(path: string): Promise<ByteFile> {
    return new ByteFile(await open(path, constants.O_RDWR | constants.O_CREAT, 0o644));
  }

  /** Bytes in it. */
  async size(): Promise<number> {
    return (await this.handle.stat()).size;
  }

  /** Fills `bytes` from the file's bytes at `position` on. @throws RangeError where the file ends before */
  async read(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await this.handle.read(bytes, done, bytes.length - done, position + done);
      if (bytesRead === 0) throw new RangeError('The file ends before the bytes that were asked for.');
      done += bytesRead;
    }
  }

  /** Writes `bytes` at `position` and returns once they are on the disk. */
  async write(bytes: Uint8Array, position: number): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.handle.write(bytes, done, bytes.length - done, position + done);
      done += bytesWritten;
    }
    await this.handle.datasync();
  }

  async truncate(size: number): Promise<void> {
    await this.handle.truncate(size);
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
