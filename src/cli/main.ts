#!/usr/bin/env node
// What `mixeval` starts: it hands the process to the command line and sets the exit code.
import { runCli } from './run.js';

process.exitCode = await runCli(process);
