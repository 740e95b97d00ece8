import { join } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../../src/core/errors.js';
import { exists, makeFolder, readJson, writeJson } from '../../src/core/files.js';
import { type Lock, takeLock } from '../../src/core/lock.js';
import { removeVectorFiles, VectorFiles } from './vector-files.js';

const headerSchema = z.object({
  format: z.literal(1),
  encoder: z.string(),
  checksum: z.string(),
  dimensions: z.number().int().positive(),
  /** Which files hold the data: a rewrite makes the next ones and then changes this number. */
  generation: z.number().int().nonnegative(),
});
type Header = z.infer<typeof headerSchema>;

/** Whose vectors a store holds. */
export type StoreOwner = Pick<Header, 'encoder' | 'checksum' | 'dimensions'>;

function headerPath(folder: string): string {
  return join(folder, 'header.json');
}

/** Whether a folder holds a store. */
export function isStore(folder: string): Promise<boolean> {
  return exists(headerPath(folder));
}

async function openHeader(folder: string, owner: StoreOwner | undefined): Promise<Header> {
  const path = headerPath(folder);
  if (owner && !(await exists(path))) {
    await writeJson(path, { format: 1, ...owner, generation: 0 } satisfies Header);
  }
  const header = await readJson(path, headerSchema);
  if (!owner || (header.checksum === owner.checksum && header.dimensions === owner.dimensions)) return header;
  throw new MixevalError('corrupt', `${path} is of another encoder: ${header.encoder}, ${header.checksum}.`, {
    next: `Remove ${folder}: what was in it will be encoded again.`,
  });
}

/** Unit vectors on disk by key, for one process at a time. header.json says whose they are and which files hold them. */
export class VectorStore {
  private constructor(
    private readonly folder: string,
    private readonly lock: Lock,
    private header: Header,
    private files: VectorFiles,
  ) {}

  /**
   * Opens the store in a folder; with `owner` makes it where there is none.
   *
   * @throws MixevalError `locked` while another process has it open, `corrupt` where it is another encoder's
   */
  static async open(folder: string, owner?: StoreOwner): Promise<VectorStore> {
    await makeFolder(folder);
    const lock = await takeLock(join(folder, 'lock'), `embeddings in ${folder}`);
    try {
      const header = await openHeader(folder, owner);
      // What a rewrite left that was killed, before or after it changed the header.
      await removeVectorFiles(folder, header.generation - 1);
      await removeVectorFiles(folder, header.generation + 1);
      const files = await VectorFiles.open(folder, header.generation, header.dimensions);
      return new VectorStore(folder, lock, header, files);
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** The row of a key, or -1. `at` is its place among `keys`. */
  find(keys: Uint32Array, at: number): number {
    return this.files.find(keys, at);
  }

  /** As `VectorFiles.append`. */
  append(keys: Uint32Array, vectors: Float32Array): Promise<void> {
    return this.files.append(keys, vectors);
  }

  /** As `VectorFiles.read`. */
  read(rows: Int32Array): Promise<Float32Array> {
    return this.files.read(rows);
  }

  /**
   * Takes rows out for good: what remains is written anew and the old files are removed.
   *
   * @param rows distinct rows, in any order
   */
  async remove(rows: ReadonlySet<number>): Promise<void> {
    if (rows.size === 0) return;
    const header = { ...this.header, generation: this.header.generation + 1 };
    await removeVectorFiles(this.folder, header.generation);
    const files = await VectorFiles.open(this.folder, header.generation, header.dimensions);
    try {
      const rowsPerStep = 8192;
      for (let start = 0; start < this.files.rows; start += rowsPerStep) {
        const length = Math.min(rowsPerStep, this.files.rows - start);
        const kept = Int32Array.from({ length }, (_, at) => start + at).filter((row) => !rows.has(row));
        await files.append(this.files.keysOf(kept), await this.files.read(kept));
      }
      await writeJson(headerPath(this.folder), header);
    } catch (error) {
      await files.close();
      throw error;
    }
    await this.files.close();
    await removeVectorFiles(this.folder, this.header.generation);
    this.header = header;
    this.files = files;
  }

  async close(): Promise<void> {
    await this.files.close();
    await this.lock.release();
  }
}
