/** A probe: what it asks a model, and what it makes of the answers. */

import type { ReleaseItem } from '../../../src/core/schemas/release-item.js';
import type { Message, Model, TextScore } from '../../model.js';

/** What probes are about: the first items of each split of a release, in the order of its files. */
export interface ProbeMaterial {
  readonly version: string;
  readonly canary: string;
  /** The model's kind: a base model gets the text alone, without an instruction. */
  readonly kind: Model['kind'];
  readonly splits: readonly (readonly ReleaseItem[])[];
  /** Ids of items whose rest begins with words that are not theirs alone: giving those back says nothing of the item. */
  readonly borrowed: ReadonlySet<string>;
  /** Questions in a judge model's words, by item; absent without a judge. */
  readonly reworded?: ReadonlyMap<string, string> | undefined;
}

/** One thing that a probe asks: for a reply, or for the log-probabilities of a text's own tokens. */
export type ProbeQuestion = { readonly id: string } & (ReplyWanted | ScoreWanted);

export interface ReplyWanted {
  readonly messages: readonly Message[];
  readonly maxTokens?: number;
}

export interface ScoreWanted {
  readonly text: string;
}

/** What came back, by the question's id; undefined where nothing that can be used did: a refusal, a failure. */
export interface ProbeAnswers {
  reply(id: string): string | undefined;
  score(id: string): TextScore | undefined;
}

/** An item that the model gave back word for word. */
export interface SeenItem {
  readonly item: string;
  readonly label: 'question';
  readonly probe: string;
  /** What it wrote. */
  readonly text: string;
}

/** What the answers come to. */
export type Evidence =
  | {
      readonly state: 'tested';
      /** Pairs, items or texts that the test is over. */
      readonly n: number;
      /** What is tested to lie above what chance gives: a difference or a share; its unit is in `says`. */
      readonly effect: number;
      /** 95 % of the effect; null where the test has none. */
      readonly interval: readonly [number, number] | null;
      /** One-sided: of an effect this large in a model that has not seen the items. */
      readonly pValue: number;
      readonly measures: Readonly<Record<string, number>>;
      readonly says: string;
      readonly seen?: readonly SeenItem[];
    }
  | {
      readonly state: 'too-few';
      readonly n: number;
      readonly says: string;
      readonly seen?: readonly SeenItem[];
    };

export interface ProbePlan {
  readonly questions: readonly ProbeQuestion[];
  conclude(answers: ProbeAnswers): Evidence;
}

/** One file a probe, one line in the registry, held by the contract test over all of them. */
export interface Probe {
  readonly name: string;
  /** What it asks, for people. */
  readonly asks: string;
  readonly needs: 'replies' | 'log-probabilities' | 'judge';
  /** What to ask. The same material gives the same questions. */
  plan(material: ProbeMaterial): ProbePlan;
}

/** Fewer pairs show nothing whatever they are. */
export const fewestPairs = 10;

export function tooFew(n: number, what: string): Evidence {
  return { state: 'too-few', n, says: `Only ${n} ${what}; ${fewestPairs} are needed.` };
}
