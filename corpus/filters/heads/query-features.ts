/** Cheap features of a text: what a person sees of a query before reading it. */

import { proseOf } from '../code-segments.js';

const tests: Readonly<Record<string, RegExp>> = {
  'question-mark': /\?/,
  'question-word-first':
    /^(?:so |and |but |ok |hey |hi )*(?:how|what|what's|whats|why|when|where|which|who|who's|whose|is|are|am|was|were|do|does|did|can|could|should|would|will|has|have|had)\b/i,
  'order-first':
    /^(?:please |hey |hi )*(?:act|add|analy[sz]e|answer|assume|build|calculate|change|check|choose|classify|come|compare|complete|compose|compute|consider|continue|convert|correct|create|debug|define|derive|describe|design|determine|develop|discuss|draft|edit|estimate|evaluate|explain|extract|fill|find|fix|generate|get|give|help|identify|imagine|implement|let|list|make|name|optimi[sz]e|organi[sz]e|outline|paraphrase|pretend|produce|prove|provide|rank|recommend|rephrase|rewrite|say|select|show|simplify|solve|suggest|summari[sz]e|take|teach|tell|think|translate|turn|use|write)\b/i,
  'first-person': /\b(?:i|i'm|i've|i'd|my|me|we|our|us)\b/i,
  'second-person': /\b(?:you|your)\b/i,
  'third-person': /\b(?:he|she|his|her|him|they|their|them)\b/i,
  'asks-for-help':
    /\b(?:please|help|how to|need|want|want to know|anyone|explain|difference|mean(?:ing)?|best)\b/i,
  'past-tense': /\b(?:was|were|had|said|\w{3,}ed)\b/i,
  'finite-verb': /\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|said)\b/i,
  'capital-first': /^["'(]?\p{Lu}/u,
  'no-capital': /^[^\p{Lu}]*$/u,
  'full-stop-last': /[.!]["')]*$/,
  comma: /,/,
  quotes: /["\u201c]/,
  lines: /\n/,
  digits: /\d/,
};

export const queryFeatureNames: readonly string[] = [...Object.keys(tests), 'few-words', 'many-words'];

/** 0 to 1 each, in the order of their names. */
export function queryFeatures(text: string): number[] {
  const prose = proseOf(text).trim();
  const words = prose.split(/\s+/).length;
  return [
    ...Object.values(tests).map((test) => (test.test(prose) ? 1 : 0)),
    Math.max(0, 1 - words / 8),
    Math.min(1, words / 40),
  ];
}
