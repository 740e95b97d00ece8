import { mkdir, mkdtemp, open, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { toMixevalError } from './errors.js';

const folder = await mkdtemp(join(tmpdir(), 'mixeval-test-'));
await writeFile(join(folder, 'file'), '');
await symlink(join(folder, 'round'), join(folder, 'round'));

const failing: readonly [string, () => Promise<unknown>, string][] = [
  ['none', () => readFile(join(folder, 'none')), 'not-found'],
  ['file/below', () => readFile(join(folder, 'file/below')), 'not-found'],
  ['round', () => readFile(join(folder, 'round')), 'not-found'],
  ['file', () => mkdir(join(folder, 'file')), 'exists'],
  ['', () => open(folder, 'w'), 'usage'],
  ['x'.repeat(300), () => readFile(join(folder, 'x'.repeat(300))), 'usage'],
];

it.each(failing)('says in plain words what the system says of "%s"', async (name, attempt, code) => {
  const error = toMixevalError(await attempt().catch((thrown: unknown) => thrown));
  expect(error).toMatchObject({ code, next: expect.stringMatching(/\.$/) });
  expect(error.message).toContain(join(folder, name));
  expect(error.message).not.toMatch(/\bE[A-Z]{3,}\b|open '|mkdir '/);
});

it('leaves what it does not know as a fault of the program', () => {
  expect(toMixevalError(new Error('odd'))).toMatchObject({ code: 'internal', message: 'odd' });
});
