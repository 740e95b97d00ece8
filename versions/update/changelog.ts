/** CHANGELOG.md of the releases: an entry each, the newest first. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exists, writeFileAtomic } from '../../src/core/files.js';
import { inPercent } from '../../src/core/text-table.js';
import type { Workspace } from '../../src/core/workspace.js';
import type { ReleaseDiff } from '../diff.js';
import type { BuiltManifest } from '../manifest.js';

const title = '# Releases\n\nWhat each release brought, newest first.\n';

/** Beside the releases. */
export function changelogFile(workspace: Workspace): string {
  return join(workspace.versions, 'CHANGELOG.md');
}

async function changelog(workspace: Workspace): Promise<string> {
  const file = changelogFile(workspace);
  return (await exists(file)) ? readFile(file, 'utf8') : title;
}

const heading = (version: string): string => `## ${version}\n`;

/** Whether the changelog has an entry of this release. */
export async function hasEntry(workspace: Workspace, version: string): Promise<boolean> {
  return (await changelog(workspace)).includes(`\n${heading(version)}`);
}

/** Puts an entry in front of the others. */
export async function addEntry(workspace: Workspace, version: string, entry: string): Promise<void> {
  const text = await changelog(workspace);
  const at = text.indexOf('\n## ');
  const [head, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at)];
  await writeFileAtomic(changelogFile(workspace), `${head}\n${heading(version)}\n${entry}${rest}`);
}

const number = (value: number): string => value.toLocaleString('en-GB');

/** What a release brought, for people: one line each. */
export function entryOf(manifest: BuiltManifest, diff: ReleaseDiff | undefined): string {
  const { batch, pool, matchedShare, date, counts } = manifest;
  const places = Object.entries(counts).map(
    ([benchmark, split]) =>
      `${benchmark} ${number(split['free-form'])} free-form and ${number(split['multiple-choice'])} multiple-choice`,
  );
  const lines = [
    `- ${date ?? 'No day stated'}: ${places.join(', ')} items, drawn by ${number(batch.queries)} queries from a pool of ${number(pool.items)} items.`,
    `- ${inPercent(matchedShare)} of the queries are near enough to an item.`,
    ...(diff ? changes(diff) : ['- The first release.']),
  ];
  return `${lines.join('\n')}\n`;
}

function changes({ a, splits, expectedShift }: ReleaseDiff): string[] {
  const moved = splits.map(
    ({ benchmark, format, kept, gone, new: added }) =>
      `${benchmark} ${format} ${number(added)} new, ${number(gone)} gone, ${number(kept)} kept`,
  );
  const shifts = Object.entries(expectedShift).flatMap(([benchmark, { shift }]) =>
    shift === null ? [] : [`${benchmark} ${shift < 0 ? '' : '+'}${(100 * shift).toFixed(1)}`],
  );
  return [
    `- Against ${a}: ${moved.join('; ')}.`,
    ...(shifts.length > 0 ? [`- Scores are expected to move by (points): ${shifts.join(', ')}.`] : []),
  ];
}
