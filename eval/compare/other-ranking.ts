import { access } from 'node:fs/promises';
import { MixevalError } from '../../src/core/errors.js';

/** A table of models with a number each, such as an arena's Elo. */
export interface OtherRanking {
  readonly file: string;
  /** The column that the numbers stand in. */
  readonly column: string;
  readonly values: ReadonlyMap<string, number>;
}

/**
 * Reads models and their numbers from a table with a heading: models in its first column, numbers in the second or in the one
 * named. Rows whose number is empty or `-` are left out.
 *
 * @param file .csv, .tsv, .json, .jsonl or .parquet
 * @throws MixevalError `invalid-data` where a column is missing, a number is none, or a model stands twice
 */
export async function readRanking(file: string, column?: string): Promise<OtherRanking> {
  const { readTable } = await import('../../corpus/index.js');
  // A missing file ends here, in plain words.
  await access(file);
  const values = new Map<string, number>();
  let chosen = column;
  for await (const { row, value } of readTable(file)) {
    const names = Object.keys(value);
    const [modelColumn] = names;
    chosen ??= names[1];
    if (modelColumn === undefined || chosen === undefined || !(chosen in value)) {
      throw invalid(
        file,
        `has no column ${chosen === undefined ? 'beside its models' : `"${chosen}"`}`,
        `Its columns are ${names.join(', ')}; name one with --against-column.`,
      );
    }
    const text = String(value[chosen] ?? '').trim();
    if (text === '' || text === '-') continue;
    const number = Number(text);
    const model = String(value[modelColumn] ?? '').trim();
    if (!Number.isFinite(number) || values.has(model)) {
      const wrong = values.has(model)
        ? `names ${model} a second time`
        : `has "${text}" where a number belongs`;
      throw invalid(file, `${wrong} in row ${row}`, 'Mend or remove that row.');
    }
    values.set(model, number);
  }
  return { file, column: chosen ?? '', values };
}

function invalid(file: string, problem: string, next: string): MixevalError {
  return new MixevalError('invalid-data', `${file} ${problem}.`, { next, details: { file } });
}
