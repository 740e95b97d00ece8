import { Command } from 'commander';
import { packageVersion } from '../core/package.js';
import type { RunAction } from './command.js';
import { commands } from './commands/index.js';

/** Where commander writes: a stream of a process, or anything alike. */
interface Screen {
  write(text: string): unknown;
  readonly columns?: number;
}

interface Screens {
  readonly stdout: Screen;
  readonly stderr: Screen;
}

/** The whole command line: every command of the registry, with the options that all of them share. */
export function buildProgram(run: RunAction, host: Screens): Command {
  const program = new Command('mixeval')
    .description('Build, renew and run a dynamic LLM benchmark that asks what real users ask.')
    .version(packageVersion)
    // Without it `evaluate --version X` would print the version of the program.
    .enablePositionalOptions()
    .addHelpText('after', '\nStart with:  mixeval demo\n');
  for (const part of commands.all()) program.addCommand(part.build(run));
  for (const leaf of leavesOf(program)) addSharedOptions(leaf);
  for (const command of [program, ...branchesOf(program)]) prepare(command, host);
  return program;
}

function addSharedOptions(command: Command): void {
  command
    .option(
      '--workspace <folder>',
      'folder of corpus, versions and runs (default: nearest mixeval.config.*, else ./mixeval)',
    )
    .option('--json', 'print one JSON document on standard output')
    .option('--quiet', 'no progress on standard error')
    .option('--debug', 'on failure, print the whole chain of causes');
}

/** Commander's own errors throw, so that one place decides on exit codes; its output goes to the streams we were given. */
function prepare(command: Command, host: Screens): void {
  command.exitOverride().configureOutput({
    writeOut: (text) => host.stdout.write(text),
    writeErr: (text) => host.stderr.write(text),
    getOutHelpWidth: () => host.stdout.columns ?? 80,
    outputError: (text, write) => write(`${text.trimEnd()}\n  next: see ${pathOf(command)} --help\n`),
  });
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function branchesOf(command: Command): Command[] {
  return command.commands.flatMap((sub) => [sub, ...branchesOf(sub)]);
}

function leavesOf(command: Command): Command[] {
  return branchesOf(command).filter((sub) => sub.commands.length === 0);
}
