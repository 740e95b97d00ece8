import type { ReliabilityCase } from './case.js';

/** docs/reliability.md, made from the cases that the tests run. */
export function reliabilityDocument(cases: readonly ReliabilityCase[]): string {
  const rows = cases.map(({ given, outcome }) => `| ${given} | ${outcome} |`);
  return `# Reliability

What happens when things go wrong. Each row is a test that makes it go wrong and looks (\`test/reliability/\`); this page is
made from those tests by \`npm run reliability-table\`, and a test compares the two.

| what goes wrong | what you get |
|---|---|
${rows.join('\n')}
`;
}
