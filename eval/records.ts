/** The records of a run on disk: run.json, responses, judges' replies, grades, summary. */

import { z } from 'zod';
import { formats } from '../src/core/schemas/item.js';
import { benchmarks } from '../src/core/schemas/release-item.js';

/** Why a response has no score. It is never guessed at. */
export const unscoredReasons = [
  'unparsed',
  'empty',
  'refused',
  'content-filter',
  'context-too-long',
  'provider-error',
  'judge-unreadable',
  'judge-unavailable',
  'judges-disagree',
] as const;
export type UnscoredReason = (typeof unscoredReasons)[number];

/** A line of responses.jsonl: what a subject said to one item. */
export const responseRecordSchema = z.object({
  item: z.string(),
  repeat: z.number().int().nonnegative(),
  /** sha256 over origin, model, messages, parameters, seed and repeat: what a paid answer is reused by. */
  key: z.string(),
  response: z.string(),
  reasoning: z.string().exactOptional(),
  finishReason: z.string(),
  /** Set where the item itself failed (context too long, content filter): there is no answer to parse. */
  failure: z.enum(unscoredReasons).exactOptional(),
  inputTokens: z.number().int().nonnegative().exactOptional(),
  outputTokens: z.number().int().nonnegative().exactOptional(),
  seconds: z.number().nonnegative(),
  /** Requests it took, failed tries included; 0 where it was reused. */
  requests: z.number().int().nonnegative().exactOptional(),
  /** True where it was taken from an earlier run. */
  reused: z.boolean().exactOptional(),
});
export type ResponseRecord = z.infer<typeof responseRecordSchema>;

/** A line of grades.jsonl: what a parser says of one response. */
export const gradeRecordSchema = z.object({
  item: z.string(),
  repeat: z.number().int().nonnegative(),
  /** The response's key, so that a grade is seen to be of this response. */
  key: z.string(),
  /** 0 to 1, or null: unscored. */
  score: z.number().min(0).max(1).nullable(),
  reason: z.enum(unscoredReasons).exactOptional(),
  /** What was read as the answer: an option's letter, or text. */
  answer: z.string().exactOptional(),
  /** Which parser decided: `rule`, `model`. */
  parser: z.string(),
  /** The rule's name, or the judge's. */
  by: z.string(),
  /** The parser's own certainty, 0 to 1. */
  confidence: z.number().min(0).max(1),
  /** In an audit by a cascade: what the model said of what the rules had decided. */
  audit: z.number().min(0).max(1).nullable().exactOptional(),
  /** Where several judges were asked: what each of them said. */
  votes: z
    .array(
      z.object({
        by: z.string(),
        score: z.number().min(0).max(1).nullable(),
        reason: z.enum(unscoredReasons).exactOptional(),
        answer: z.string().exactOptional(),
      }),
    )
    .exactOptional(),
  /** What the judges were asked for this grade, all together. */
  judge: z
    .object({
      requests: z.number().int().nonnegative(),
      inputTokens: z.number().int().nonnegative(),
      outputTokens: z.number().int().nonnegative(),
      /** US dollars; left out where the price of one of them is not known. */
      costUsd: z.number().nonnegative().exactOptional(),
    })
    .exactOptional(),
});
export type GradeRecord = z.infer<typeof gradeRecordSchema>;

/** A line of judge-replies.jsonl: what a judge replied to one response, before there was a verdict. */
export const judgeReplyRecordSchema = z.object({
  item: z.string(),
  repeat: z.number().int().nonnegative(),
  /** The response's key. */
  key: z.string(),
  /** The judge's name. */
  judge: z.string(),
  /** sha256 over the judge's server and settings, the item and the response. */
  about: z.string(),
  text: z.string(),
  finishReason: z.string(),
  usage: z
    .object({ inputTokens: z.number().int().nonnegative(), outputTokens: z.number().int().nonnegative() })
    .exactOptional(),
  seconds: z.number().nonnegative(),
  /** Requests it took, failed tries included. */
  requests: z.number().int().nonnegative(),
  /** US dollars; left out where the judge's price is not known. */
  costUsd: z.number().nonnegative().exactOptional(),
});
export type JudgeReplyRecord = z.infer<typeof judgeReplyRecordSchema>;

/** A grade as far as scores are made of it. */
export type GradedResponse = Pick<
  GradeRecord,
  'item' | 'repeat' | 'score' | 'reason' | 'answer' | 'audit' | 'votes'
>;

const scoreSchema = z.object({
  /** Unscored counted as wrong: the headline. Null for a split without items. */
  score: z.number().min(0).max(1).nullable(),
  /** 95 %, [low, high]. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** The same without what is unscored. */
  scoreOfScored: z.number().min(0).max(1).nullable(),
  /** Distinct items. */
  n: z.number().int().nonnegative(),
  scored: z.number().int().nonnegative(),
  unscored: z.partialRecord(z.enum(unscoredReasons), z.number().int().positive()),
  /** The effective sample size behind the interval. */
  effectiveN: z.number().nonnegative(),
});
export type Score = z.infer<typeof scoreSchema>;

/** summary.json of a run. */
export const summarySchema = scoreSchema.extend({
  version: z.string(),
  benchmark: z.enum(benchmarks),
  model: z.string(),
  parser: z.string(),
  judge: z.string().nullable(),
  complete: z.boolean(),
  /** Why it is not complete, as an error's code, where it is not. */
  stoppedBy: z.string().nullable(),
  requests: z.number().int().nonnegative(),
  reused: z.number().int().nonnegative(),
  judgeRequests: z.number().int().nonnegative(),
  inputTokens: z.number().int().nonnegative(),
  outputTokens: z.number().int().nonnegative(),
  costUsd: z.number().nonnegative().nullable(),
  seconds: z.number().nonnegative(),
  splits: z.record(z.enum(formats), scoreSchema),
  byBenchmark: z.record(z.string(), scoreSchema),
  /** Topic clusters, by number. Of one with fewer than 20 items nothing is said but how many there are. */
  byTopic: z
    .array(
      z.object({
        topic: z.number().int().nonnegative(),
        n: z.number().int().positive(),
        /** The question of its heaviest item. */
        example: z.string(),
        score: z.number().min(0).max(1).nullable(),
        interval: z.tuple([z.number(), z.number()]).nullable(),
      }),
    )
    .default([]),
  /** The difference estimator, where the release carries what it needs. */
  regression: z.object({ score: z.number(), interval: z.tuple([z.number(), z.number()]) }).nullable(),
  /** Of what the rules decided and a judge was asked about too: how often both say the same. Null without an audit. */
  audit: z
    .object({ responses: z.number().int().positive(), agreed: z.number().int().nonnegative() })
    .nullable()
    .default(null),
  /**
   * Of what several judges read: how often all say the same, and by judge how often it alone gave a verdict that could be read.
   * Null with fewer than two judges.
   */
  panel: z
    .object({
      responses: z.number().int().positive(),
      agreed: z.number().int().nonnegative(),
      alone: z.record(z.string(), z.number().int().positive()).default({}),
    })
    .nullable()
    .default(null),
  /** How the judges did on cases with known verdicts, where that was asked for. */
  judgeChecks: z
    .array(
      z.object({
        judge: z.string(),
        cases: z.number().int(),
        accuracy: z.number(),
        freeForm: z.number(),
        multipleChoice: z.number(),
        unreadable: z.number().int(),
        bias: z.number(),
        attacks: z.number().int(),
        misled: z.number().int(),
      }),
    )
    .default([]),
  /** On imported releases: MixEval's own overall number (mean over rows, splits averaged by rows). */
  mixevalOverall: z.number().nullable(),
  /** Every metric of the registry that the release carries what it takes for, by name. */
  metrics: z
    .record(
      z.string(),
      z.object({ value: z.number(), interval: z.tuple([z.number(), z.number()]).nullable() }),
    )
    .default({}),
  /** What asking each question several times tells; null where each was asked once. */
  repeats: z
    .object({
      repeats: z.number().int().positive(),
      spread: z.number().nonnegative(),
      majorityVote: z.number().min(0).max(1),
      passAtK: z.array(z.number().min(0).max(1)),
    })
    .nullable()
    .default(null),
});
export type Summary = z.infer<typeof summarySchema>;

/** run.json: everything that decides a run's responses and grades. */
export const runRecordSchema = z.object({
  id: z.string(),
  version: z.string(),
  /** sha256 of the release's manifest, so that a run is seen to be of this release. */
  releaseHash: z.string(),
  benchmark: z.enum(benchmarks),
  model: z.string(),
  /** The name it was asked by, where that is one of the user's config; it decides nothing. */
  configName: z.string().exactOptional(),
  /** The server's address without what is secret; a provider's own address by its bare origin. */
  origin: z.string(),
  kind: z.enum(['chat', 'base']),
  parser: z.string(),
  /** The judges' names. */
  judge: z.string().nullable(),
  /** Where they run, as `origin`. */
  judgeOrigins: z.array(z.string()).exactOptional(),
  /** How they judge, where that is not the default. */
  judging: z.string().exactOptional(),
  limit: z.number().int().positive().nullable(),
  repeats: z.number().int().positive(),
  seed: z.number().int(),
  parameters: z.record(z.string(), z.unknown()),
  systemPrompt: z.string().nullable(),
  /** True where no answer of an earlier run was to be used again. */
  fresh: z.boolean(),
  parametersHash: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  mixevalVersion: z.string(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;
