import { join } from 'node:path';

/** Where everything of one workspace lies. Names are checked by `safeName` before they come here. */
export interface Workspace {
  readonly root: string;
  readonly queries: string;
  readonly pools: string;
  readonly cache: string;
  readonly results: string;
  readonly versions: string;
  /** The private parts of releases: beside their folders, never in them. */
  readonly privateParts: string;
  readonly runs: string;
}

/** The layout of the workspace whose folder is `root`; makes nothing. */
export function workspaceAt(root: string): Workspace {
  return {
    root,
    queries: join(root, 'corpus', 'queries'),
    pools: join(root, 'corpus', 'pools'),
    cache: join(root, 'corpus', 'cache'),
    results: join(root, 'corpus', 'results'),
    versions: join(root, 'versions'),
    privateParts: join(root, 'private'),
    runs: join(root, 'runs'),
  };
}

/** `runs/<version>/<model>/<benchmark>`: models are percent-encoded, since their names hold colons and slashes. */
export function runsFolder(workspace: Workspace, version: string, model: string, benchmark: string): string {
  // A name may start with a dot (`./model.gguf`), but a folder's must not: it would be hidden, or lead upwards.
  return join(workspace.runs, version, encodeURIComponent(model).replace(/^\./, '%2E'), benchmark);
}
