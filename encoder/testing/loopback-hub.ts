import { createServer } from 'node:http';

/** A Hugging Face hub of our own on loopback. */
export interface LoopbackHub {
  readonly url: string;
  /** The paths that were asked for. */
  readonly requests: string[];
  close(): Promise<void>;
}

/**
 * Serves models by name as the hub does: `/<owner>/<model>/resolve/main/<file>`, 404 for what is not there.
 *
 * @param fault answers with this status instead, whatever is asked for
 */
export async function startHub(
  models: Readonly<Record<string, Readonly<Record<string, string | Buffer>>>>,
  fault?: number,
): Promise<LoopbackHub> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    requests.push(path);
    const [, model = '', file = ''] = /^\/([^/]+\/[^/]+)\/resolve\/main\/(.+)$/.exec(path) ?? [];
    const content = models[model]?.[file];
    if (fault === undefined && content !== undefined) {
      const body = Buffer.from(content);
      response.writeHead(200, { 'content-length': body.length }).end(body);
    } else {
      response.writeHead(fault ?? 404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
