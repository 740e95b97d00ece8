import { shortened } from '../../../src/core/text-table.js';
import { countCanaries } from './canary.js';
import { findPassages, strictness } from './find-passages.js';
import { findCandidates } from './paraphrase/find-candidates.js';
import { paraphraseIndex } from './paraphrase/targets.js';
import type { PassageOfBlock, ScanReply, ScanRequest, ScanSetup } from './scan-messages.js';
import { seedIndex } from './seeds.js';
import { splitWords, type Words, wordBuffer } from './words.js';

const newline = 0x0a;
/** Characters of a passage that are shown. */
const longestShown = 400;

/** Looks through blocks one after another, with room for words that is used again. */
export function blockScanner({ questions, canary, ngram, targets }: ScanSetup) {
  const index = seedIndex(questions);
  const paraphrases = targets.length > 0 ? paraphraseIndex(targets) : undefined;
  let room: Words = wordBuffer(0);
  return ({ id, bytes, own }: ScanRequest): ScanReply => {
    if (room.hashes.length <= bytes.length / 2) room = wordBuffer(bytes.length);
    const found = findPassages(splitWords(bytes, room), index, questions, { ...strictness, ngram });
    const passages: PassageOfBlock[] = [];
    let line = 0;
    let counted = 0;
    for (const { start, end, ...passage } of found) {
      if (start >= own) break;
      line += lineEnds(bytes, counted, start);
      counted = start;
      passages.push({ ...passage, line, text: textOf(bytes.subarray(start, end)) });
    }
    // What was found by its words is not looked for in others.
    const candidates = paraphrases
      ? findCandidates(bytes, own, questions, paraphrases).filter(
          (one) =>
            !passages.some((passage) => passage.question === one.question && passage.line === one.line),
        )
      : [];
    const canaries = countCanaries(bytes, own, canary);
    return { id, bytes, passages, canaries, candidates, lines: line + lineEnds(bytes, counted, own) };
  };
}

function lineEnds(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(newline, from); at >= 0 && at < to; at = bytes.indexOf(newline, at + 1)) {
    count += 1;
  }
  return count;
}

function textOf(bytes: Uint8Array): string {
  return shortened(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
    longestShown,
  );
}
