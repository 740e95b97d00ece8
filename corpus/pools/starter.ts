import { basename, join } from 'node:path';
import { packageRoot } from '../../src/core/package.js';
import type { SourceFile } from './collect.js';

/** The pool that comes with this package. */
export const starter = {
  name: 'starter',
  title: 'starter',
  citation: 'Written for this project',
  licence: 'CC0-1.0',
  language: 'en',
} as const;

const path = join(packageRoot, 'corpus', 'starter', 'items.jsonl');

export const starterSource: SourceFile = {
  path,
  name: basename(path),
  layout: {
    path: /^/,
    columns: {
      prompt: 'prompt',
      context: 'context',
      options: 'options',
      target: 'target',
      subject: 'subject',
    },
  },
};
