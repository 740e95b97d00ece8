import { type LoopbackOptions, type LoopbackRequest, startLoopbackServer } from '../loopback/index.js';
import type { Model } from '../model.js';
import { openModel } from '../providers/index.js';

/**
 * Runs a test with a judge on a loopback server that replies as told (the last reply again and again), and keeps what it was
 * asked.
 */
export async function withJudge<T>(
  server: Partial<LoopbackOptions> & { readonly replies?: readonly string[]; readonly name?: string },
  work: (judge: Model, asked: LoopbackRequest[]) => Promise<T>,
): Promise<T> {
  const asked: LoopbackRequest[] = [];
  const loopback = await startLoopbackServer({
    answer: (request) => {
      asked.push(request);
      return server.replies?.[asked.length - 1] ?? server.replies?.at(-1) ?? '[[1]]';
    },
    ...server,
  });
  const judge = await openModel(server.name ?? 'judge', { baseUrl: loopback.baseUrl, environment: {} });
  try {
    return await work(judge, asked);
  } finally {
    await judge.close?.();
    await loopback.close();
  }
}
