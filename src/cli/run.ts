import { CommanderError } from 'commander';
import { type MixevalError, systemCode, toMixevalError } from '../core/errors.js';
import type { RunAction } from './command.js';
import { createContext, type GlobalOptions } from './create-context.js';
import { exitCodeOf, renderError } from './error-report.js';
import type { HostProcess } from './host-process.js';
import { onInterrupt } from './interrupt.js';
import { translateMixevalOptions } from './mixeval-options.js';
import { buildProgram } from './program.js';
import { createProgress, type Progress } from './progress.js';
import { columnsOf } from './prose.js';

/** Runs one command line to its end and returns the exit code (DESIGN, Commands). Never throws. */
export async function runCli(host: HostProcess): Promise<number> {
  const abort = new AbortController();
  let progress: Progress | undefined;
  const stopListening = onInterrupt(host, abort, () =>
    progress?.say('Ending: what is under way is finished and kept. Ctrl-C again ends at once.'),
  );
  // A reader that has seen enough (`| head`) closes the pipe: that is its right, and no failure of ours.
  for (const stream of [host.stdout, host.stderr]) stream.on('error', ignoreClosedPipe);
  let exitCode = 0;
  let options: GlobalOptions = globalOptionsIn(host.argv);

  const run: RunAction =
    (action) =>
    async (...args) => {
      options = { ...options, ...globalOptionsOf(args.at(-1)) };
      progress = createProgress(host.stderr, { quiet: options.quiet === true });
      const { context, end } = createContext({ host, options, signal: abort.signal, progress });
      const output = await action(context, ...args).finally(end);
      progress.end();
      const text = options.json ? `${JSON.stringify(output.json, null, 2)}\n` : output.text;
      await writeAll(host.stdout, text.endsWith('\n') || text === '' ? text : `${text}\n`);
      exitCode = output.exitCode ?? 0;
    };

  try {
    const { args, hints } = translateMixevalOptions(host.argv.slice(2));
    if (!options.quiet && hints.length > 0) await writeAll(host.stderr, `${hints.join('\n')}\n`);
    await buildProgram(run, host).parseAsync([...args], { from: 'user' });
  } catch (error) {
    progress?.end();
    if (error instanceof CommanderError) exitCode = error.exitCode === 0 ? 0 : 2;
    else exitCode = await reportFailure(host, toMixevalError(error), options);
  } finally {
    stopListening();
  }
  return exitCode;
}

function ignoreClosedPipe(error: Error): void {
  if (systemCode(error) !== 'EPIPE') throw error;
}

async function reportFailure(
  host: HostProcess,
  error: MixevalError,
  options: GlobalOptions,
): Promise<number> {
  if (options.json) {
    const { code, message, next, details } = error;
    await writeAll(host.stdout, `${JSON.stringify({ error: { code, message, next, details } }, null, 2)}\n`);
  }
  await writeAll(
    host.stderr,
    renderError(error, { debug: options.debug === true, columns: columnsOf(host.stderr) }),
  );
  return exitCodeOf(error.code);
}

/** A failure before the options are parsed must still know whether JSON is wanted. */
function globalOptionsIn(argv: readonly string[]): GlobalOptions {
  const end = argv.indexOf('--');
  const flags = end === -1 ? argv : argv.slice(0, end);
  return {
    json: flags.includes('--json'),
    debug: flags.includes('--debug'),
    quiet: flags.includes('--quiet'),
  };
}

function globalOptionsOf(command: unknown): GlobalOptions {
  if (
    command instanceof Object &&
    'optsWithGlobals' in command &&
    typeof command.optsWithGlobals === 'function'
  ) {
    return command.optsWithGlobals();
  }
  return {};
}

/** Writes and waits: a result that goes to a pipe must be out before the process ends. A reader that left is no error. */
function writeAll(stream: NodeJS.WritableStream, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve());
  });
}
