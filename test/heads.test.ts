import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { checksumOf, queryTexts } from '../scripts/heads/query-texts.js';
import { packageRoot } from '../src/core/package.js';

const isThere = await access(join(packageRoot, '../shared/data')).then(
  () => true,
  () => false,
);

const trainedSchema = z.object({ textsOfSource: z.number(), textsSha256: z.string() });

it.skipIf(!isThere).each(['query', 'unsafe'])(
  `the %s head was trained on the texts that today's filters give${isThere ? '' : ' (skipped: the real data is not on this machine)'}`,
  async (name) => {
    const figures = await readFile(join(packageRoot, `bench/mining/${name}-head.json`), 'utf8');
    const { textsOfSource, textsSha256 } = trainedSchema.parse(JSON.parse(figures));
    expect(textsSha256, `run scripts/train-${name}-head.ts`).toBe(
      checksumOf(await queryTexts(textsOfSource)),
    );
  },
);
