import { MixevalError } from '../../src/core/errors.js';
import { type Columns, type TargetKind, targetKinds } from '../benchmarks/layout/columns.js';

const example = 'prompt=question,options=choices,target=answer';

function usage(message: string): MixevalError {
  return new MixevalError('usage', message, {
    next: `Name the columns as in --map ${example}. Several columns: options=A+B+C+D. Nested ones: options=question.choices.text.`,
  });
}

function isTargetKind(text: string): text is TargetKind {
  return targetKinds.some((kind) => kind === text);
}

function parseTarget(text: string): Pick<Columns, 'target' | 'targetAs'> {
  const colon = text.lastIndexOf(':');
  const kind = text.slice(colon + 1);
  if (colon === -1) return { target: text.split('+') };
  if (isTargetKind(kind)) return { target: text.slice(0, colon).split('+'), targetAs: kind };
  throw usage(`A target is read as ${targetKinds.join(', ')}, not as "${kind}".`);
}

/**
 * Reads a mapping such as `prompt=question,options=choices,target=answer`. Fields: `prompt` and `target` (needed),
 * `options`, `context`, `subject`. Columns joined by `+` are read together. `target=answer:letter` says how a target
 * is to be read (`index`, 0-based; `letter`; `text`; `scores`, an object with 1 for what is right).
 *
 * @throws MixevalError `usage`
 */
export function parseMap(text: string): Columns {
  const fields = new Map<string, string>();
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    const field = part.slice(0, equals).trim();
    const column = part.slice(equals + 1).trim();
    if (equals < 1 || column === '') throw usage(`"${part}" is not of the form field=column.`);
    if (!['prompt', 'target', 'options', 'context', 'subject'].includes(field)) {
      throw usage(`An item has no field "${field}": it has prompt, target, options, context and subject.`);
    }
    fields.set(field, column);
  }
  const prompt = fields.get('prompt');
  const target = fields.get('target');
  if (prompt === undefined || target === undefined) throw usage('A mapping needs a prompt and a target.');
  const options = fields.get('options')?.split('+');
  const context = fields.get('context');
  const subject = fields.get('subject');
  return {
    prompt: prompt.split('+'),
    ...parseTarget(target),
    ...(options === undefined ? {} : { options }),
    ...(context === undefined ? {} : { context }),
    ...(subject === undefined ? {} : { subject }),
  };
}
