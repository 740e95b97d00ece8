import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { buildProgram } from './program.js';

const columns = 80;

/** Every command's help as a terminal of 80 columns shows it, by the command's whole name. */
function allHelp(): [string, string][] {
  let written = '';
  const screen = {
    columns,
    write: (text: string) => {
      written += text;
    },
  };
  const program = buildProgram(() => async () => undefined, { stdout: screen, stderr: screen });
  const found: [string, string][] = [];
  const visit = (command: Command, above: string): void => {
    const name = `${above} ${command.name()}`.trim();
    written = '';
    command.outputHelp();
    found.push([name, written]);
    for (const sub of command.commands) visit(sub, name);
  };
  visit(program, '');
  return found;
}

describe('the help', () => {
  const pages = allHelp();

  it('is there for every command', () => {
    expect(pages.map(([name]) => name)).toEqual(
      expect.arrayContaining(['mixeval', 'mixeval mine', 'mixeval pool add', 'mixeval runs remove']),
    );
  });

  it.each(pages)('of %s fits 80 columns', (_name, help) => {
    expect(help).toMatch(/^Usage: /);
    expect(help.split('\n').filter((line) => line.length > columns)).toEqual([]);
  });
});
