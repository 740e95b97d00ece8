import { type CliCommand, command } from '../command.js';
import type { Setting } from '../settings.js';

/** `mixeval config`: every setting's value and where it came from. */
export const configCommand: CliCommand = {
  name: 'config',
  build: (run) =>
    command('config', 'show each setting and where it came from (flag, environment, config file, default)')
      .addHelpText(
        'after',
        `
Precedence: flag, environment (.env included), config file, default.

A config file, mixeval.config.ts, .js, .json or .yaml, marks the workspace:

  export default {
    model: 'openai:gpt-4o-mini',
    judge: 'openai:gpt-4o-mini',
    parser: 'cascade',
    models: {
      mine: { model: 'vllm:my-model', baseUrl: 'http://127.0.0.1:8000/v1' },
      ours: { ask: async ({ messages }) => answerTo(messages) },
    },
  };

Environment: MIXEVAL_WORKSPACE, MIXEVAL_MODEL (several with commas),
MIXEVAL_JUDGE, MIXEVAL_PARSER, MIXEVAL_BASE_URL, MIXEVAL_CONCURRENCY,
MIXEVAL_RPM, MIXEVAL_TPM, MIXEVAL_MIRROR, MIXEVAL_ENCODER.
`,
      )
      .action(
        run(async (context) => {
          const settings = await context.settings();
          const workspace = await context.workspaceSetting();
          const rows: [string, Setting<unknown>][] = Object.entries({ workspace, ...settings });
          const width = Math.max(...rows.map(([name]) => name.length));
          const lines = rows.map(
            ([name, { value, origin }]) => `${name.padEnd(width)}  ${show(value)}  (${origin})`,
          );
          return {
            json: { workspace: workspace.value, workspaceOrigin: workspace.origin, settings },
            text: lines.join('\n'),
          };
        }),
      ),
};

function show(value: unknown): string {
  const isEmpty = value === undefined || (typeof value === 'object' && Object.keys(value ?? {}).length === 0);
  return isEmpty ? '-' : typeof value === 'string' ? value : JSON.stringify(value);
}
