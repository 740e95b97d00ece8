import { expect } from 'vitest';
import { mixeval } from '../../command-line.js';
import type { ReliabilityCase } from '../../reliability/case.js';
import { onCommandTrial } from '../command.js';

const hostile = '\u001b]0;owned\u0007\u001b[2J\u0000\u202e';

export const escapeCodes: ReliabilityCase = {
  given: 'answers and error messages with control characters and terminal escape codes',
  outcome: 'kept as they are, shown as text (`\\x1b`), never obeyed by the terminal',
  check: async () => {
    const shown: string[] = [];
    const see = async (args: readonly string[]): Promise<void> => {
      const { stdout, stderr } = await mixeval(args);
      shown.push(stdout, stderr);
    };
    let isBroken = false;
    await onCommandTrial(
      {
        answer: () => `${hostile} A`,
        fault: () => (isBroken ? { kind: 'status', status: 401, message: hostile } : undefined),
      },
      async ({ workspace, args }) => {
        await see([...args, '--limit', '10']);
        await see(['runs', 'show', '--wrong', '--workspace', workspace.root]);
        await see(['runs', 'list', '--workspace', workspace.root]);
        isBroken = true;
        await see([...args, '--limit', '20']);
      },
    );
    expect(shown.join('')).toContain('\\x1b');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
    expect(shown.join('')).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
  },
};
