/** One question to be asked once, its request, and the key under which its answer is used again. */

import { canonicalJson, sha256 } from '../../src/core/hash.js';
import { type Format, formats } from '../../src/core/schemas/item.js';
import type { ReleaseItem, Split } from '../../src/core/schemas/release-item.js';
import type { GenerationParameters, Model, ModelRequest } from '../model.js';
import { promptFor, questionOf } from '../prompts/index.js';
import { limitedSplit } from '../statistics/limited-split.js';

/** A model under test, with the settings it is asked with. */
export interface Subject {
  readonly model: Model;
  /** Beside the model's own defaults. */
  readonly parameters?: GenerationParameters | undefined;
  readonly systemPrompt?: string | undefined;
  /** US dollars per million tokens; looked up by the model's name where it is left out. */
  readonly price?: Price | undefined;
}

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

/** One question to be asked once: an item and the number of its repeat, from 0. */
export interface Task {
  readonly item: ReleaseItem;
  readonly repeat: number;
  /** What an answer to it is reused by. */
  readonly key: string;
}

/** The settings a subject is asked with, before what a prompt or a repeat adds. */
export function effectiveParameters({ model, parameters }: Subject): GenerationParameters {
  return { ...model.defaults, ...parameters };
}

/** What a subject is asked for one repeat of an item. Repeats differ in their seed, where one is set. */
export function requestFor(subject: Subject, item: ReleaseItem, repeat: number): ModelRequest {
  const { seed, stop = [], ...rest } = effectiveParameters(subject);
  const question = questionOf(item);
  const prompt = promptFor(subject.model.kind, item.problem_type);
  const stops = [...prompt.stop, ...stop];
  return {
    messages: prompt.messages(question, subject.systemPrompt),
    parameters: {
      ...rest,
      ...(stops.length === 0 ? {} : { stop: stops }),
      ...(seed === undefined ? {} : { seed: seed + repeat }),
    },
    item: question,
  };
}

/** sha256 over everything that decides a response: server, model, messages, parameters, seed and repeat. */
export function responseKey(model: Model, { messages, parameters }: ModelRequest, repeat: number): string {
  const { seed = null, ...rest } = parameters;
  return sha256(canonicalJson([model.origin, model.name, messages, rest, seed, repeat]));
}

/**
 * The tasks of a run: of each split the items of the limit in the order of its file, repeat by repeat, so that a run
 * that ends early has asked whole repeats.
 */
export function tasksOf(
  splits: Readonly<Record<Format, Split>>,
  subject: Subject,
  { limit, repeats }: { readonly limit: number | null; readonly repeats: number },
): Task[] {
  const items = formats.flatMap((format) => limitedSplit(splits[format], limit).items);
  return Array.from({ length: repeats }, (_, repeat) =>
    items.map((item) => ({
      item,
      repeat,
      key: responseKey(subject.model, requestFor(subject, item, repeat), repeat),
    })),
  ).flat();
}
