import { join } from 'node:path';
import { MixevalError } from '../core/errors.js';

/** What an option stands among. */
interface Among {
  readonly command: string;
  /** Whether a server's address is given. */
  readonly hasAddress: boolean;
  /** Whether verdicts are taken from judged files. */
  readonly isStored: boolean;
}

/** What one of MixEval's own options becomes: our options, or nothing where there is no need for it. */
interface Translation {
  /** How many values follow it. */
  readonly values: 0 | 1 | 'several';
  readonly ours: (value: string, among: Among) => readonly string[];
  /** What to use here instead. */
  readonly hint: string;
}

const renamed = (ours: string): Translation => ({
  values: 1,
  ours: (value) => [ours, value],
  hint: `here it is ${ours}`,
});
const needless = (values: 0 | 1, hint: string): Translation => ({ values, ours: () => [], hint });
const parserOption: Translation = {
  ...renamed('--parser'),
  hint: 'here --parser is for both formats; where they are to differ, cascade takes rules first and the judge for the rest',
};

/** MixEval's judges are OpenAI's models, under their bare names, unless another address is given. */
const judgeOption: Translation = {
  values: 1,
  ours: (value, { hasAddress, isStored }) => [
    '--judge',
    hasAddress || isStored || value.includes(':') ? value : `openai:${value}`,
  ],
  hint: 'here it is --judge, named openai:gpt-4o-mini, say, and its key OPENAI_API_KEY',
};

const judgedFiles = '--compute_score_from_judged_file';

/** MixEval's scripts whose names are no command of ours, and what does their work. */
const scripts: Readonly<Record<string, string>> = {
  compute_metrics: 'mixeval grade FOLDER --version NAME',
  check_eval_complete: 'mixeval runs check --problems',
};

/** The options of MixEval's `evaluate` and `compute_metrics` (at 7c52b41) that are not ours too. */
const translations: Readonly<Record<string, Translation>> = {
  '--model_name': renamed('--model'),
  '--model_systemprompt': renamed('--system-prompt'),
  '--judge_model_id': judgeOption,
  '--freeform_judge': judgeOption,
  '--multichoice_judge': judgeOption,
  '--api_base_url': renamed('--base-url'),
  '--api_parallel_num': renamed('--concurrency'),
  '--output_dir': renamed('--workspace'),
  '--free_form_parser': parserOption,
  '--multi_choice_parser': parserOption,
  '--benchmark': {
    values: 1,
    ours: (value) => {
      if (value === 'mixeval') return [];
      if (value === 'mixeval_hard' || value === 'mixeval-hard') return ['--hard'];
      throw new MixevalError('usage', `There is no benchmark "${value}".`, {
        next: 'There are mixeval and mixeval_hard; here the second is asked for with --hard.',
      });
    },
    hint: 'here the Hard benchmark is asked for with --hard',
  },
  '--inference_only': { values: 0, ours: () => ['--responses-only'], hint: 'here it is --responses-only' },
  '--extract_base_model_response': {
    values: 0,
    ours: (_value, { command }) => (command === 'grade' ? ['--kind', 'base'] : ['--base']),
    hint: 'here it is --base, and --kind base for grade',
  },
  [judgedFiles]: {
    values: 0,
    ours: (_value, { command }) => {
      if (command === 'grade') return ['--parser', 'stored'];
      throw new MixevalError('usage', 'Scores from judged files are the work of another command here.', {
        next: 'mixeval grade FOLDER --version NAME --parser stored',
      });
    },
    hint: 'here it is --parser stored, of grade',
  },
  '--model_response_dir': {
    values: 1,
    ours: (value) => [value],
    hint: 'here the folder stands without an option',
  },
  '--models_to_eval': { values: 'several', ours: () => [], hint: 'here the folders of models are named' },
  '--model_path': needless(1, 'serve the model and name its server with --base-url, or use gguf:PATH'),
  '--data_path': needless(1, 'releases lie in the workspace; `mixeval versions import` brings one in'),
  '--batch_size': needless(1, 'requests run side by side: --concurrency'),
  '--batch_size_judge': needless(1, 'requests run side by side: --concurrency'),
  '--max_gpu_memory': needless(1, 'the server of the model decides'),
  '--max_gpu_memory_judge': needless(1, 'the server of the judge decides'),
  '--verbose': needless(0, 'see --debug'),
};

/**
 * Arguments with MixEval's own options turned into ours, and a line about each. Only `evaluate` and `grade` take them.
 *
 * @param args what follows the program's name
 * @throws MixevalError `usage` for one whose value is missing, or that is the work of another command
 */
export function translateMixevalOptions(args: readonly string[]): {
  readonly args: readonly string[];
  readonly hints: readonly string[];
} {
  const [command = ''] = args;
  const script = Object.hasOwn(scripts, command) ? scripts[command] : undefined;
  if (script !== undefined) {
    throw new MixevalError('usage', `${command} is a script of MixEval's.`, {
      next: `Here it is: ${script}`,
    });
  }
  if (command !== 'evaluate' && command !== 'grade') return { args, hints: [] };
  const translated: string[] = [];
  const hints = new Set<string>();
  const among: Among = {
    command,
    hasAddress: args.some((argument) => /^--(?:api_base_url|base-url)(?:=|$)/.test(argument)),
    isStored: args.includes(judgedFiles),
  };
  let models: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const [name = '', inline] = split(args[at] ?? '');
    const translation = Object.hasOwn(translations, name) ? translations[name] : undefined;
    if (!translation) {
      translated.push(args[at] ?? '');
      continue;
    }
    hints.add(`${name} is MixEval's: ${translation.hint}.`);
    if (translation.values === 'several') {
      models = inline === undefined ? valuesAfter(args, at) : [inline];
      at += inline === undefined ? models.length : 0;
      continue;
    }
    const isNext = translation.values === 1 && inline === undefined;
    if (isNext) at += 1;
    const value = translation.values === 0 ? '' : (inline ?? args[at]);
    if (value === undefined || (translation.values === 1 && value.startsWith('--'))) throw withoutValue(name);
    translated.push(...translation.ours(value, among));
  }
  return { args: withModels(withoutRepeats(translated), models), hints: [...hints] };
}

function split(argument: string): [string, string?] {
  const equals = argument.startsWith('--') ? argument.indexOf('=') : -1;
  return equals === -1 ? [argument] : [argument.slice(0, equals), argument.slice(equals + 1)];
}

function valuesAfter(args: readonly string[], at: number): string[] {
  const rest = args.slice(at + 1);
  const end = rest.findIndex((argument) => argument.startsWith('--'));
  return end === -1 ? rest : rest.slice(0, end);
}

/**
 * One judge or parser that MixEval has named for each format counts once; two parsers make the cascade. Where verdicts are
 * taken from judged files, the parser says only which files there are.
 */
function withoutRepeats(args: readonly string[]): string[] {
  const parsers = new Set(args.filter((_, at) => args[at - 1] === '--parser'));
  const both = parsers.has('stored') ? 'stored' : 'cascade';
  const seen = new Set<string>();
  return args.flatMap((argument, at) => {
    const option = args[at - 1];
    if (argument === '--parser' || argument === '--judge') {
      const pair = argument === '--parser' ? argument : `${argument} ${args[at + 1]}`;
      if (seen.has(pair)) return [];
      seen.add(pair);
      return argument === '--parser' && parsers.size > 1 ? [argument, both] : [argument, args[at + 1] ?? ''];
    }
    return option === '--parser' || option === '--judge' ? [] : [argument];
  });
}

/** `grade` reads all models below a folder; of those that are named, their own folders. */
function withModels(args: readonly string[], models: readonly string[]): string[] {
  if (models.length === 0) return [...args];
  const at = args.findIndex(
    (argument, index) => index > 0 && !argument.startsWith('--') && !args[index - 1]?.startsWith('--'),
  );
  return at === -1
    ? [...args]
    : args.flatMap((argument, index) =>
        index === at ? models.map((model) => join(argument, model)) : [argument],
      );
}

function withoutValue(name: string): MixevalError {
  return new MixevalError('usage', `${name} needs a value.`, {
    next: 'See mixeval evaluate --help for our options.',
  });
}
