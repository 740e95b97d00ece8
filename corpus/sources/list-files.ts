import { readdir, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** Files of a folder that hold queries, by name; a file that the user names may be called anything. */
const readable =
  /\.(?:txt|text|tsv|csv|json|jsonl|ndjson|parquet|html?|xhtml|warc|wet|arc|paths)(?:\.(?:gz|zst))?$/i;

/** What a folder or a file gives to read. */
export interface ListedFiles {
  /** Paths to open, sorted. */
  readonly files: readonly string[];
  /** Files of the folder that are of no known kind or were left out. */
  readonly passedOver: readonly string[];
}

/** A pattern of file names as a regular expression: `*` within a folder, `**` across them, `?` one character. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/?|[*?]|[.+^${}()|[\]\\]/g, (found) => {
    if (found === '**/') return '(?:.*/)?';
    if (found === '**') return '.*';
    if (found === '*') return '[^/]*';
    return found === '?' ? '[^/]' : `\\${found}`;
  });
  return new RegExp(`^${source}$`);
}

/** A test for files to be left out: a pattern fits a file's own name, or its path within the folder. */
function exclusion(globs: readonly string[]): (path: string) => boolean {
  const patterns = globs.map(globPattern);
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return patterns.some((pattern) => pattern.test(name) || pattern.test(path));
  };
}

/**
 * The files at a path: the file itself, or those of the folder and of all folders in it that hold queries by their
 * names. Hidden files and files that `exclude` fits are passed over.
 *
 * Throws the system's error (ENOENT, EACCES, ...) where the path itself cannot be read.
 */
export async function listFiles(path: string, exclude: readonly string[]): Promise<ListedFiles> {
  if (!(await stat(path)).isDirectory()) return { files: [path], passedOver: [] };
  const isExcluded = exclusion(exclude);
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files: string[] = [];
  const passedOver: string[] = [];
  for (const entry of entries) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    const inner = relative(path, file).split(sep).join('/');
    if (inner.split('/').some((part) => part.startsWith('.'))) continue;
    if (readable.test(entry.name) && !isExcluded(inner)) files.push(file);
    else passedOver.push(file);
  }
  return { files: files.sort(), passedOver: passedOver.sort() };
}
