import { join } from 'node:path';
import { sha256 } from '../../src/core/hash.js';
import type { Workspace } from '../../src/core/workspace.js';

/** Where the reports on a release lie. */
export function contaminationFolder(workspace: Workspace, version: string): string {
  return join(workspace.root, 'contamination', version);
}

/** What the files of a model's report begin with. */
export function modelReportName(origin: string, model: string): string {
  return `model-${sha256(`${origin}\n${model}`).slice(0, 12)}`;
}
