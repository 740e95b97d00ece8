import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askingOf, askQuestions } from '../../eval/contamination/model/ask-questions.js';
import { findingsOf, type PlannedProbe } from '../../eval/contamination/model/conclude.js';
import { probes } from '../../eval/contamination/model/probes/index.js';
import { createEndpoints } from '../../eval/run/endpoint.js';
import { ngramModel } from '../../eval/testing/ngram-model.js';
import { trainedOn } from '../../eval/testing/trained-on.js';
import { worksheetItems } from '../../eval/testing/worksheet-items.js';
import { exists } from '../../src/core/files.js';
import { seededRandom, shuffled } from '../../src/core/random.js';
import type { ReleaseItem } from '../../src/core/schemas/release-item.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { importRelease, openRelease } from '../../versions/index.js';
import { realRelease } from './real-data.js';

export const itemsOfSplit = 80;
const baseItems = 300;

/** A release's items and others of the same kind, for one model. */
export type Draw = (seed: number) => { readonly base: ReleaseItem[]; readonly items: ReleaseItem[] };

/**
 * Trains a word model on a share of a draw's items and asks it what `contamination` asks.
 *
 * @param asked probes; all that need no judge unless said otherwise
 */
export async function findingsFor(
  { base, items }: ReturnType<Draw>,
  share: number,
  asked = probes.all().filter(({ needs }) => needs !== 'judge'),
) {
  const splits = (['free-form', 'multiple-choice'] as const).map((format) =>
    items.filter(({ problem_type }) => problem_type === format).slice(0, itemsOfSplit),
  );
  const subject = { model: ngramModel('words', trainedOn({ base, splits, share })) };
  const canary = items[0]?.canary ?? '';
  const material = {
    version: 'tried',
    canary,
    kind: subject.model.kind,
    splits,
    borrowed: new Set<string>(),
  };
  const planned = asked.map((probe): PlannedProbe => {
    const questions = probe.plan(material);
    const keys = questions.questions.map((question) => askingOf(subject, question).key);
    return { probe, plan: questions, keys, without: undefined };
  });
  const askings = planned.flatMap((one) => one.plan.questions.map((question) => askingOf(subject, question)));
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-power-'));
  try {
    const endpoint = createEndpoints({ concurrency: 8, timeoutMs: 600_000 }).of(subject.model);
    const context = { subject, price: undefined, endpoint, budget: undefined, width: 8 };
    const { answers } = await askQuestions(askings, { ...context, journalFile: join(folder, 'answers') }, {});
    return findingsOf(planned, answers, items.length).findings;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Items of one form, made up. */
export const madeUpItems: Draw = (seed) => ({
  base: worksheetItems(2 * seed + 1, baseItems),
  items: worksheetItems(2 * seed, 2 * itemsOfSplit),
});

/** Real items, those of the release and those of the base drawn apart; undefined where the data are not at hand. */
export async function realItems(): Promise<Draw | undefined> {
  if (!(await exists(realRelease))) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'mixeval-power-'));
  try {
    const workspace = workspaceAt(folder);
    await importRelease({ workspace, folder: realRelease, version: 'real', date: '2024-06-01' });
    const { splits } = await openRelease(workspace, 'real', { benchmarks: ['mixeval'] });
    const sets = Object.values(splits.mixeval ?? {}).map(({ items }) => items);
    return (seed) => {
      const random = seededRandom(seed, 'power');
      const orders = sets.map((items) => shuffled(items, random));
      return {
        items: orders.flatMap((items) => items.slice(0, itemsOfSplit)),
        base: orders.flatMap((items) => items.slice(itemsOfSplit, itemsOfSplit + baseItems / 2)),
      };
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}
