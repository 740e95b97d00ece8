/** What is asked of a run, and what comes of it. */

import type { MixevalError } from '../../src/core/errors.js';
import type { Benchmark } from '../../src/core/schemas/release-item.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { Model } from '../model.js';
import type { VoteKind } from '../parsers/parser.js';
import type { Summary } from '../records.js';
import type { EndpointOptions } from './endpoint.js';
import type { Price, RestingSplits, Subject } from './task.js';

/** What is asked: the splits of one or two benchmarks of a release, or of something like one. */
export interface Material {
  readonly version: string;
  /** sha256 of what it was made from. */
  readonly hash: string;
  readonly splits: readonly {
    readonly benchmark: Benchmark;
    readonly splits: RestingSplits;
  }[];
}

/** A model that judges, and what its tokens cost. */
export interface JudgeOption {
  readonly model: Model;
  readonly price?: Price | undefined;
}

/** Who judges, and how. */
export interface JudgeSettings {
  /** One model that judges, or several that are all asked. */
  readonly judge?: JudgeOption | readonly JudgeOption[] | undefined;
  /** How several judges' scores of a free answer become one; `median` unless said otherwise. */
  readonly vote?: VoteKind | undefined;
  /** Whether judges are shown a question's options in an order of its own. */
  readonly shuffleOptions?: boolean | undefined;
  /** Whether cases with known verdicts are run through each judge first. */
  readonly judgeCheck?: boolean | undefined;
}

export interface RunOptions extends JudgeSettings, EndpointOptions {
  readonly workspace: Workspace;
  readonly subjects: readonly Subject[];
  /** A name in the registry of parsers; `cascade` where there is a judge, else `rule`. */
  readonly parser?: string | undefined;
  /** Ask, and leave grading for later: the runs then have no grades and no end. */
  readonly responsesOnly?: boolean | undefined;
  /** Only so many items of each split, drawn by the traffic that they stand for. */
  readonly limit?: number | undefined;
  /** How often each question is asked; 1 unless said otherwise. */
  readonly repeats?: number | undefined;
  /** The runs end before they cost more than this together, in US dollars. */
  readonly maxCostUsd?: number | undefined;
  /** No answers of earlier runs. */
  readonly fresh?: boolean | undefined;
}

/** One run's result and where it lies. */
export interface RunOutcome extends Summary {
  /** The model's name; where several runs of the command are of one model, with the settings that differ. */
  readonly name: string;
  readonly id: string;
  readonly path: string;
  /** What ended it early. */
  readonly error: MixevalError | undefined;
}
