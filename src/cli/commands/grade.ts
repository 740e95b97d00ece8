import { resolve } from 'node:path';
import { Option } from 'commander';
import type { Model, VoteKind } from '../../../eval/index.js';
import { type CliCommand, command, wholeNumber } from '../command.js';
import { addJudgeOptions, asList, judgesOf } from '../run-options.js';
import { outcomesOutput } from '../run-output.js';
import { createSubjects } from '../subjects.js';

interface GradeFlags {
  readonly version: string;
  readonly model?: string;
  readonly hard?: boolean;
  readonly parser?: string;
  readonly judge?: readonly string[];
  readonly judgeVote?: VoteKind;
  readonly shuffleOptions?: boolean;
  readonly judgeCheck?: boolean;
  readonly baseUrl?: string;
  readonly apiKeyEnv?: string;
  readonly kind?: Model['kind'];
  readonly concurrency?: number;
}

/** `mixeval grade`: scores for responses that exist. */
export const gradeCommand: CliCommand = {
  name: 'grade',
  build: (run) =>
    addJudgeOptions(
      command(
        'grade',
        "score responses that exist: a run's, MixEval's own files, or lines of id and response",
      )
        .argument('<responses...>', 'files (JSON Lines, also gzipped) or folders with such files')
        .requiredOption(
          '--version <name>',
          'release that was answered; a published one is fetched if it is not here',
        )
        .option('--model <name>', 'name to keep the responses under (default: what files and folders say)')
        .option('--hard', 'the responses to the Hard benchmark (default: what files and folders say)')
        .addOption(
          new Option(
            '--parser <name>',
            'what reads answers: rules, a model, rules first, or the verdicts in judged files, of --judge where several judged (default: cascade with a judge, else rule)',
          ).choices(['rule', 'model', 'cascade', 'stored']),
        ),
    )
      .option('--base-url <url>', "address of the judge's server, where its name says none")
      .option('--api-key-env <variable>', "environment variable that holds the judge's key")
      .addOption(
        new Option('--kind <kind>', 'base: cut each response to its first answer (default: chat)').choices([
          'chat',
          'base',
        ]),
      )
      .option(
        '--concurrency <requests>',
        'requests of the judge under way at most, 1 to 1000 (default: MIXEVAL_CONCURRENCY, else 32)',
        wholeNumber(1, 1000),
      )
      .action(
        run(async (context, paths: readonly string[], flags: GradeFlags) => {
          const { gradeResponses } = await import('../../../eval/index.js');
          const settings = await context.settings();
          const parser = flags.parser ?? settings.parser.value;
          const asksJudges = parser !== 'rule' && parser !== 'stored';
          const judges = asksJudges ? (flags.judge ?? asList(settings.judge.value)) : [];
          const subjects = await createSubjects(context);
          try {
            const runs = await gradeResponses(
              {
                workspace: await context.workspace(),
                version: flags.version,
                paths: paths.map((path) => resolve(context.cwd, path)),
                parser,
                judgedBy: parser === 'stored' ? flags.judge : undefined,
                judge: await judgesOf(judges, subjects, flags),
                vote: flags.judgeVote,
                shuffleOptions: flags.shuffleOptions,
                judgeCheck: flags.judgeCheck,
                model: flags.model,
                benchmark: flags.hard ? 'mixeval-hard' : undefined,
                kind: flags.kind,
                concurrency: flags.concurrency ?? settings.concurrency.value,
                mirror: settings.mirror.value,
              },
              context.task,
            );
            return outcomesOutput(context, runs);
          } finally {
            await subjects.close();
          }
        }),
      ),
};
