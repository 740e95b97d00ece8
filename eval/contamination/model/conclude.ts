import { counted } from '../../../src/core/text-table.js';
import { holmAdjusted } from '../../statistics/holm.js';
import { type StoredAnswer, scoreIn } from './ask-questions.js';
import type { Finding, ModelReport } from './model-report.js';
import type { Evidence, Probe, ProbePlan, SeenItem } from './probe.js';

/** A probe with its questions, and the keys their answers are kept by, in the same order. */
export interface PlannedProbe {
  readonly probe: Probe;
  readonly plan: ProbePlan;
  readonly keys: readonly string[];
  /** Why it is not asked at all, where it is not. */
  readonly without: { readonly state: 'unavailable' | 'not-asked'; readonly says: string } | undefined;
}

/** Share of refusals from which on a probe says nothing of a model. */
const mostlyRefused = 0.5;
/** Chance of one or more false alarms among all tests of a model. */
const level = 0.05;

/**
 * What the answers come to, probe by probe, adjusted over those that could be tested.
 *
 * @param items how many are asked about
 * @param earlier what earlier checks found: it stands where this one does not ask, on fewer items, or without coming to a test
 */
export function findingsOf(
  planned: readonly PlannedProbe[],
  answers: ReadonlyMap<string, StoredAnswer>,
  items: number,
  earlier: readonly Finding[] = [],
): { readonly findings: Finding[]; readonly seen: SeenItem[] } {
  const concluded = planned.map((one) => ({ name: one.probe.name, evidence: evidenceOf(one, answers) }));
  const now = concluded.map(({ name, evidence }): Finding => {
    const { state, n, says } = evidence;
    const about = { probe: name, state, items, n, says, adjustedPValue: null };
    if (evidence.state !== 'tested')
      return { ...about, effect: null, interval: null, pValue: null, measures: {} };
    const { effect, interval, pValue, measures } = evidence;
    return {
      ...about,
      effect,
      interval: interval === null ? null : [interval[0], interval[1]],
      pValue,
      measures: { ...measures },
    };
  });
  const standing = earlier.filter((before) => {
    const again = now.find(({ probe }) => probe === before.probe);
    if (!again) return true;
    const [wasTested, isTested] = [before.state === 'tested', again.state === 'tested'];
    return wasTested === isTested ? again.items < before.items : wasTested;
  });
  const replaced = new Set(standing.map(({ probe }) => probe));
  const findings = adjusted([...now.filter(({ probe }) => !replaced.has(probe)), ...standing]);
  const seen = concluded.flatMap(({ evidence }) => ('seen' in evidence ? (evidence.seen ?? []) : []));
  return { findings, seen };
}

function adjusted(findings: readonly Finding[]): Finding[] {
  const tested = findings.filter(({ pValue }) => pValue !== null);
  const pValues = holmAdjusted(tested.map(({ pValue }) => pValue ?? 1));
  return findings.map((finding) => ({
    ...finding,
    adjustedPValue: finding.pValue === null ? null : (pValues[tested.indexOf(finding)] ?? 1),
  }));
}

type Concluded =
  | Evidence
  | {
      readonly state: 'refused' | 'unavailable' | 'not-asked';
      readonly n: number;
      readonly says: string;
    };

function evidenceOf(
  { plan, keys, without }: PlannedProbe,
  answers: ReadonlyMap<string, StoredAnswer>,
): Concluded {
  if (without) return { n: 0, ...without };
  const keyOf = new Map(plan.questions.map(({ id }, at) => [id, keys[at] ?? '']));
  const answer = (id: string): StoredAnswer | undefined => answers.get(keyOf.get(id) ?? '');
  const asked = plan.questions.flatMap(({ id }) => answer(id) ?? []);
  const refused = asked.filter((given) => given.refused).length;
  if (asked.length > 0 && refused >= mostlyRefused * asked.length) {
    return {
      state: 'refused',
      n: asked.length,
      says: `It refused ${refused} of ${asked.length} questions: whether it has seen the items is not known.`,
    };
  }
  return plan.conclude({
    reply: (id) => {
      const given = answer(id);
      return given === undefined || given.refused || given.failure !== undefined ? undefined : given.text;
    },
    score: (id) => scoreIn(answer(id)),
  });
}

/** What follows from the findings, in words. */
export function verdictOf(
  model: string,
  version: string,
  findings: readonly Finding[],
  seen: readonly SeenItem[],
): Pick<ModelReport, 'signs' | 'verdict'> {
  const tested = findings.filter(({ state }) => state === 'tested');
  const found = tested.filter(({ adjustedPValue }) => (adjustedPValue ?? 1) < level);
  const refused = findings.filter(({ state }) => state === 'refused').map(({ probe }) => probe);
  const open = refused.length > 0 ? ` It refused to answer in ${refused.join(', ')}.` : '';
  const given = new Set(seen.map(({ item }) => item)).size;
  if (found.length === 0 && given > 0) {
    return {
      signs: 'found',
      verdict: `${model} gave ${counted(given, 'items')} of ${version} back word for word: those it has seen, whatever it knows of the others. No test says more.${open}`,
    };
  }
  if (tested.length === 0) {
    return {
      signs: 'not-tested',
      verdict: `Nothing is known of ${model}: no test could be made.${open}`,
    };
  }
  if (found.length > 0) {
    return {
      signs: 'found',
      verdict: `${model} shows signs of having seen ${version} (${found.map(({ probe }) => probe).join(', ')}): its score there is not to be set beside those of models that have not, and the release is due for renewal.${open}`,
    };
  }
  return {
    signs: 'none-found',
    verdict: `No sign that ${model} has seen ${version} in ${counted(tested.length, 'tests')}. That is no proof that it has not: how much each test misses stands in docs/contamination.md.${open}`,
  };
}
