import type { StoredRelease } from '../store.js';

/** A form in which a release is handed to other programs. One file a format, one line in the registry. */
export interface ExportFormat {
  readonly name: string;
  /** One line for the help. */
  readonly description: string;
  /** The files by their path, every byte of the release held against its checksum. */
  render(release: StoredRelease): AsyncIterable<ExportedFile>;
}

export interface ExportedFile {
  readonly path: string;
  readonly data: string | Uint8Array;
}
