import type { MessagePort } from 'node:worker_threads';

interface Close {
  readonly kind: 'close';
}

/**
 * Lets a worker thread answer one request after another, so that nothing is closed under a request that is still at work.
 * A request that fails is answered with `failed` and its error; a failure to close ends the thread.
 *
 * @param answer posts its reply itself
 */
export function answerInTurn<Request extends { readonly id: number }>(
  port: MessagePort,
  answer: (request: Request | Close) => Promise<void>,
): void {
  let last = Promise.resolve();
  port.on('message', (request: Request | Close) => {
    last = last
      .then(() => answer(request))
      .catch((error: unknown) => {
        if (!('id' in request)) throw error;
        port.postMessage({ kind: 'failed', id: request.id, error });
      });
  });
}
