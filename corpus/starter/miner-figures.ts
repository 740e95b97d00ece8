/** What mining does to the labelled queries. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { readJsonLines } from '../../src/core/json-lines.js';
import type { WildQuery } from '../../src/core/schemas/wild-query.js';
import { workspaceAt } from '../../src/core/workspace.js';
import { mine, readQueries } from '../index.js';
import { personalData } from './check.js';
import { queryLabels, type StarterQuery } from './starter-query.js';

/** What mining does to the queries of one label. */
export interface MinerFigure {
  readonly label: StarterQuery['label'];
  readonly queries: number;
  /** Those of which mining does what the label says. */
  readonly asLabelled: number;
  /** The same among the queries that no rule was written by. */
  readonly heldOut: number;
  readonly heldOutAsLabelled: number;
  /** The others, for looking at. */
  readonly misses: readonly string[];
}

const rejectedSchema = z.object({ line: z.number().int().positive(), reason: z.string() });

/** Mines the file of labelled queries as a user would, and compares what is kept and rejected with the labels. */
export async function minerFigures(file: string, queries: readonly StarterQuery[]): Promise<MinerFigure[]> {
  const root = await mkdtemp(join(tmpdir(), 'mixeval-starter-'));
  try {
    const workspace = workspaceAt(root);
    const rejectedFile = join(root, 'rejected.jsonl');
    await mine({ workspace, sources: [file], name: 'starter', rejectedFile });
    const reasons = new Map<number, string>();
    for await (const { line, reason } of readJsonLines(rejectedFile, rejectedSchema))
      reasons.set(line, reason);
    const kept = new Map<number, WildQuery>();
    for await (const query of readQueries(workspace)) {
      if (query.source.line !== undefined) kept.set(query.source.line, query);
    }
    return queryLabels.map((label) => {
      const all = queries.flatMap((query, index) =>
        query.label === label ? [{ ...query, line: index + 1 }] : [],
      );
      const right = all.filter(({ line }) => isAsLabelled(label, kept.get(line), reasons.get(line)));
      const isHeldOut = ({ heldOut }: StarterQuery) => heldOut === true;
      return {
        label,
        queries: all.length,
        asLabelled: right.length,
        heldOut: all.filter(isHeldOut).length,
        heldOutAsLabelled: right.filter(isHeldOut).length,
        misses: all.filter((query) => !right.includes(query)).map(({ text }) => text),
      };
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

function isAsLabelled(
  label: StarterQuery['label'],
  kept: WildQuery | undefined,
  reason: string | undefined,
): boolean {
  const flags = kept?.flags ?? [];
  if (label === 'keep') return kept !== undefined && flags.length === 0;
  if (label === 'mask')
    return flags.some((flag) => flag.startsWith('masked-')) && !personalData.test(kept?.text ?? '');
  if (label === 'duplicate-exact') return reason === 'duplicate';
  return reason !== undefined;
}
