import { isRecord } from '../../tables/index.js';

/** How a target is to be read; left out, the value itself tells (a number is an index, `C` a letter). */
export const targetKinds = ['index', 'letter', 'text', 'scores'] as const;
export type TargetKind = (typeof targetKinds)[number];

/**
 * Which columns make an item. Nested columns by dots (`question.choices.text`); through a list, a path gives the list
 * of what it finds. Several columns: prompts are joined by a space, options and accepted answers follow each other.
 */
export interface Columns {
  readonly prompt: string | readonly string[];
  readonly context?: string;
  /**
   * A column that holds a list, an object whose keys are the options, or one column an option. Left out: free-form;
   * so is a row without it, unless `targetAs` says that its target points to an option.
   */
  readonly options?: string | readonly string[];
  readonly target: string | readonly string[];
  readonly targetAs?: TargetKind;
  readonly subject?: string;
}

/** An item as its source has it, before anything is judged. */
export interface RawItem {
  readonly context: string | null;
  readonly prompt: string;
  readonly options?: readonly string[];
  /** Accepted answers, or what points to the right option. */
  readonly target: readonly (string | number)[];
  readonly targetAs?: TargetKind;
  readonly subject?: string;
  /** Set where the row carries tests: its answer is a program that must be run. */
  readonly hasTests: boolean;
}

type Row = Readonly<Record<string, unknown>>;

const asList = (columns: string | readonly string[] | undefined): readonly string[] =>
  columns === undefined ? [] : typeof columns === 'string' ? [columns] : columns;

/** All columns a mapping reads. */
export function columnsRead(columns: Columns): string[] {
  const { prompt, context, options, target, subject } = columns;
  return [prompt, context, options, target, subject].flatMap(asList);
}

/** The columns of the mapping that none of the rows has. */
export function missingColumns(rows: readonly Row[], columns: Columns): string[] {
  return columnsRead(columns).filter((path) => rows.every((row) => valueAt(row, path) === undefined));
}

/** The value at a path of column names; undefined where there is none. */
function valueAt(value: unknown, path: string): unknown {
  if (Array.isArray(value)) {
    const found = value.map((member) => valueAt(member, path));
    return found.some((member) => member === undefined) ? undefined : found;
  }
  if (!isRecord(value)) return undefined;
  // A column whose own name holds dots goes before a nested one.
  if (path in value) return value[path];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) {
    const column = path.slice(0, dot);
    if (column in value) return valueAt(value[column], path.slice(dot + 1));
  }
  return undefined;
}

/** A list written out as JSON, as CSV files hold them; anything else as it is. */
function unpacked(value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('[')) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return Array.isArray(parsed) ? parsed : value;
  } catch {
    return value;
  }
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(texts);
  if (typeof value === 'string') return [value];
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}

/** The options of a row, or undefined where it has none of the columns. */
function optionTexts(row: Row, columns: readonly string[]): string[] | undefined {
  const [only] = columns;
  if (columns.every((column) => (valueAt(row, column) ?? null) === null)) return undefined;
  if (columns.length === 1 && only !== undefined) {
    const value = unpacked(valueAt(row, only));
    // An empty name is what splitting a text at its last separator leaves.
    return isRecord(value) ? Object.keys(value).filter((option) => option.trim() !== '') : texts(value);
  }
  const found = columns.map((column) => texts(valueAt(row, column))[0] ?? '');
  // Rows with fewer options than others leave their last columns empty.
  while (found.at(-1) === '') found.pop();
  return found;
}

function targetValues(value: unknown, kind: TargetKind | undefined): (string | number)[] {
  if (kind === 'scores' && isRecord(value)) {
    return Object.keys(value).filter((option) => Number(value[option]) === 1);
  }
  if (typeof value === 'number' && kind !== 'text') return [value];
  const found = unpacked(value);
  return Array.isArray(found) ? found.flatMap((member) => targetValues(member, kind)) : texts(found);
}

const testColumns = ['test', 'tests', 'test_list', 'test_cases', 'unit_tests'];

/** Reads one row by a mapping. Columns that the row lacks give an empty text: rules reject that later. */
export function rawItem(row: Row, columns: Columns): RawItem {
  const targetAs = columns.targetAs;
  const context = columns.context === undefined ? [] : texts(valueAt(row, columns.context));
  const options = optionTexts(row, asList(columns.options));
  const pointsToOption = targetAs !== undefined && targetAs !== 'text';
  const subject = columns.subject === undefined ? undefined : texts(valueAt(row, columns.subject))[0];
  return {
    context: context.length === 0 ? null : context.join('\n'),
    prompt: asList(columns.prompt)
      .flatMap((column) => texts(valueAt(row, column)))
      .map((text) => text.trim())
      .join(' '),
    target: asList(columns.target).flatMap((column) => targetValues(valueAt(row, column), targetAs)),
    hasTests: testColumns.some((column) => column in row) || ('entry_point' in row && 'prompt' in row),
    ...(options === undefined && !pointsToOption ? {} : { options: options ?? [] }),
    ...(targetAs === undefined ? {} : { targetAs }),
    ...(subject === undefined ? {} : { subject }),
  };
}
