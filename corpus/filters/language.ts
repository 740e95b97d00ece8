import { pathToFileURL } from 'node:url';
import { MixevalError } from '../../src/core/errors.js';
import { builtFile } from '../../src/core/package.js';
import { proseOf } from './code-segments.js';
import type { Draft, QueryFilter } from './filter.js';
import { type WordEvidence, wordEvidence, wordLanguages } from './function-words.js';
import { isLatinLanguage, languagesOfScript, scriptLanguages } from './scripts.js';

/** What is said of a text's language. */
interface Finding {
  /** ISO 639-1, or `und`. */
  readonly language: string;
  /** True where it is clear that this language is none of those wanted. */
  readonly unwanted: boolean;
}

const undecided: Finding = { language: 'und', unwanted: false };

/** Texts of fewer words without a function word say too little for n-grams. */
const fewWords = 5;
/** Letters that English has only in loans and names. */
const accented = /[\u00c0-\u024f\u1e00-\u1eff]/;
/** n-grams beyond this add nothing. */
const longestLooked = 1_000;

/** eld's small model, as `scripts/keep-n-grams.mjs` puts it: there before the package itself would have been read. */
const keptDetector = pathToFileURL(builtFile('corpus/filters/eld/index')).href;

interface Detector {
  detect(text: string): {
    readonly language: string;
    getScores(): Record<string, number>;
    isReliable(): boolean;
  };
}

/**
 * Drops texts that are clearly in another language, and only those: of a keyword search nobody can say. N-grams
 * (eld) alone take a fifth of English keyword searches for another language; so function words, question words or
 * accents must say the same. Where words settle it, eld, the slow part, is not asked.
 */
export const language: QueryFilter = {
  name: 'language',
  reasons: { 'other-language': 'clearly in none of the languages of --language' },
  async prepare({ languages }) {
    const { eld }: typeof import('eld/small') = await import(keptDetector);
    requireKnown(languages, [...Object.values(eld.info().Languages), ...scriptLanguages, ...wordLanguages]);
    const wanted = wantedLanguages(languages);
    return (draft) => {
      const prose = proseOf(draft.text).slice(0, longestLooked);
      const found = findLanguage(prose, wanted, eld);
      if (found.unwanted || isOfOtherPage(found, draft, wanted)) return { reason: 'other-language' };
      return { kept: found.language === draft.language ? draft : { ...draft, language: found.language } };
    };
  },
};

/** What is wanted, read once. */
interface WantedLanguages {
  readonly has: (code: string) => boolean;
  /** Whether any of them is written in Latin script. */
  readonly anyLatin: boolean;
}

function wantedLanguages(languages: readonly string[] | 'any'): WantedLanguages {
  if (languages === 'any') return { has: () => true, anyLatin: true };
  const codes = new Set(languages);
  return { has: (code) => codes.has(code), anyLatin: languages.some(isLatinLanguage) };
}

/** Where the text itself does not say, its page does. */
function isOfOtherPage({ language }: Finding, { pageLanguage }: Draft, wanted: WantedLanguages): boolean {
  return language === 'und' && pageLanguage !== undefined && !wanted.has(pageLanguage);
}

function requireKnown(languages: readonly string[] | 'any', known: readonly string[]): void {
  const unknown = languages === 'any' ? undefined : languages.find((code) => !known.includes(code));
  if (unknown === undefined) return;
  const codes = [...new Set(known)].sort();
  throw new MixevalError(
    'usage',
    `"${unknown}" is no ISO 639-1 code of a language that is told from others.`,
    {
      next: `Known: ${codes.join(', ')}; or "any".`,
      details: { name: unknown, known: codes },
    },
  );
}

function findLanguage(text: string, wanted: WantedLanguages, detector: Detector): Finding {
  const ofScript = languagesOfScript(text);
  if (ofScript) {
    if (!ofScript.some(wanted.has)) return { language: 'und', unwanted: true };
    const found = ofScript.length === 1 ? ofScript[0] : detector.detect(text).language;
    const language = found ?? 'und';
    return {
      language: language === '' ? 'und' : language,
      unwanted: language !== '' && !wanted.has(language),
    };
  }
  if (!wanted.anyLatin) return { language: 'und', unwanted: /\p{L}/u.test(text) };
  return findLatinLanguage(text, wanted, detector);
}

function findLatinLanguage(text: string, wanted: WantedLanguages, detector: Detector): Finding {
  const evidence = wordEvidence(text);
  const hasAccents = accented.test(text);
  const { wantedBest, wantedHits, otherHits } = mostHits(evidence, wanted);
  const asksInOther = evidence.asksIn.size > 0 && [...evidence.asksIn].some((code) => !wanted.has(code));
  if (otherHits === 0 && !asksInOther && !hasAccents) {
    if (wantedHits > 0) return { language: wantedBest, unwanted: false };
    if (evidence.words < fewWords) return undecided;
  }

  const asksOtherwise = asksInOther && wantedHits <= 1;
  // Where words speak for what is wanted, n-grams alone could not speak against it: they are not asked.
  if (wantedHits > otherHits && !asksOtherwise && !hasAccents) {
    return { language: wantedBest, unwanted: false };
  }
  const detected = detector.detect(text);
  if (detected.language === '' || !detected.isReliable()) return undecided;
  if (wanted.has(detected.language)) return { language: detected.language, unwanted: false };
  const leastMargin = (): number => {
    if (otherHits > wantedHits && evidence.words > 2 && otherHits / evidence.words >= 0.2) return 0.03;
    if (wantedHits > 0) return Number.POSITIVE_INFINITY;
    if (hasAccents) return 0.1;
    return evidence.words > fewWords ? 0.25 : Number.POSITIVE_INFINITY;
  };
  const unwanted = asksOtherwise || marginOf(detected, wanted) > leastMargin();
  return unwanted ? { language: detected.language, unwanted } : undecided;
}

/** How much higher the language found is scored than the best of those wanted. */
function marginOf(detected: ReturnType<Detector['detect']>, wanted: WantedLanguages): number {
  const scores = detected.getScores();
  let best = 0;
  for (const [code, score] of Object.entries(scores)) if (wanted.has(code)) best = Math.max(best, score);
  return (scores[detected.language] ?? 0) - best;
}

function mostHits({ hits }: WordEvidence, wanted: WantedLanguages) {
  const most = { wantedBest: 'und', wantedHits: 0, otherHits: 0 };
  for (const [code, count] of hits) {
    if (!wanted.has(code)) most.otherHits = Math.max(most.otherHits, count);
    else if (count > most.wantedHits) {
      most.wantedBest = code;
      most.wantedHits = count;
    }
  }
  return most;
}
