import { registryOf } from '../../core/registry.js';
import type { CliCommand } from '../command.js';
import { buildCommand } from './build.js';
import { compareCommand } from './compare.js';
import { configCommand } from './config.js';
import { contaminationCommand } from './contamination.js';
import { demoCommand } from './demo.js';
import { doctorCommand } from './doctor.js';
import { evaluateCommand } from './evaluate.js';
import { gradeCommand } from './grade.js';
import { leaderboardCommand } from './leaderboard.js';
import { mineCommand } from './mine.js';
import { poolCommand } from './pool.js';
import { probeCommand } from './probe.js';
import { queriesCommand } from './queries.js';
import { resultsCommand } from './results.js';
import { runsCommand } from './runs.js';
import { updateCommand } from './update.js';
import { versionsCommand } from './versions.js';

/** Every command, in the order of the help. */
export const commands = registryOf<CliCommand>('command', [
  demoCommand,
  mineCommand,
  queriesCommand,
  poolCommand,
  resultsCommand,
  probeCommand,
  buildCommand,
  updateCommand,
  versionsCommand,
  evaluateCommand,
  gradeCommand,
  runsCommand,
  compareCommand,
  leaderboardCommand,
  contaminationCommand,
  doctorCommand,
  configCommand,
]);
