import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { MixevalError, toMixevalError } from '../../core/errors.js';
import { exists } from '../../core/files.js';
import { packageVersion } from '../../core/package.js';
import { type CliCommand, command } from '../command.js';
import type { CliContext } from '../context.js';

interface Finding {
  readonly check: string;
  /** `missing` is a part one can do without. */
  readonly state: 'ok' | 'missing' | 'failed';
  readonly text: string;
}

/** `mixeval doctor`: what works on this machine. */
export const doctorCommand: CliCommand = {
  name: 'doctor',
  build: (run) =>
    command('doctor', 'check what works on this machine: Node.js, encoder, index, disk, keys').action(
      run(async (context) => {
        const findings: Finding[] = [];
        for (const [check, examine] of checks) findings.push(await attempt(check, () => examine(context)));
        const failed = findings.some((finding) => finding.state === 'failed');
        return {
          json: { version: packageVersion, ok: !failed, checks: findings },
          text: findings.map(({ check, state, text }) => `${state.padEnd(7)}  ${check}: ${text}`).join('\n'),
          exitCode: failed ? 1 : 0,
        };
      }),
    ),
};

type Examine = (context: CliContext) => Promise<Pick<Finding, 'state' | 'text'>>;

async function attempt(check: string, examine: () => ReturnType<Examine>): Promise<Finding> {
  try {
    return { check, ...(await examine()) };
  } catch (error) {
    const { message, next } = toMixevalError(error);
    return { check, state: 'failed', text: next ? `${message} ${next}` : message };
  }
}

const checks: readonly (readonly [string, Examine])[] = [
  [
    'Node.js',
    async () => ({ state: 'ok', text: `${process.version} on ${process.platform} ${process.arch}` }),
  ],
  ['encoder', encodesAsItShould],
  ['index', hasFastIndex],
  ['workspace', canWrite],
  ['keys', whichKeys],
];

async function encodesAsItShould(context: CliContext): Promise<Pick<Finding, 'state' | 'text'>> {
  const { openEncoder } = await import('../../../encoder/index.js');
  const { value: name } = (await context.settings()).encoder;
  const encoder = await openEncoder(name, { threads: 1 });
  try {
    const texts = ['how tall is a giraffe', 'giraffe height', 'interest rate of a loan'];
    const vectors = await encoder.encode(texts, { signal: context.task.signal });
    const row = (index: number): Float32Array =>
      vectors.subarray(index * encoder.dimensions, (index + 1) * encoder.dimensions);
    const near = dot(row(0), row(1));
    const far = dot(row(0), row(2));
    if (near > far) return { state: 'ok', text: `${name}, ${encoder.dimensions} dimensions` };
    throw new MixevalError('corrupt', `${name} finds unlike texts more alike than like ones.`, {
      next: 'Install mixeval again.',
    });
  } finally {
    await encoder.close();
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

async function hasFastIndex(): Promise<Pick<Finding, 'state' | 'text'>> {
  try {
    await import('hnswlib-node');
    return { state: 'ok', text: 'hnswlib-node' };
  } catch {
    return {
      state: 'missing',
      text: 'hnswlib-node is not installed (it needs a C++ compiler): exact search is used, slower on large pools',
    };
  }
}

async function canWrite(context: CliContext): Promise<Pick<Finding, 'state' | 'text'>> {
  const root = await context.workspaceFolder();
  const folder = (await exists(root)) ? root : dirname(root);
  await access(folder, constants.W_OK);
  const { bavail, bsize } = await statfs(folder);
  return { state: 'ok', text: `${root}, ${((bavail * bsize) / 1e9).toFixed(1)} GB free` };
}

async function whichKeys(context: CliContext): Promise<Pick<Finding, 'state' | 'text'>> {
  const { keyVariables } = await import('../../../eval/index.js');
  const environment = await context.environment();
  const set = keyVariables().filter((name) => environment[name] !== undefined);
  if (set.length === 0)
    return { state: 'missing', text: 'no key of a provider is set; local servers need none' };
  return { state: 'ok', text: `${set.join(', ')} (only the names are ever shown)` };
}
