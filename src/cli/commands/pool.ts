import { type CliCommand, command } from '../command.js';
import { addAction } from './pool/add.js';
import { listAction } from './pool/list.js';
import { removeAction } from './pool/remove.js';
import { showAction } from './pool/show.js';

const actions = [addAction, listAction, showAction, removeAction];

/** `mixeval pool`: the benchmark items that releases draw from. One file an action. */
export const poolCommand: CliCommand = {
  name: 'pool',
  build: (run) => {
    const pool = command('pool', 'benchmark items to draw releases from: add, list, show, remove');
    for (const action of actions) pool.addCommand(action.build(run));
    return pool;
  },
};
