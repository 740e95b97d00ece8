import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { MixevalError, throwIfAborted } from '../../src/core/errors.js';
import { sha256 } from '../../src/core/hash.js';
import { packageVersion } from '../../src/core/package.js';
import { decodePage } from '../archives/charset.js';
import { addressGuard, refusedAddress } from './addresses.js';
import { fetchFailure } from './fetch-failure.js';
import { type FetchOptions, fetchText } from './fetch-text.js';
import { pageLinks } from './page-links.js';
import { openPageStore, type StoredPage } from './page-store.js';
import { type RobotRules, type Robots, robots } from './robots.js';
import { sitemapUrls } from './sitemap.js';
import type { SourceInput } from './source.js';

/** A page that could not be had. */
export interface FailedPage {
  readonly location: string;
  readonly reason: string;
}

/** How far a crawl goes, and how gently. */
export interface CrawlBounds {
  /** Most pages that are fetched, from 1. */
  readonly maxPages: number;
  /** Links from the first page on, from 0; pages of the sitemap are one link away. */
  readonly maxDepth: number;
  /** Seconds between two pages of a site, from 0; where undefined one, and none within a private network. */
  readonly delay: number | undefined;
}

export interface CrawlOptions extends CrawlBounds {
  /** Pages that were fetched are kept in it, and not fetched again. */
  readonly folder: string;
  /** Within which a server must have answered. */
  readonly timeoutSeconds?: number;
  readonly onFailure: (failure: FailedPage) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Under this name robots.txt is obeyed. */
const robotName = 'mixeval';
const userAgent = `${robotName}/${packageVersion}`;

const usualDelay = 1;
const usualTimeout = 30;

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
 * Fetches a site's pages from one page on: links within its domain, and what its sitemap lists below that page.
 * robots.txt is obeyed, private addresses that the user did not name are refused. Pages come as they arrive.
 */
export async function* crawl(start: URL, options: CrawlOptions): AsyncGenerator<SourceInput> {
  const { maxPages, maxDepth, onFailure, signal, timeoutSeconds = usualTimeout } = options;
  const guard = addressGuard([start]);
  const fetching: FetchOptions = { guard, userAgent, timeoutSeconds, signal };
  const rules = robots(robotName, fetching);
  const first = await rulesOfStart(start, rules, options);
  if (!first) return;
  const listed = maxDepth === 0 ? [] : await pagesBelow(start, first, maxPages, fetching);
  const isPublic = !(await guard.isPrivate(start));
  const delay = options.delay ?? (isPublic ? usualDelay : 0);
  const store = await openPageStore(join(options.folder, `pages-${sha256(start.href).slice(0, 16)}`));

  // Crawlee is large and slow to load: only who crawls pays for it.
  const { Configuration, HttpCrawler, LogLevel, log } = await import('crawlee');
  const arrived: StoredPage[] = [];
  let finished = false;
  let wake = (): void => undefined;
  const unlessStored = <T extends { url: string }>(request: T): T & { skipNavigation: boolean } => ({
    ...request,
    skipNavigation: store.has(request.url),
  });
  let lastFetch = Number.NEGATIVE_INFINITY;
  const crawler = new HttpCrawler(
    {
      maxRequestsPerCrawl: maxPages,
      maxRequestRetries: 2,
      maxCrawlDepth: maxDepth,
      maxConcurrency: delay > 0 ? 1 : 4,
      navigationTimeoutSecs: timeoutSeconds,
      requestHandlerTimeoutSecs: 2 * (timeoutSeconds + delay) + 60,
      // Every byte as it came: pages say in many ways what encoding they are in, and some of them lie.
      forceResponseEncoding: 'latin1',
      log: log.child({ level: LogLevel.OFF }),
      preNavigationHooks: [
        async (_context, got) => {
          await pause(Math.max(0, lastFetch + delay * 1000 - performance.now()), undefined, { signal });
          lastFetch = performance.now();
          got.useHeaderGenerator = false;
          got.headers = { ...got.headers, 'user-agent': userAgent };
          got.dnsLookup = guard.lookup;
          got.hooks = {
            beforeRedirect: [
              async ({ url }) => {
                const target = new URL(String(url));
                if (!(await guard.allows(target))) throw refusedAddress(target.href);
              },
            ],
          };
        },
      ],
      requestHandler: async (context) => {
        const { request, enqueueLinks } = context;
        const page = request.skipNavigation ? await store.read(request.url) : fetchedPage(context);
        if (!request.skipNavigation) await store.write(request.url, page);
        arrived.push(page);
        wake();
        const links = pageLinks(page.html, page.location);
        const wanted = await Promise.all(
          links.map(async (link) => (await guard.allows(link)) && (await rules.isAllowed(link))),
        );
        const urls = links.filter((_, at) => wanted[at]).map(({ href }) => href);
        if (urls.length === 0) return;
        const strategy = isPublic ? 'same-domain' : 'same-origin';
        await enqueueLinks({
          urls,
          baseUrl: page.location,
          strategy,
          transformRequestFunction: unlessStored,
        });
      },
      failedRequestHandler: ({ request, response }, error) => {
        onFailure({ location: request.url, reason: fetchFailure(error, response?.statusCode) });
      },
    },
    // Nothing of a crawl but its pages is put on disk.
    new Configuration({ persistStorage: false, purgeOnStart: false }),
  );
  const stop = (): void => void crawler.autoscaledPool?.abort();
  signal?.addEventListener('abort', stop);
  const requests = [{ url: start.href }, ...listed.map(({ href }) => ({ url: href, crawlDepth: 1 }))];
  const run = crawler.run(requests.map(unlessStored)).finally(() => {
    finished = true;
    wake();
  });
  try {
    for (;;) {
      for (let page = arrived.shift(); page; page = arrived.shift()) yield pageInput(page);
      if (finished) break;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    await run;
  } finally {
    signal?.removeEventListener('abort', stop);
    stop();
    await run.catch(() => undefined);
    await crawler.teardown();
  }
}

function fetchedPage({
  request,
  response,
  body,
}: {
  readonly request: { readonly url: string; readonly loadedUrl?: string | undefined };
  readonly response: { readonly headers: { readonly 'content-type'?: string | undefined } };
  readonly body: string | Buffer;
}): StoredPage {
  return {
    location: request.loadedUrl ?? request.url,
    html: decodePage(Buffer.from(body), response.headers['content-type'] ?? ''),
  };
}

/** The rules of the start's site; undefined, and told, where it cannot be reached or does not want to be read. */
async function rulesOfStart(
  start: URL,
  rules: Robots,
  { onFailure, signal }: Pick<CrawlOptions, 'onFailure' | 'signal'>,
): Promise<RobotRules | undefined> {
  try {
    const first = await rules.rulesOf(start);
    if (first.isAllowed(start)) return first;
    onFailure({ location: start.href, reason: 'its robots.txt does not allow it' });
  } catch (error) {
    throwIfAborted(signal);
    onFailure({ location: start.href, reason: fetchFailure(error, undefined) });
  }
  return undefined;
}

/** Pages that the site's sitemaps list below the start, in its folder or further down, and that may be read. */
async function pagesBelow(
  start: URL,
  { sitemaps, isAllowed }: RobotRules,
  most: number,
  fetching: FetchOptions,
): Promise<URL[]> {
  const named = sitemaps.length > 0 ? sitemaps : [new URL('/sitemap.xml', start).href];
  const fetched = async (url: URL) =>
    (await fetching.guard.allows(url)) ? fetchText(url, fetching).catch(() => undefined) : undefined;
  const folder = new URL('.', start).href;
  const listed = await sitemapUrls(named, fetched, most);
  throwIfAborted(fetching.signal);
  return listed.filter((url) => url.href.startsWith(folder) && isAllowed(url));
}

function pageInput({ location, html }: StoredPage): SourceInput {
  const bytes = Buffer.from(html);
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
