import { type CliCommand, command } from '../command.js';
import { exportAction } from './versions/export.js';
import { importAction } from './versions/import.js';
import { listAction } from './versions/list.js';
import { pullAction } from './versions/pull.js';
import { showAction } from './versions/show.js';
import { verifyAction } from './versions/verify.js';

const actions = [listAction, showAction, verifyAction, pullAction, importAction, exportAction];

/** `mixeval versions`: the releases of the workspace, and how they come and go. One file an action. */
export const versionsCommand: CliCommand = {
  name: 'versions',
  build: (run) => {
    const versions = command('versions', 'list, show, check, fetch, import and export releases');
    for (const action of actions) versions.addCommand(action.build(run));
    return versions;
  },
};
