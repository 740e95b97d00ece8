import { seededRandom, shuffled } from '../../src/core/random.js';
import { type Item, itemId } from '../../src/core/schemas/item.js';
import type { RawItem } from '../benchmarks/layout/columns.js';
import type { Reason } from './reasons.js';
import { type Draft, rules } from './rules.js';
import { rightOption } from './target.js';

/** What an item gets from where it stands. */
export interface Origin {
  readonly benchmark: string;
  readonly licence: string;
  readonly subject?: string | undefined;
  readonly shuffleOptions: boolean;
}

const clean = (text: string): string => text.replaceAll('\r\n', '\n').trim();

/** The options in a random order that depends on the question and on the set of options, never on where they stood. */
function reordered(prompt: string, options: readonly string[]): string[] {
  const sorted = [...options].sort();
  return shuffled(sorted, seededRandom(prompt, `options ${JSON.stringify(sorted)}`));
}

/** Makes an item of a raw one, or says why it is none. The first rule broken decides. */
export function makeItem(raw: RawItem, origin: Origin): Item | Reason {
  const prompt = clean(raw.prompt);
  const context = raw.context === null || clean(raw.context) === '' ? null : clean(raw.context);
  const options = raw.options?.map(clean);
  const target = raw.target.map((value) => (typeof value === 'string' ? clean(value) : value));

  const right = options === undefined ? undefined : rightOption(target, options, raw.targetAs);
  const rightText = typeof right === 'number' ? options?.[right] : undefined;
  const answers =
    rightText === undefined ? [...new Set(target.map(String))].filter((text) => text !== '') : [rightText];
  const draft: Draft = {
    context,
    prompt,
    answers,
    hasTests: raw.hasTests,
    ...(options === undefined ? {} : { options }),
  };
  const broken = rules.all().find((rule) => rule.breaks(draft));
  if (broken) return broken.name;
  if (typeof right === 'string') return right;

  const shared = {
    context,
    prompt,
    benchmark_name: origin.benchmark,
    benchmarks: [origin.benchmark],
    licence: origin.licence,
    ...subjectOf(raw, origin),
  };
  if (options === undefined || rightText === undefined) {
    const item = { ...shared, problem_type: 'free-form' as const, target: answers };
    return { id: itemId(item), ...item };
  }
  const ordered = origin.shuffleOptions ? reordered(prompt, options) : options;
  const place: [number] = [ordered.indexOf(rightText)];
  const item = { ...shared, problem_type: 'multiple-choice' as const, options: ordered, target: place };
  return { id: itemId(item), ...item };
}

function subjectOf(raw: RawItem, origin: Origin): { subject?: string } {
  const subject = raw.subject ?? origin.subject;
  return subject === undefined || subject === '' ? {} : { subject };
}
