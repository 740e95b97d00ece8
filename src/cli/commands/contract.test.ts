import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, CommanderError } from 'commander';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../core/package.js';
import { commands } from './index.js';

/** A command and all actions within it, by their whole names. */
function withActions(command: Command, above = ''): [string, Command][] {
  const name = `${above} ${command.name()}`.trim();
  return [[name, command], ...command.commands.flatMap((action) => withActions(action, name))];
}

it('every file of the folder is a command of the registry', async () => {
  const files = await readdir(join(packageRoot, 'src/cli/commands'));
  const parts = files.filter((file) => /^(?!index\.)[\w-]+\.ts$/.test(file)).map((file) => file.slice(0, -3));
  expect(commands.names.toSorted()).toEqual(parts.toSorted());
});

describe.each(commands.all())('the command $name', (part) => {
  const built = part.build(() => async () => undefined);

  it('goes by its name in the registry', () => {
    expect(built.name()).toBe(part.name);
  });

  describe.each(withActions(built))('%s', (_name, command) => {
    it('says what it does, and what each argument and option is', () => {
      expect(command.description()).toMatch(/^\S.*[^.]$/);
      for (const { description } of [...command.options, ...command.registeredArguments]) {
        expect(description).toMatch(/\S/);
      }
    });

    it('takes an option that it does not know for a wrong use', () => {
      command.exitOverride().configureOutput({ writeErr: () => undefined });
      expect(() => command.parse(['--no-such-option'], { from: 'user' })).toThrow(CommanderError);
    });
  });
});
