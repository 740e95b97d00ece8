import { it } from 'vitest';
import type { ReliabilityCase } from './case.js';

/** One test a case; those that cannot be tried here are skipped and say why. */
export function checkAll(cases: readonly ReliabilityCase[]): void {
  for (const { given, outcome, check, skip } of cases) {
    const name = `${given}: ${outcome}`;
    if (skip === undefined) it(name, check);
    else it.skip(`${name} (skipped: ${skip})`, check);
  }
}
