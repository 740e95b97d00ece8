import { canonicalJson } from '../../src/core/hash.js';
import { shortened } from '../../src/core/text-table.js';
import type { RunRecord } from '../records.js';

/** What tells subjects of one run from another. */
export type SubjectRecord = Pick<RunRecord, 'model' | 'origin' | 'kind' | 'parameters' | 'systemPrompt'>;

/** Equal for runs of one model at one place with the same settings. */
export function subjectKey(record: SubjectRecord): string {
  const { model, origin, kind, systemPrompt } = record;
  return canonicalJson([model, origin, kind, parametersOf(record), systemPrompt]);
}

/** A run's model as its user knows it: with its name in the config before it, where it has one. */
export function modelInWords({ model, configName }: Pick<RunRecord, 'model' | 'configName'>): string {
  return configName === undefined ? model : `${configName} (${model})`;
}

/**
 * Names for runs that stand side by side: the model's; where several are of one model, with those settings that are not
 * the same in all of them (`openai:m temperature 1`). Runs with the same settings have the same name.
 */
export function runNames(records: readonly SubjectRecord[]): string[] {
  const all = records.map((record) => ({ model: record.model, settings: settingsOf(record) }));
  return all.map(({ model, settings }) => {
    const alike = all.filter((other) => other.model === model);
    const names = [...new Set(alike.flatMap((other) => [...other.settings.keys()]))];
    const differing = names.filter(
      (name) => new Set(alike.map((other) => other.settings.get(name))).size > 1,
    );
    return [model, ...differing.map((name) => `${name} ${settings.get(name) ?? 'unset'}`)].join(' ');
  });
}

/** Of responses that were read from a file the settings are not known: its record names the file's content there. */
function parametersOf({ origin, parameters }: SubjectRecord): RunRecord['parameters'] {
  return origin === 'file' ? {} : parameters;
}

/** Names for the runs of one command: those that the user gave in the config, else as for runs that stand side by side. */
export function namesInCommand(specs: readonly (SubjectRecord & Pick<RunRecord, 'configName'>)[]): string[] {
  const names = runNames(specs);
  return specs.map(({ configName, model }, index) => configName ?? names[index] ?? model);
}

/** Characters of a system prompt that stand in a name. */
const shownOfPrompt = 40;

function settingsOf(record: SubjectRecord): Map<string, string> {
  const { origin, kind, systemPrompt } = record;
  const { extra, ...own } = parametersOf(record);
  const given = { ...own, ...(typeof extra === 'object' ? extra : {}) };
  return new Map([
    ...Object.entries(given).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : canonicalJson(value),
    ]),
    ...(systemPrompt === null
      ? []
      : [['system prompt', `"${shortened(systemPrompt, shownOfPrompt)}"`] as const]),
    ['as', kind] as const,
    ['at', origin] as const,
  ]);
}
