import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Answers one request; throwing is a fault of the test. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

export interface FileServer {
  readonly url: string;
  /** Paths that were asked for, in their order. */
  readonly asked: readonly string[];
}

/** Runs a real server on loopback while the work goes on. */
export async function withServer<T>(answer: Answer, work: (server: FileServer) => Promise<T>): Promise<T> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  try {
    return await work({ url: `http://127.0.0.1:${address.port}`, asked });
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  }
}

/** Sends the first half and hangs up. */
export function hangUpHalfway(response: ServerResponse, data: Uint8Array): void {
  response.writeHead(200, { 'content-length': data.length });
  response.write(data.subarray(0, data.length / 2), () => response.destroy());
}

/** Sends the first half and then nothing more. */
export function stallHalfway(response: ServerResponse, data: Uint8Array): void {
  response.writeHead(200, { 'content-length': data.length });
  response.write(data.subarray(0, data.length / 2));
}
