/** The options of mining, checked, and what it reports. */

import { basename } from 'node:path';
import { z } from 'zod';
import { MixevalError } from '../../src/core/errors.js';
import { canonicalJson } from '../../src/core/hash.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { DetectorModel } from '../filters/by-model/detector-model.js';
import type { FilterOptions } from '../filters/filter.js';
import { isUrl, parseUrl } from '../sources/crawl.js';
import { querySources } from '../sources/index.js';
import { standardInput } from '../sources/plan-inputs.js';
import type { Turns } from '../sources/source.js';
import type { ModelReport } from './ask-model.js';
import type { MinedInput } from './manifest.js';
import { checkDay, checkWindow, type DateWindow } from './window.js';

export const detectorChoices = ['rules', 'head', 'model'] as const;

/** What the miner goes by where nothing else is said. */
export interface MineSettings extends FilterOptions, DateWindow {
  readonly turns: Turns;
  /** `rules` alone, or `head`, the trained head behind them, or `model`, a language model behind both. */
  readonly detector: (typeof detectorChoices)[number];
  /** The language model's name. */
  readonly detectorModel: string | undefined;
  /** A text whose score lies below is no query, 0 to 1. */
  readonly detectorThreshold: number;
  /** Most pages of each site, from 1. */
  readonly maxPages: number;
  /** Links from a site's first page on, from 0; without bounds where undefined. */
  readonly maxDepth: number | undefined;
  /** Seconds between two pages of a site, from 0; where undefined one, and none within a private network. */
  readonly delay: number | undefined;
  /** How many times its own size a packed input may unpack to, from 1. */
  readonly maxExpand: number;
  readonly since: string | undefined;
  readonly until: string | undefined;
  /** The day of texts whose source says none, ISO 8601. */
  readonly sourceDate: string | undefined;
  /** Texts drawn of all that pass the filters, from 1; all where undefined. */
  readonly sample: number | undefined;
  /** Of the sample. */
  readonly seed: number;
  /** Whether texts that are nearly the same are merged, as those are that are the same. */
  readonly near: boolean;
  /** Patterns of file names that are left out of folders. */
  readonly exclude: readonly string[];
  /** A source's name in the registry; recognised for each input where undefined. */
  readonly format: string | undefined;
  /** Column or path of the queries: `messages[0].content`. */
  readonly field: string | undefined;
}

export const mineDefaults: MineSettings = {
  languages: ['en'],
  minLength: 3,
  maxLength: 4_000,
  minTokens: undefined,
  maxTokens: undefined,
  pii: 'mask',
  unsafe: 'drop',
  turns: 'first',
  detector: 'head',
  detectorThreshold: 0.1,
  detectorModel: undefined,
  maxPages: 100,
  maxDepth: undefined,
  delay: undefined,
  maxExpand: 200,
  since: undefined,
  until: undefined,
  sourceDate: undefined,
  sample: undefined,
  seed: 1,
  near: true,
  exclude: [],
  format: undefined,
  field: undefined,
};

export interface MineOptions extends Partial<Omit<MineSettings, 'detectorModel'>> {
  readonly workspace: Workspace;
  /** Files, folders, `-` for standard input, `https://...` for a site. */
  readonly sources: readonly string[];
  /** The corpus that the queries go into; named for a single source, else `queries`, where left out. */
  readonly name?: string | undefined;
  /** Every rejected text is written here as JSON Lines, as it was found. */
  readonly rejectedFile?: string | undefined;
  /** Start the corpus anew: what was mined into it before is left out. What was taken out for good stays out. */
  readonly fresh?: boolean | undefined;
  /** What sorts texts where the detector is `model`. */
  readonly model?: DetectorModel | undefined;
  /** Texts in one question to it, 1 to 50; 20 unless said otherwise. */
  readonly modelBatch?: number | undefined;
  /** Only says what asking the model would come to: nothing is asked, and the corpus stays as it is. */
  readonly dryRun?: boolean | undefined;
  /** What `-` reads. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Threads that filter, from 1; as many as there are cores where left out. */
  readonly threads?: number | undefined;
}

export interface MineReport {
  readonly name: string;
  /** Texts found in the sources; each is kept or rejected. What was read before an interruption is counted. */
  readonly read: number;
  /** Queries that are new in the corpus. */
  readonly kept: number;
  /** By reason. `duplicate`, `near-duplicate`: it raised the count of a query that is kept. */
  readonly rejected: Readonly<Record<string, number>>;
  /** Up to five texts of every reason, as they were found. */
  readonly examples: Readonly<Record<string, readonly string[]>>;
  /** The file of the corpus, how many queries are in it now, and how often they were asked. */
  readonly output: string;
  readonly queries: number;
  readonly asked: number;
  /** Lines and records that could not be read. */
  readonly badLines: number;
  readonly inputs: readonly MinedInput[];
  /** Inputs of the same bytes as one mined before: nothing of them is counted again. */
  readonly alreadyMined: readonly string[];
  /** Those of them that were mined with other options than now. */
  readonly minedOtherwise: readonly string[];
  readonly failed: readonly { readonly location: string; readonly code: string; readonly message: string }[];
  /** Files in folders that are of no known kind or were left out. */
  readonly passedOver: readonly string[];
  /** By stage: `read`, each filter, `sign`, `merge`, `write`; of the filters over all threads together. */
  readonly seconds: Readonly<Record<string, number>>;
  /** Where a model was asked: what of; what it would be asked, where `dryRun` is true. */
  readonly model?: ModelReport | undefined;
  readonly dryRun?: boolean | undefined;
  /** From beginning to end. */
  readonly elapsedSeconds: number;
}

/** @throws MixevalError `usage` for bounds that exclude everything, or a format that is not known */
export function settingsOf(options: MineOptions): MineSettings {
  const given = Object.entries(options).filter(
    ([name, value]) => name in mineDefaults && value !== undefined,
  );
  const settings: MineSettings = {
    ...mineDefaults,
    ...Object.fromEntries(given),
    detectorModel: options.model?.name,
  };
  checkModelOptions(settings, options);
  checkWindow(settings);
  checkDay(settings.sourceDate, '--source-date');
  if (!(settings.detectorThreshold >= 0 && settings.detectorThreshold <= 1)) {
    throw new MixevalError('usage', `A detector's threshold of ${settings.detectorThreshold} says nothing.`, {
      next: 'Give a --detector-threshold from 0 (keeps everything) to 1.',
    });
  }
  if (settings.format !== undefined) querySources.get(settings.format);
  checkBounds('characters', settings.minLength, settings.maxLength, '--min-length', '--max-length');
  const { minTokens = 1, maxTokens = Number.POSITIVE_INFINITY } = settings;
  checkBounds('tokens', minTokens, maxTokens, '--min-tokens', '--max-tokens');
  return settings;
}

function checkBounds(unit: string, least: number, most: number, low: string, high: string): void {
  if (least <= most) return;
  throw new MixevalError('usage', `No text is at least ${least} and at most ${most} ${unit} long.`, {
    next: `Give a ${low} that is not above ${high}.`,
  });
}

/** @throws MixevalError `usage` unless a model and the detector that asks it are given together */
function checkModelOptions(
  { detector }: Pick<MineSettings, 'detector'>,
  { model, modelBatch = 1, dryRun = false }: Pick<MineOptions, 'model' | 'modelBatch' | 'dryRun'>,
): void {
  if ((detector === 'model') !== (model !== undefined)) {
    throw new MixevalError(
      'usage',
      'A language model sorts texts only with --detector model, which needs one.',
      {
        next: 'Give both: --detector model --model <name>.',
      },
    );
  }
  if (dryRun && !model) {
    throw new MixevalError('usage', 'A dry run says what asking a model would cost, and none is asked.', {
      next: 'Give --detector model --model <name>, or leave out --dry-run.',
    });
  }
  if (!(Number.isInteger(modelBatch) && modelBatch >= 1 && modelBatch <= 50)) {
    throw new MixevalError('usage', `${modelBatch} texts in one question cannot be.`, {
      next: 'Give a --model-batch from 1 to 50.',
    });
  }
}

const windowSchema = z.object({ since: z.string().optional(), until: z.string().optional() });

/** The days that a session's options chose. */
export function dateWindow(options: Readonly<Record<string, unknown>>): DateWindow {
  return windowSchema.parse(options);
}

const decisive = [
  ...['format', 'field', 'turns', 'languages', 'minLength', 'maxLength', 'pii', 'unsafe', 'since', 'until'],
  ...['sample', 'detector', 'detectorThreshold', 'detectorModel', 'minTokens', 'maxTokens'],
];

/** What decides which queries an input gives, for comparing one session with another. */
export function decisiveOptions(settings: Readonly<Record<string, unknown>>): string {
  return canonicalJson(Object.fromEntries(decisive.map((name) => [name, settings[name]])));
}

/** The corpus that a single source names: the file's or folder's name, or the site's. */
export function defaultName(sources: readonly string[]): string {
  const [source] = sources;
  if (source === undefined || sources.length > 1) return 'queries';
  if (source === standardInput) return 'standard-input';
  const stem = isUrl(source)
    ? parseUrl(source).hostname
    : basename(source).replace(/\.[a-z]+(?:\.(?:gz|zst))?$/i, '');
  const name = stem.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[^A-Za-z0-9]+/, '');
  return name === '' ? 'queries' : name.slice(0, 80);
}
