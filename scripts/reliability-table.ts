import { join } from 'node:path';
import { writeFileAtomic } from '../src/core/files.js';
import { packageRoot } from '../src/core/package.js';
import { allCases } from '../test/reliability/cases.js';
import { reliabilityDocument } from '../test/reliability/table.js';

await writeFileAtomic(join(packageRoot, 'docs/reliability.md'), reliabilityDocument(allCases));
