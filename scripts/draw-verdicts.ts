import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { mine, readQueries } from '../corpus/index.js';
import { listFolder } from '../src/core/files.js';
import { sha256 } from '../src/core/hash.js';
import { readJsonLines } from '../src/core/json-lines.js';
import { packageRoot } from '../src/core/package.js';
import { randomInteger, seededRandom } from '../src/core/random.js';
import { workspaceAt } from '../src/core/workspace.js';

/**
 * Draws what is to be judged by reading: twenty rejections and twenty keeps of each source of the real data, by seed. Prints
 * id, source, outcome and text; verdicts.jsonl holds what was said of them, without the text. Of large sources as many
 * queries as `sampled` go on to the detector.
 */
const seed = 4;
const each = 20;
const sampled = 1_500;
const data = join(packageRoot, '../shared/data');
const rejectedShape = z.object({ reason: z.string(), text: z.string() });
/** Of these the filters say nothing. */
const notJudged = new Set(['duplicate', 'near-duplicate', 'not-sampled']);

interface Drawn {
  readonly outcome: string;
  readonly text: string;
}

function draw(source: string, all: readonly Drawn[]): Drawn[] {
  const random = seededRandom(seed, `verdicts of ${source}`);
  const left = [...all];
  return Array.from({ length: Math.min(each, left.length) }, () =>
    left.splice(randomInteger(random, left.length), 1),
  ).flat();
}

for (const part of ['queries', 'web']) {
  for (const name of await listFolder(join(data, part))) {
    const root = await mkdtemp(join(tmpdir(), 'mixeval-verdicts-'));
    const workspace = workspaceAt(root);
    const rejectedFile = join(root, 'rejected.jsonl');
    try {
      await mine({
        workspace,
        sources: [join(data, part, name)],
        name: 'source',
        rejectedFile,
        sample: sampled,
        seed,
      });
      const rejected: Drawn[] = [];
      for await (const { reason, text } of readJsonLines(rejectedFile, rejectedShape)) {
        if (!notJudged.has(reason)) rejected.push({ outcome: reason, text });
      }
      const kept: Drawn[] = [];
      for await (const { text } of readQueries(workspace)) kept.push({ outcome: 'kept', text });
      for (const { outcome, text } of [
        ...draw(`${name}, rejected`, rejected),
        ...draw(`${name}, kept`, kept),
      ]) {
        const id = sha256(text).slice(0, 12);
        process.stdout.write(
          `${JSON.stringify({ seed, id, source: name, outcome, text: text.slice(0, 300) })}\n`,
        );
      }
    } catch (error) {
      process.stderr.write(`${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    } finally {
      await rm(root, { recursive: true });
    }
  }
}
