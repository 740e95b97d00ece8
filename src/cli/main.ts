#!/usr/bin/env node
// What `mixeval` starts: it hands the process to the command line and sets the exit code.
import { loadCommandLine } from './compiled.js';

const { runCli } = loadCommandLine();
runCli(process).then((exitCode) => {
  process.exitCode = exitCode;
  // Whoever has not finished writing to us must not keep us: after Ctrl-C in `mine -` that would be for ever.
  process.stdin.destroy();
});
