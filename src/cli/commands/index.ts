import { registryOf } from '../../core/registry.js';
import type { CliCommand } from '../command.js';
import { configCommand } from './config.js';
import { doctorCommand } from './doctor.js';
import { evaluateCommand } from './evaluate.js';
import { poolCommand } from './pool.js';
import { probeCommand } from './probe.js';
import { resultsCommand } from './results.js';
import { runsCommand } from './runs.js';
import { versionsCommand } from './versions.js';

/** Every command, in the order of the help. */
export const commands = registryOf<CliCommand>('command', [
  poolCommand,
  resultsCommand,
  probeCommand,
  versionsCommand,
  evaluateCommand,
  runsCommand,
  doctorCommand,
  configCommand,
]);
