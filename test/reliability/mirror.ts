import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { packageRoot } from '../../src/core/package.js';

const folder = join(packageRoot, '../shared/data/releases/mixeval-2024-06-01');

/** The folder of the published release 2024-06-01, where the machine has it. */
export const publishedData: string | undefined = existsSync(folder) ? folder : undefined;

export interface Mirror {
  /** Points a command at this server. */
  readonly env: Record<string, string>;
  /** Resolves when the file of `holdAt` is asked for: half of it is sent, and then nothing. */
  readonly held: Promise<void>;
  /** From now on nothing is held. */
  release(): void;
  /** Paths that were asked for, in order. */
  readonly served: string[];
}

/** A server on loopback that serves the published files as their home does, and can hold or spoil one of them. */
export async function withMirror<T>(
  { holdAt, spoil }: { readonly holdAt?: string; readonly spoil?: string },
  work: (mirror: Mirror) => Promise<T>,
): Promise<T> {
  let holding = holdAt !== undefined;
  let heldNow = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    heldNow = resolve;
  });
  const served: string[] = [];
  const serve = async (path: string, response: ServerResponse): Promise<void> => {
    served.push(path);
    const name = /mixeval-2024-06-01\/((?:mixeval|mixeval-hard)\/[a-z-]+\.json)$/.exec(path)?.[1];
    if (name === undefined || publishedData === undefined) {
      response.writeHead(404).end();
      return;
    }
    const bytes = await readFile(join(publishedData, name));
    if (name === spoil) bytes[1000] = (bytes[1000] ?? 0) ^ 1;
    response.writeHead(200, { 'content-length': bytes.length });
    if (holding && name === holdAt) {
      response.write(bytes.subarray(0, bytes.length / 2));
      heldNow();
    } else {
      response.end(bytes);
    }
  };
  const server = createServer((request, response) => {
    serve(request.url ?? '', response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  try {
    return await work({
      env: { MIXEVAL_MIRROR: `http://127.0.0.1:${port}` },
      held,
      release: () => {
        holding = false;
      },
      served,
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
