import { dirname, join } from 'node:path';
import { MixevalError } from '../../src/core/errors.js';
import { exists, readJson } from '../../src/core/files.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import type { Model } from '../model.js';
import { runRecordSchema, type Summary } from '../records.js';
import { readSummary, runFiles } from '../run/run-folder.js';
import { type ResponseFile, responseFiles } from './response-files.js';

/** The files that hold one model's responses to one benchmark. */
export interface ResponseSet {
  readonly model: string;
  readonly benchmark: Benchmark;
  readonly kind: Model['kind'];
  readonly limit: number | null;
  readonly repeats: number;
  readonly files: readonly ResponseFile[];
  /** What asking took; undefined where the files do not say it. */
  readonly asked: Asked | undefined;
}

/** What a run of ours says of how its responses came. */
export type Asked = Pick<Summary, 'inputTokens' | 'outputTokens' | 'costUsd' | 'seconds'>;

export interface ResponseSetOptions {
  readonly paths: readonly string[];
  readonly version: string;
  /** The verdicts that stand in judged files are wanted. */
  readonly stored: boolean;
  /** The judges whose verdicts are wanted; of all where there are none here. */
  readonly judgedBy: readonly string[];
  /** The model's name, where files and folders do not say it or another one is wanted. */
  readonly model: string | undefined;
  readonly benchmark: Benchmark | undefined;
  readonly kind: Model['kind'] | undefined;
}

/**
 * The response files at some paths by model and benchmark. Of MixEval's files of one split just one is taken: the responses, or
 * the judged file where its verdicts are wanted or nothing else is there.
 *
 * @throws MixevalError `usage` where a model's name is not known, or several judged files could be meant; `not-found`
 */
export async function responseSets(options: ResponseSetOptions): Promise<ResponseSet[]> {
  const sets = new Map<string, ResponseSet>();
  const files = (await Promise.all(options.paths.map(responseFiles))).flat();
  // Of a folder with files of both benchmarks those of the one that is named; files that say another one are believed last.
  const named = files.filter(({ benchmark }) => benchmark !== undefined && benchmark === options.benchmark);
  for (const file of named.length > 0 ? named : files) {
    const set = file.kind === 'run' ? await runSet(file, options) : plainSet(file, options);
    const name = JSON.stringify([set.model, set.benchmark, file.kind === 'run' ? file.path : '']);
    const known = sets.get(name);
    sets.set(name, known ? { ...known, files: [...known.files, file] } : set);
  }
  return [...sets.values()].map((set) => ({ ...set, files: chosen(set, options) }));
}

/** A run of ours: run.json beside it says everything. */
async function runSet(file: ResponseFile, options: ResponseSetOptions): Promise<ResponseSet> {
  const beside = join(dirname(file.path), runFiles.run);
  if (!(await exists(beside))) return plainSet(file, options);
  const run = await readJson(beside, runRecordSchema);
  if (run.version !== options.version) {
    throw new MixevalError(
      'usage',
      `${file.path} answers release "${run.version}", not "${options.version}".`,
      {
        next: `Use --version ${run.version}.`,
      },
    );
  }
  const { benchmark, kind, limit, repeats } = run;
  const asked = await readSummary({ record: run, path: dirname(file.path) }, () => undefined);
  return { model: options.model ?? run.model, benchmark, kind, limit, repeats, files: [file], asked };
}

function plainSet(file: ResponseFile, { model, benchmark, kind = 'chat' }: ResponseSetOptions): ResponseSet {
  const name = model ?? file.model;
  if (name === undefined) {
    throw new MixevalError('usage', `Nothing says which model ${file.path} is of.`, {
      next: 'Give its name with --model.',
    });
  }
  return {
    model: name,
    benchmark: benchmark ?? file.benchmark ?? 'mixeval',
    kind,
    limit: null,
    repeats: 1,
    files: [file],
    asked: undefined,
  };
}

function chosen(
  { files, model }: ResponseSet,
  { stored, judgedBy }: Pick<ResponseSetOptions, 'stored' | 'judgedBy'>,
): ResponseFile[] {
  // MixEval writes a judge's name with its slashes as underscores.
  const judges = new Set(judgedBy.map((name) => name.replaceAll('/', '_')));
  const isWanted = ({ judge }: ResponseFile): boolean =>
    judges.size === 0 || (judge !== undefined && judges.has(judge));
  const splits = new Set(files.map(({ format }) => format));
  return [...splits].flatMap((format) => {
    const ofSplit = files.filter((file) => file.format === format);
    const readByJudges = ofSplit.filter(({ kind }) => kind === 'judged');
    const judged = stored ? readByJudges.filter(isWanted) : readByJudges;
    const plain = ofSplit.filter(({ kind }) => kind !== 'judged');
    if (stored && judged.length !== 1 && readByJudges.length > 0) {
      throw new MixevalError(
        'usage',
        judged.length === 0
          ? `None of the judges named has read ${model}'s ${format} responses.`
          : `${judged.length} judges have read ${model}'s ${format} responses.`,
        { next: `Name one with --judge: ${readByJudges.map(({ judge }) => judge).join(', ')}.` },
      );
    }
    const [first] = stored ? [...judged, ...plain] : [...plain, ...judged];
    return first ? [first] : [];
  });
}
