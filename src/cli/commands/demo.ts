import { join } from 'node:path';
import { workspaceAt } from '../../core/workspace.js';
import { type CliCommand, command } from '../command.js';

/** `mixeval demo`: the whole way on the starter corpus. */
export const demoCommand: CliCommand = {
  name: 'demo',
  build: (run) =>
    command('demo', 'the whole way on the starter corpus, in about a minute: no network, no key')
      .addHelpText(
        'after',
        '\nEverything goes into the folder `demo` of the workspace; a corpus of your own is\nleft alone.\n',
      )
      .action(
        run(async (context) => {
          const { runDemo } = await import('../demo/run-demo.js');
          const { demoOutput } = await import('../demo/demo-output.js');
          const workspace = workspaceAt(join(await context.workspaceFolder(), 'demo'));
          const today = new Date().toISOString().slice(0, 10);
          const result = await runDemo({ ...context, workspace: async () => workspace }, `${today}-demo`);
          return demoOutput(result, context);
        }),
      ),
};
