import { type Command, Option } from 'commander';
import type { JudgeOption, RunOptions, Subject, VoteKind } from '../../eval/index.js';
import { collect, realNumber, wholeNumber } from './command.js';
import type { CliContext } from './context.js';
import { listedModels } from './listed-models.js';
import type { Settings } from './settings.js';
import { createSubjects, type ModelFlags, type Subjects, subjectNames } from './subjects.js';

/** The flags of every command that asks models. */
export interface RunFlags extends ModelFlags {
  readonly model?: readonly string[];
  readonly models?: string;
  readonly dryRun?: boolean;
  readonly parser?: string;
  readonly judge?: readonly string[];
  readonly judgeVote?: VoteKind;
  readonly shuffleOptions?: boolean;
  readonly judgeCheck?: boolean;
  readonly responsesOnly?: boolean;
  /** Seconds. */
  readonly timeout?: number;
  readonly concurrency?: number;
  readonly rpm?: number;
  readonly tpm?: number;
  readonly maxCostUsd?: number;
  readonly fresh?: boolean;
}

/** An option's value as a temperature. */
function temperature(text: string): number | 'server' {
  return text === 'server' ? text : realNumber(0, 2)(text);
}

/** Which models are asked, and how. */
export function addModelOptions(command: Command): Command {
  return command
    .option(
      '--model <name>',
      'model to ask: provider:model, a name from the config, or with --base-url any name; may be given several times (default: MIXEVAL_MODEL or the config)',
      collect,
    )
    .option(
      '--models <file>',
      'more models: a file with one name a line, or one like mixeval.config.* whose models are all asked',
    )
    .option('--base-url <url>', 'address of an OpenAI-protocol server, usually ending in /v1')
    .option(
      '--api-key-env <variable>',
      "environment variable that holds the key (default: the provider's own)",
    )
    .option('--base', 'the models continue text: they are asked with five examples, through /completions')
    .option(
      '--temperature <number>',
      'sampling temperature, 0 to 2, or server to send none (default: 0)',
      temperature,
    )
    .option('--top-p <share>', "nucleus sampling, 0 to 1 (default: the server's)", realNumber(0, 1))
    .option('--max-tokens <tokens>', "longest answer, 1 or more (default: the server's)", wholeNumber(1))
    .option('--stop <text>', 'text that ends an answer; may be given several times (default: none)', collect)
    .option(
      '--seed <number>',
      'seed for the servers that take one, 0 or more (default: none)',
      wholeNumber(0),
    )
    .option('--reasoning-effort <level>', "for reasoning models: low, medium, high (default: the server's)")
    .option('--system-prompt <text>', 'system prompt (default: none)');
}

/** Who judges, and how. */
export function addJudgeOptions(command: Command): Command {
  return command
    .option(
      '--judge <name>',
      'model that reads answers, named as with --model; may be given several times (default: MIXEVAL_JUDGE or the config)',
      collect,
    )
    .addOption(
      new Option(
        '--judge-vote <kind>',
        "how several judges' scores of a free answer become one (default: median)",
      ).choices(['median', 'majority']),
    )
    .option('--shuffle-options', 'show judges the options of each question in an order of its own')
    .option('--judge-check', 'run cases with known verdicts through each judge first');
}

/** How fast models are asked, and at what cost. */
export function addPaceOptions(command: Command): Command {
  return command
    .option(
      '--timeout <seconds>',
      'longest wait for one reply, 1 to 3600; shorter by itself once answers come (default: 120)',
      realNumber(1, 3600),
    )
    .option(
      '--concurrency <requests>',
      'requests under way at most, for each server, 1 to 1000 (default: MIXEVAL_CONCURRENCY, else 32)',
      wholeNumber(1, 1000),
    )
    .option(
      '--rpm <requests>',
      'requests a minute at most, for each server, above 0 (default: MIXEVAL_RPM, else no limit)',
      realNumber(0.01, 1e6),
    )
    .option(
      '--tpm <tokens>',
      'tokens a minute at most, for each server, above 0 (default: MIXEVAL_TPM, else no limit)',
      realNumber(1, 1e9),
    )
    .option(
      '--max-cost-usd <dollars>',
      'stop before the command costs more, 0 or more (default: no cap)',
      realNumber(0, 1e9),
    );
}

/** How a run goes about it. */
export function addRunOptions(command: Command): Command {
  return addPaceOptions(addJudgeOptions(command))
    .addOption(
      new Option(
        '--parser <name>',
        'what reads answers: rules, a model, or rules first (default: cascade with a judge, else rule)',
      ).choices(['rule', 'model', 'cascade']),
    )
    .option('--fresh', 'ask everything again instead of using answers of earlier runs');
}

/** Opens the models that the flags name, hands the run's options on, and closes the models. */
export async function withRunOptions<T>(
  context: CliContext,
  flags: RunFlags,
  work: (options: RunOptions) => Promise<T>,
): Promise<T> {
  const listed = flags.models === undefined ? undefined : await listedModels(context.cwd, flags.models);
  const asked = [...(flags.model ?? []), ...(listed?.names ?? [])];
  const names = await subjectNames(context, asked.length > 0 ? asked : undefined);
  const settings = await context.settings();
  const subjects = await createSubjects(context, listed?.models);
  const models = { ...flags, keyLater: flags.dryRun === true };
  try {
    const opened: Subject[] = [];
    for (const name of names) opened.push(await subjects.open(name, models));
    const parser = flags.parser ?? settings.parser.value;
    return await work({
      workspace: await context.workspace(),
      subjects: opened,
      parser,
      judge:
        parser === 'rule'
          ? []
          : await judgesOf(flags.judge ?? asList(settings.judge.value), subjects, models),
      vote: flags.judgeVote,
      shuffleOptions: flags.shuffleOptions,
      judgeCheck: flags.judgeCheck,
      responsesOnly: flags.responsesOnly,
      ...paceOf(flags, settings),
      fresh: flags.fresh,
    });
  } finally {
    await subjects.close();
  }
}

/** How fast models are asked and at what cost, by the flags of `addPaceOptions` before the settings. */
export function paceOf(
  {
    concurrency,
    rpm,
    tpm,
    timeout,
    maxCostUsd,
  }: Pick<RunFlags, 'concurrency' | 'rpm' | 'tpm' | 'timeout' | 'maxCostUsd'>,
  settings: Settings,
): Pick<RunOptions, 'concurrency' | 'rpm' | 'tpm' | 'timeoutMs' | 'maxCostUsd'> {
  return {
    concurrency: concurrency ?? settings.concurrency.value,
    rpm: rpm ?? settings.rpm.value,
    tpm: tpm ?? settings.tpm.value,
    timeoutMs: timeout === undefined ? undefined : timeout * 1000,
    maxCostUsd,
  };
}

/** Opens the models that judge. */
export async function judgesOf(
  names: readonly string[],
  subjects: Subjects,
  flags: Pick<RunFlags, 'baseUrl' | 'apiKeyEnv' | 'keyLater'>,
): Promise<JudgeOption[]> {
  const judges: JudgeOption[] = [];
  for (const name of new Set(names)) judges.push(await subjects.openJudge(name, flags));
  return judges;
}

/** A setting's one name, if there is one. */
export function asList(name: string | undefined): readonly string[] {
  return name === undefined ? [] : [name];
}
