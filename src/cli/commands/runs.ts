import { type CliCommand, command } from '../command.js';
import { checkAction } from './runs/check.js';
import { listAction } from './runs/list.js';
import { removeAction } from './runs/remove.js';
import { showAction } from './runs/show.js';

const actions = [listAction, showAction, checkAction, removeAction];

/** `mixeval runs`: what was run. One file an action. */
export const runsCommand: CliCommand = {
  name: 'runs',
  build: (run) => {
    const runs = command('runs', 'what was run: list, show item by item, check what is complete, remove');
    for (const action of actions) runs.addCommand(action.build(run));
    return runs;
  },
};
