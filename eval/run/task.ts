/** The tasks of a run: each a question to be asked once, its request, and the key under which its answer is used again. */

import { canonicalJson, sha256 } from '../../src/core/hash.js';
import { headsOf, type PlacedHead, type RestingSplit } from '../../src/core/resting-split.js';
import { type Format, formats, type Item } from '../../src/core/schemas/item.js';
import type { ItemHead } from '../../src/core/schemas/release-item.js';
import { memberAt } from '../../src/core/sequence.js';
import type { GenerationParameters, Model, ModelRequest } from '../model.js';
import { promptFor, questionOf } from '../prompts/index.js';
import { limitedSplit } from '../statistics/limited-split.js';
import { TaskTable } from './task-table.js';

/** A model under test, with the settings it is asked with. */
export interface Subject {
  readonly model: Model;
  /** Its name in the user's config, where it stands there under one. */
  readonly configName?: string | undefined;
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

/** The settings a subject is asked with, before what a prompt or a repeat adds. */
export function effectiveParameters({ model, parameters }: Subject): GenerationParameters {
  return { ...model.defaults, ...parameters };
}

/** What a subject is asked for one repeat of an item. Repeats differ in their seed, where one is set. */
export function requestFor(subject: Subject, item: Item, repeat: number): ModelRequest {
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

/** sha256 over everything that decides a response: the server's address, model, messages, parameters, seed and repeat. */
export function responseKey(model: Model, { messages, parameters }: ModelRequest, repeat: number): string {
  const { seed = null, ...rest } = parameters;
  return sha256(canonicalJson([model.origin, model.name, messages, rest, seed, repeat]));
}

/** The splits of a benchmark, their texts in their files. */
export type RestingSplits = Readonly<Record<Format, RestingSplit>>;

/** How many tasks a run has: each item of the limit, once a repeat. */
export function countTasks(
  splits: RestingSplits,
  { limit, repeats }: { readonly limit: number | null; readonly repeats: number },
): number {
  const asked = formats.map((format) => Math.min(limit ?? splits[format].count, splits[format].count));
  return repeats * asked.reduce((sum, count) => sum + count, 0);
}

/** The items that a run asks, by number. */
export interface AskedItems {
  readonly count: number;
  head(index: number): ItemHead;
  read(index: number): Promise<Item>;
}

/** Of each split the items of the limit, in the order of its file. */
export function askedItems(splits: RestingSplits, limit: number | null): AskedItems {
  const freeForm = limitedSplit(headsOf(splits['free-form']), limit).items;
  const choices = limitedSplit(headsOf(splits['multiple-choice']), limit).items;
  const head = (index: number): PlacedHead =>
    index < freeForm.length ? memberAt(freeForm, index) : memberAt(choices, index - freeForm.length);
  const readers = {
    'free-form': splits['free-form'].reader(),
    'multiple-choice': splits['multiple-choice'].reader(),
  };
  return {
    count: freeForm.length + choices.length,
    head,
    read: (index) => {
      const { problem_type, place } = head(index);
      return readers[problem_type](place);
    },
  };
}

/** What a run has to ask. */
export interface Tasks {
  readonly table: TaskTable;
  /** The item of a task. */
  read(task: number): Promise<Item>;
}

/** The tasks of a run, repeat by repeat, so that a run that ends early has asked whole repeats. */
export async function tasksOf(items: AskedItems, subject: Subject, repeats: number): Promise<Tasks> {
  const table = new TaskTable(repeats * items.count, (task) => {
    const { id, weight } = items.head(task % items.count);
    return { item: id, repeat: Math.floor(task / items.count), weight };
  });
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (let index = 0; index < items.count; index += 1) {
      const item = await items.read(index);
      table.add(responseKey(subject.model, requestFor(subject, item, repeat), repeat));
    }
  }
  return { table, read: (task) => items.read(task % items.count) };
}
