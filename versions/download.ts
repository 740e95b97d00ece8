import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { MixevalError, throwIfAborted } from '../src/core/errors.js';
import { makeFolder, temporaryName } from '../src/core/files.js';

export interface DownloadOptions {
  /** Any of these sha256 will do. */
  readonly checksums: readonly string[];
  /** Pause before the second try, doubled before each further one. */
  readonly retryDelayMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const tries = 4;
/** A server that says nothing for so long is taken for gone. */
const silenceMs = 30_000;

/** What may go better the next time: the network, or a server in trouble. */
class PassingFailure extends Error {}

/**
 * Fetches a file, hashed while it comes in: nothing is seen at `file` until its checksum was right. Network failures,
 * 429 and 5xx are tried again.
 *
 * @throws MixevalError `not-found` for 404, `unreachable`, `corrupt` where the checksum differs, `interrupted`
 */
export async function download(
  url: string,
  file: string,
  { checksums, retryDelayMs = 500, signal }: DownloadOptions,
): Promise<void> {
  await makeFolder(dirname(file));
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await fetchOnce(url, file, checksums, signal);
    } catch (error) {
      throwIfAborted(signal);
      if (!(error instanceof PassingFailure)) throw error;
      if (attempt === tries) {
        throw new MixevalError(
          'unreachable',
          `${url} could not be fetched in ${tries} tries: ${error.message}`,
          {
            cause: error,
            next: 'Check the network and run the same command again: files that came whole are kept.',
            details: { url },
          },
        );
      }
    }
    await pause(retryDelayMs * 2 ** (attempt - 1), signal);
  }
}

async function fetchOnce(
  url: string,
  file: string,
  checksums: readonly string[],
  signal: AbortSignal | undefined,
): Promise<void> {
  const temporary = temporaryName(file);
  const hash = createHash('sha256');
  try {
    const handle = await open(temporary, 'wx');
    try {
      for await (const chunk of bodyOf(url, signal)) {
        hash.update(chunk);
        await handle.writeFile(chunk);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    const found = hash.digest('hex');
    if (!checksums.includes(found)) {
      throw new MixevalError(
        'corrupt',
        `${url} is not the published file: its sha256 is ${found}, expected ${checksums.join(' or ')}.`,
        { next: 'Name another --ref or mirror, or run the same command again.', details: { url, found } },
      );
    }
    await rename(temporary, file);
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The bytes of a URL. Only what the network does becomes a PassingFailure: the reader's own errors don't pass here. */
async function* bodyOf(url: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), silenceMs);
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any(signal ? [signal, silence.signal] : [silence.signal]),
    });
    checkStatus(response, url);
    for await (const chunk of response.body ?? []) {
      timer.refresh();
      yield chunk;
    }
  } catch (error) {
    if (error instanceof MixevalError || error instanceof PassingFailure) throw error;
    const reason = silence.signal.aborted ? `no answer for ${silenceMs / 1000} s` : causeOf(error);
    throw new PassingFailure(reason, { cause: error });
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

function checkStatus({ ok, status, statusText }: Response, url: string): void {
  if (ok) return;
  if (status >= 500 || status === 429 || status === 408) {
    throw new PassingFailure(`the server answered ${status} ${statusText}`.trim());
  }
  const gone = status === 404 || status === 410;
  throw new MixevalError(gone ? 'not-found' : 'unreachable', `${url}: the server answered ${status}.`, {
    next: 'Check the ref (--ref) and the mirror (MIXEVAL_MIRROR).',
    details: { url, status },
  });
}

/** `fetch failed` says nothing; what lies behind it does. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await sleep(ms, undefined, signal ? { signal } : {});
  } catch (error) {
    throwIfAborted(signal);
    throw error;
  }
}
