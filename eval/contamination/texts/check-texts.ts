import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isUnreadable } from '../../../corpus/index.js';
import { MixevalError } from '../../../src/core/errors.js';
import { writeJson } from '../../../src/core/files.js';
import { canonicalJson, sha256 } from '../../../src/core/hash.js';
import { Journal, readJournal } from '../../../src/core/journal.js';
import { writeJsonLines } from '../../../src/core/json-lines.js';
import type { LongTask } from '../../../src/core/progress.js';
import type { ReleaseItem } from '../../../src/core/schemas/release-item.js';
import type { Workspace } from '../../../src/core/workspace.js';
import { openRelease } from '../../../versions/index.js';
import { distinctItems } from '../distinct-items.js';
import { contaminationFolder } from '../report-files.js';
import { matchKinds } from './find-passages.js';
import { type Confirmation, openConfirmation } from './paraphrase/confirm.js';
import { paraphraseTargets } from './paraphrase/targets.js';
import { type Piece, planPieces } from './pieces.js';
import { fewestWords, type Question, questionsOf, tooFewWords } from './question.js';
import { type Label, labels, type TextMatch, type TextReport } from './report.js';
import { type PieceFound, scanPiece } from './scan.js';
import type { ScanSetup } from './scan-messages.js';
import { ScanThreads } from './scan-threads.js';

export interface CheckTextsOptions {
  readonly workspace: Workspace;
  readonly version: string;
  /** Files and folders: plain text, JSON, JSON Lines, CSV, Parquet, WARC, WET, also packed with gzip or Zstandard. */
  readonly texts: readonly string[];
  /** Words in a row that make an overlap, 8 to 13; 8 unless said otherwise. */
  readonly ngram?: number | undefined;
  /** Looks for items in other words as well: sentences that share rare words with one are encoded, which takes time. */
  readonly paraphrase?: boolean | undefined;
  /** Looks through texts again that an earlier, unfinished command has looked through. */
  readonly fresh?: boolean | undefined;
}

const finishedSchema = z.object({
  piece: z.string(),
  lines: z.number(),
  canaries: z.number(),
  encoded: z.number(),
  passages: z.array(
    z.object({
      question: z.number(),
      kind: z.enum(matchKinds),
      coverage: z.number(),
      run: z.number(),
      answer: z.boolean(),
      options: z.boolean(),
      line: z.number(),
      text: z.string(),
    }),
  ),
});

/**
 * Looks for a release's items in texts: whole questions, almost whole ones, and long runs of them, with or without
 * their answers (n-gram overlap as in Brown et al. 2020, appendix C, but weighed by rarity of words). One pass, in
 * memory that does not grow with the texts; broken off, the same command goes on.
 *
 * @throws MixevalError `not-found` for a version or a path; `usage`; `too-few` where there is no text; `interrupted`;
 *   `invalid-data` or `corrupt` where no file can be read. One that cannot be read among others is told of as a warning and in
 *   `unread`
 */
export async function checkTexts(options: CheckTextsOptions, task: LongTask = {}): Promise<TextReport> {
  const ngram = checkedNgram(options.ngram ?? 8);
  const release = await openRelease(options.workspace, options.version);
  const items = distinctItems(release.splits);
  const questions = questionsOf(items);
  const { canary } = release.manifest;
  const targets = options.paraphrase ? paraphraseTargets(items, questions) : [];
  const pieces = await planPieces(options.texts, task);
  const folder = contaminationFolder(options.workspace, options.version);
  const key = sha256(
    canonicalJson({
      items: items.map(({ id }) => id),
      ngram,
      pieces,
      ...(options.paraphrase ? { paraphrase: true } : {}),
    }),
  ).slice(0, 12);
  const journalFile = join(folder, `texts-${key}.journal`);
  if (options.fresh) await rm(journalFile, { force: true });

  const { found, encoded, unread } = await scanAll(
    pieces,
    { questions, canary, ngram, targets },
    journalFile,
    task,
  );
  const files = new Set(pieces.map(({ file }) => file)).size;
  const [broken] = unread.values();
  if (broken && unread.size === files) {
    await rm(journalFile, { force: true });
    throw broken;
  }
  const matches = matchesOf(pieces, found, items);
  const matchesFile = join(folder, `texts-${key}.matches.jsonl`);
  const report: TextReport = {
    version: options.version,
    ...summary(items, questions, matches),
    canary: found.reduce((sum, { canaries }) => sum + canaries, 0),
    ngram,
    encoded: options.paraphrase ? encoded : null,
    files,
    bytes: pieces.reduce((sum, { start, end }) => sum + end - start, 0),
    unread: [...unread.keys()],
    matchesFile: matches.length > 0 ? matchesFile : null,
  };
  await rm(matchesFile, { force: true });
  if (matches.length > 0) await writeJsonLines(matchesFile, matches);
  await writeJson(join(folder, `texts-${key}.json`), report);
  await rm(journalFile, { force: true });
  return report;
}

function checkedNgram(ngram: number): number {
  if (Number.isInteger(ngram) && ngram >= 8 && ngram <= 13) return ngram;
  throw new MixevalError('usage', `An overlap cannot be ${ngram} words.`, {
    next: 'Give 8 to 13 words with --ngram.',
  });
}

const nothingFound: PieceFound = { passages: [], lines: 0, canaries: 0, encoded: 0 };

async function scanAll(
  pieces: readonly Piece[],
  setup: ScanSetup,
  journalFile: string,
  task: LongTask,
): Promise<{ found: PieceFound[]; encoded: number; unread: ReadonlyMap<string, MixevalError> }> {
  const finished = new Map<string, PieceFound>();
  for await (const { piece, ...found } of readJournal(journalFile, finishedSchema))
    finished.set(piece, found);
  const journal = await Journal.open(journalFile);
  const threads = new ScanThreads(setup);
  let confirmation: Confirmation | undefined;
  const total = pieces.reduce((sum, { start, end }) => sum + end - start, 0);
  let done = 0;
  const tell = (bytes: number): void => {
    done += bytes;
    task.onProgress?.({ stage: 'scan', done: Math.min(done, total) / 1e6, total: total / 1e6, unit: 'MB' });
  };
  try {
    if (setup.targets.length > 0) confirmation = await openConfirmation(setup.targets, task);
    const all: PieceFound[] = [];
    const unread = new Map<string, MixevalError>();
    for (const piece of pieces) {
      const name = `${piece.file}:${piece.start}`;
      const known = finished.get(name);
      try {
        const found = known ?? (await scanPiece(piece, { threads, confirmation }, task, tell));
        if (known) tell(piece.end - piece.start);
        else await journal.append({ piece: name, ...found });
        all.push(found);
      } catch (error) {
        if (!isUnreadable(error)) throw error;
        task.onWarning?.(`${error.message} The other files are looked through all the same.`);
        unread.set(piece.file, error);
        all.push(nothingFound);
      }
    }
    const encoded = all.reduce((sum, found) => sum + found.encoded, 0);
    return { found: all, encoded, unread };
  } finally {
    await confirmation?.close();
    await threads.close();
    await journal.close();
  }
}

/** What was found, with lines counted from the beginning of each file. */
function matchesOf(
  pieces: readonly Piece[],
  found: readonly PieceFound[],
  items: readonly ReleaseItem[],
): TextMatch[] {
  const matches: TextMatch[] = [];
  let before = 0;
  pieces.forEach(({ file, start }, index) => {
    if (start === 0) before = 0;
    const { passages, lines } = found[index] ?? nothingFound;
    for (const { question, line, answer, ...passage } of passages) {
      const item = items[question];
      if (!item) continue;
      matches.push({
        item: item.id,
        label: answer ? 'question-and-answer' : 'question',
        ...passage,
        file,
        line: before + line + 1,
      });
    }
    before += lines;
  });
  return matches;
}

function summary(
  items: readonly ReleaseItem[],
  questions: readonly Question[],
  matches: readonly TextMatch[],
): Pick<
  TextReport,
  'items' | 'labels' | 'matches' | 'paraphrased' | 'notLookedFor' | 'tooShort' | 'bySigns'
> {
  const worst = new Map<string, Label>();
  for (const { item, label } of matches) {
    if (labels.indexOf(label) > labels.indexOf(worst.get(item) ?? 'clean')) worst.set(item, label);
  }
  const counts: Record<Label, number> = { clean: 0, question: 0, 'question-and-answer': 0 };
  for (const { id } of items) counts[worst.get(id) ?? 'clean'] += 1;
  const byWords = new Set(matches.flatMap(({ item, kind }) => (kind === 'paraphrase' ? [] : [item])));
  const cleanOnes = items.flatMap(({ id }, index) => (worst.has(id) ? [] : (questions[index] ?? [])));
  const known = cleanOnes.filter(({ words }) => words.length >= tooFewWords);
  return {
    items: items.length,
    labels: counts,
    matches: matches.length,
    paraphrased: worst.size - byWords.size,
    notLookedFor: cleanOnes.length - known.length,
    tooShort: known.filter(({ words }) => words.length < fewestWords).length,
    bySigns: known.filter(({ signs }) => signs !== null).length,
  };
}
