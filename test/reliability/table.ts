import { items } from '../faults/world.js';
import type { ReliabilityCase } from './case.js';

/** docs/reliability.md, made from the cases that the tests run. */
export function reliabilityDocument(cases: readonly ReliabilityCase[]): string {
  const rows = cases.map(({ given, outcome }) => `| ${given} | ${outcome} |`);
  return `# Reliability

What happens when things go wrong. Each row is a test that makes it go wrong and looks (\`test/reliability/\`, and a folder
each in \`test/faults/\` for what goes wrong while models are asked, with ${items} items at concurrency 20); this page is made
from those tests by \`npm run reliability-table\`, and a test compares the two.

| what goes wrong | what you get |
|---|---|
${rows.join('\n')}
`;
}
