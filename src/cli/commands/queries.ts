import { type CliCommand, command } from '../command.js';
import { listAction } from './queries/list.js';
import { removeAction } from './queries/remove.js';
import { showAction } from './queries/show.js';

const actions = [showAction, listAction, removeAction];

/** `mixeval queries`: what was mined. One file an action. */
export const queriesCommand: CliCommand = {
  name: 'queries',
  build: (run) => {
    const queries = command('queries', 'the wild queries in the corpus: show, list, remove');
    for (const action of actions) queries.addCommand(action.build(run));
    return queries;
  },
};
