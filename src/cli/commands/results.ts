import { type CliCommand, command } from '../command.js';
import { importAction } from './results/import.js';
import { listAction } from './results/list.js';

const actions = [importAction, listAction];

/** `mixeval results`: what subjects are known to have got on items. One file an action. */
export const resultsCommand: CliCommand = {
  name: 'results',
  build: (run) => {
    const results = command('results', 'per-item results from elsewhere, for difficulty and discrimination');
    for (const action of actions) results.addCommand(action.build(run));
    return results;
  },
};
