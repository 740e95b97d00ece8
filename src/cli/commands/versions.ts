import { type CliCommand, command } from '../command.js';
import { diffAction } from './versions/diff.js';
import { exportAction } from './versions/export.js';
import { importAction } from './versions/import.js';
import { listAction } from './versions/list.js';
import { pullAction } from './versions/pull.js';
import { showAction } from './versions/show.js';
import { stabilityAction } from './versions/stability.js';
import { suspectsAction } from './versions/suspects.js';
import { verifyAction } from './versions/verify.js';

const actions = [
  listAction,
  showAction,
  verifyAction,
  diffAction,
  stabilityAction,
  suspectsAction,
  pullAction,
  importAction,
  exportAction,
];

/** `mixeval versions`: the releases of the workspace, and how they come and go. One file an action. */
export const versionsCommand: CliCommand = {
  name: 'versions',
  build: (run) => {
    const versions = command('versions', 'list, show, check, compare, fetch, import and export releases');
    for (const action of actions) versions.addCommand(action.build(run));
    return versions;
  },
};
