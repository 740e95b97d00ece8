import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import type { Format } from '../../src/core/schemas/item.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import { runFiles } from '../run/run-folder.js';

/** A file of responses, and what its name and place say of it. */
export interface ResponseFile {
  readonly path: string;
  /** `run` lies in a run's folder of ours; `judged` holds a judge's verdicts beside the responses. */
  readonly kind: 'run' | 'responses' | 'judged';
  /** The split it answers, where the name says so. */
  readonly format: Format | undefined;
  readonly benchmark: Benchmark | undefined;
  readonly model: string | undefined;
  /** Who judged, of a judged file: a model, or `rule`. */
  readonly judge: string | undefined;
}

const names: readonly {
  readonly pattern: RegExp;
  readonly format: Format;
  readonly kind: ResponseFile['kind'];
}[] = [
  {
    pattern: /^(?<model>.+)_close_freeform(?<hard>_hard)?\.jsonl(?:\.gz)?$/,
    format: 'free-form',
    kind: 'responses',
  },
  {
    pattern: /^(?<model>.+)_close_multichoice(?<hard>_hard)?\.jsonl(?:\.gz)?$/,
    format: 'multiple-choice',
    kind: 'responses',
  },
  {
    pattern: /^judge_results_ff_(?:model_judge_(?<judge>.+?)|rule)\.jsonl(?:\.gz)?$/,
    format: 'free-form',
    kind: 'judged',
  },
  {
    pattern: /^judge_results_mp_(?:model_judge_(?<judge>.+?)|rule)\.jsonl(?:\.gz)?$/,
    format: 'multiple-choice',
    kind: 'judged',
  },
];

/** MixEval keeps a model's files at most so many folders below its output folder. */
const deepest = 4;

/**
 * The response files at a path: one file of any name, or all known ones in a folder and the folders in it.
 *
 * @throws MixevalError `not-found` where there are none
 */
export async function responseFiles(path: string): Promise<ResponseFile[]> {
  const place = resolve(path);
  if ((await stat(place)).isFile()) return [describeFile(place)];
  const files = (await filesIn(place, deepest)).map(describeFile);
  const known = files.filter(({ kind, format }) => kind === 'run' || format !== undefined);
  if (known.length > 0) return known;
  throw new MixevalError('not-found', `${path} holds no response files.`, {
    next: `Expected ${runFiles.responses} of a run, or MixEval's <model>_close_freeform.jsonl, <model>_close_multichoice.jsonl or judge_results_*.jsonl. Any other file of responses can be named itself.`,
    details: { path },
  });
}

async function filesIn(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && depth > 0) found.push(...(await filesIn(path, depth - 1)));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

function describeFile(path: string): ResponseFile {
  const name = basename(path);
  const folders = dirname(path).split(sep);
  const at = folders.findLastIndex((folder) => benchmarkNamed(folder) !== undefined);
  const place = {
    benchmark: benchmarkNamed(folders[at] ?? ''),
    model: at > 0 ? folders[at - 1] : undefined,
  };
  if (name === runFiles.responses) {
    return { path, kind: 'run', format: undefined, judge: undefined, benchmark: undefined, model: undefined };
  }
  for (const { pattern, format, kind } of names) {
    const found = pattern.exec(name)?.groups;
    if (!found) continue;
    return {
      path,
      kind,
      format,
      benchmark:
        found['hard'] === undefined
          ? (place.benchmark ?? (kind === 'judged' ? undefined : 'mixeval'))
          : 'mixeval-hard',
      model: found['model'] ?? place.model,
      judge: kind === 'judged' ? (found['judge'] ?? 'rule') : undefined,
    };
  }
  return { path, kind: 'responses', format: undefined, judge: undefined, ...place };
}

function benchmarkNamed(folder: string): Benchmark | undefined {
  if (folder === 'mixeval') return 'mixeval';
  return folder === 'mixeval_hard' || folder === 'mixeval-hard' ? 'mixeval-hard' : undefined;
}
