import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { wildQuerySchema } from '../../src/core/schemas/wild-query.js';
import { GrowingFile } from './growing-file.js';
import type { MineSettings } from './mine-options.js';
import { Reservoir } from './reservoir.js';
import type { Session } from './session.js';
import { rejectedQuery, type Tally } from './tally.js';
import { wholeLines } from './whole-lines.js';

const newline = 0x0a;

/** Draws a uniform sample of what has passed the filters, into a file of its own; the rest is tallied. Gives its path. */
export async function drawSample({
  session,
  settings,
  folder,
  tally,
}: {
  readonly session: Session;
  readonly settings: Pick<MineSettings, 'sample' | 'seed'>;
  readonly folder: string;
  readonly tally: Tally;
}): Promise<string> {
  const reservoir = new Reservoir(settings.sample ?? session.passed, settings.seed);
  for (let place = 0; place < session.passed; place += 1) reservoir.offer(place);
  const drawn = new Set(reservoir.values());
  const file = await GrowingFile.open(join(folder, 'drawn.jsonl'), 0);
  try {
    let place = 0;
    for await (const lines of wholeLines(createReadStream(session.staged.path))) {
      for (let start = 0; start < lines.length; place += 1) {
        const end = lines.indexOf(newline, start) + 1;
        const line = lines.subarray(start, end);
        if (drawn.has(place)) await file.append(line);
        else await tallyLeftOut(line, tally);
        start = end;
      }
    }
    await file.flush();
    return file.path;
  } finally {
    await file.close();
  }
}

async function tallyLeftOut(line: Uint8Array, tally: Tally): Promise<void> {
  await tally.add('not-sampled', () =>
    rejectedQuery(wildQuerySchema.parse(JSON.parse(Buffer.from(line).toString('utf8')))),
  );
}
