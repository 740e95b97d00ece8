/**
 * What must stand in a text that a pattern matches, read from the pattern itself, as indexes of code search do
 * (Cox, Regular Expression Matching with a Trigram Index, 2012).
 */

import type { AST } from '@eslint-community/regexpp';

/** Literals of fewer characters are in nearly every text. */
export const shortestLiteral = 3;
/** Strings that a part of a pattern is written out in, at most. */
const mostStrings = 32;
const mostLetters = 4;

/** Words that say little of what a text is about: to require them sieves nothing. */
const commonWords = new Set(
  'the and for you your are was what how who why when where which with from this that can does did will have has not but all any our their his her its about into than then them they there'.split(
    ' ',
  ),
);

/** What is known of the strings that a part of a pattern matches. */
interface Known {
  /** All of them, in lower case, where they are few. */
  readonly whole?: readonly string[] | undefined;
  /** Literals of which each of them holds at least one. */
  readonly needed?: readonly string[] | undefined;
}

const unknown: Known = {};
const nothing = { whole: [''] };

/**
 * Literals in lower case of which every text that the alternative matches, whatever its case, holds at least one; undefined
 * where the alternative does not say.
 */
export function requiredLiterals(alternative: AST.Alternative): readonly string[] | undefined {
  const { needed } = ofSequence(alternative.elements);
  return needed?.filter((literal) => !needed.some((other) => other !== literal && literal.includes(other)));
}

function known(node: AST.Element): Known {
  switch (node.type) {
    case 'Group':
    case 'CapturingGroup':
      return ofAlternatives(node.alternatives.map(({ elements }) => ofSequence(elements)));
    case 'Quantifier':
      return repeated(node, known(node.element));
    case 'Assertion':
      return ofAssertion(node);
    case 'Character':
      return letters([node.value]);
    case 'CharacterClass':
      return ofClass(node);
    default:
      return unknown;
  }
}

function ofSequence(elements: readonly AST.Element[]): Known {
  const candidates: (readonly string[])[] = [];
  let run: readonly string[] = [''];
  let isWhole = true;
  for (const element of elements) {
    const { whole, needed } = known(element);
    if (needed) candidates.push(needed);
    if (whole && run.length * whole.length <= mostStrings) {
      run = run.flatMap((start) => whole.map((end) => start + end));
      continue;
    }
    isWhole = false;
    candidates.push(run);
    run = whole ?? [''];
  }
  candidates.push(run);
  return { whole: isWhole ? run : undefined, needed: rarest(candidates) };
}

function ofAlternatives(alternatives: readonly Known[]): Known {
  const wholes = alternatives.flatMap(({ whole }) => (whole ? [whole] : []));
  const needs = alternatives.flatMap(({ needed }) => (needed ? [needed] : []));
  const all = wholes.flat();
  return {
    whole: wholes.length === alternatives.length && all.length <= mostStrings ? all : undefined,
    needed: needs.length === alternatives.length ? needs.flat() : undefined,
  };
}

function repeated({ min, max }: AST.Quantifier, { whole, needed }: Known): Known {
  if (min === 0) return max === 1 && whole ? { whole: ['', ...whole] } : unknown;
  return { whole: min === 1 && max === 1 ? whole : undefined, needed };
}

/** Between what stands before and behind it, it takes no place; what it wants to see stands in the text all the same. */
function ofAssertion(node: AST.Assertion): Known {
  if ((node.kind !== 'lookahead' && node.kind !== 'lookbehind') || node.negate) return nothing;
  return {
    ...nothing,
    needed: ofAlternatives(node.alternatives.map(({ elements }) => ofSequence(elements))).needed,
  };
}

function ofClass({ negate, elements }: AST.CharacterClass): Known {
  if (negate) return unknown;
  const codes: number[] = [];
  for (const element of elements) {
    if (element.type !== 'Character') return unknown;
    codes.push(element.value);
  }
  return codes.length <= mostLetters ? letters(codes) : unknown;
}

/** Only of ASCII is it known that no other letter matches it. */
function letters(codes: readonly number[]): Known {
  if (codes.some((code) => code > 0x7f)) return unknown;
  return { whole: [...new Set(codes.map((code) => String.fromCharCode(code).toLowerCase()))] };
}

/** Of several sets of literals the one that the fewest texts hold one of, those left out that hold another. */
function rarest(candidates: readonly (readonly string[])[]): readonly string[] | undefined {
  let best: { readonly literals: readonly string[]; readonly weight: number } | undefined;
  for (const candidate of candidates) {
    if (candidate.some((literal) => literal.length < shortestLiteral)) continue;
    const weight = candidate.reduce((sum, literal) => sum + frequency(literal), 0);
    if (!best || weight < best.weight) best = { literals: candidate, weight };
  }
  return best?.literals;
}

/** How common a literal is, in no unit: the longer, the rarer. */
function frequency(literal: string): number {
  const word = literal.trim();
  return word.length < shortestLiteral || commonWords.has(word) ? 1 : 2 ** -literal.length;
}
