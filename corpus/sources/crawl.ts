import { MixevalError } from '../../src/core/errors.js';
import { sha256 } from '../../src/core/hash.js';
import { packageVersion } from '../../src/core/package.js';
import { addressGuard, refusedAddress } from './addresses.js';
import type { SourceInput } from './source.js';

/** A page that could not be had. */
export interface FailedPage {
  readonly location: string;
  readonly reason: string;
}

export interface CrawlOptions {
  /** Most pages that are fetched, from 1. */
  readonly maxPages: number;
  readonly onFailure: (failure: FailedPage) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Under this name robots.txt is obeyed. */
const userAgent = 'mixeval';

/** Seconds between two requests to one public host. */
const delaySeconds = 1;

/** Whether a source is a web page's address. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** @throws MixevalError `usage` */
export function parseUrl(source: string): URL {
  const url = URL.canParse(source) ? new URL(source) : undefined;
  if (url) return url;
  throw new MixevalError('usage', `${source} is not a URL.`, { next: 'Write it as https://host/path.' });
}

/**
 * Fetches a site's pages from one page on: links within its domain are followed, robots.txt is obeyed, private
 * addresses that the user did not name are refused. Pages come as they arrive.
 */
export async function* crawl(start: URL, options: CrawlOptions): AsyncGenerator<SourceInput> {
  // Crawlee is large and slow to load: only who crawls pays for it.
  const { CheerioCrawler, Configuration, LogLevel, log } = await import('crawlee');
  const guard = addressGuard([start]);
  const isPublic = !(await guard.isPrivate(start));
  const pages: SourceInput[] = [];
  let finished = false;
  let wake = (): void => undefined;
  const crawler = new CheerioCrawler(
    {
      maxRequestsPerCrawl: options.maxPages,
      maxRequestRetries: 2,
      maxConcurrency: 4,
      sameDomainDelaySecs: isPublic ? delaySeconds : 0,
      respectRobotsTxtFile: { userAgent },
      log: log.child({ level: LogLevel.OFF }),
      preNavigationHooks: [
        (_context, request) => {
          request.useHeaderGenerator = false;
          request.headers = { ...request.headers, 'user-agent': `${userAgent}/${packageVersion}` };
          request.dnsLookup = guard.lookup;
          request.hooks = {
            beforeRedirect: [
              async ({ url }) => {
                const target = new URL(String(url));
                if (!(await guard.allows(target))) throw refusedAddress(target.href);
              },
            ],
          };
        },
      ],
      requestHandler: async ({ request, body, $, enqueueLinks }) => {
        const location = request.loadedUrl;
        pages.push(pageInput(location, body));
        wake();
        const links = $('a[href]')
          .toArray()
          .map((link) => resolved($(link).attr('href'), location))
          .filter((link) => link !== undefined);
        const allowed = await Promise.all(links.map((link) => guard.allows(link)));
        const urls = links.filter((_, index) => allowed[index]).map((link) => link.href);
        if (urls.length > 0) await enqueueLinks({ urls, strategy: isPublic ? 'same-domain' : 'same-origin' });
      },
      failedRequestHandler: ({ request }, error) => {
        // Above the last line crawlee says what it did about it.
        const reason = error.message.trim().split('\n').at(-1) ?? error.message;
        options.onFailure({ location: request.url, reason });
      },
    },
    // Nothing of a crawl is put on disk beside the corpus.
    new Configuration({ persistStorage: false, purgeOnStart: false }),
  );
  const stop = (): void => void crawler.autoscaledPool?.abort();
  options.signal?.addEventListener('abort', stop);
  const run = crawler.run([start.href]).finally(() => {
    finished = true;
    wake();
  });
  try {
    for (;;) {
      for (let page = pages.shift(); page; page = pages.shift()) yield page;
      if (finished) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    await run;
  } finally {
    options.signal?.removeEventListener('abort', stop);
    stop();
    await run.catch(() => undefined);
    await crawler.teardown();
  }
}

function pageInput(location: string, body: string | Buffer): SourceInput {
  const bytes = Buffer.from(body);
  return {
    location,
    bytes: bytes.length,
    sha256: sha256(bytes),
    path: null,
    open: async function* () {
      yield bytes;
    },
  };
}

function resolved(href: string | undefined, base: string): URL | undefined {
  return href !== undefined && URL.canParse(href, base) ? new URL(href, base) : undefined;
}
