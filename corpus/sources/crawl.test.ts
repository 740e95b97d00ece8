import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { folderWith } from '../testing/files.js';
import { type CrawlOptions, crawl, type FailedPage } from './crawl.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server on loopback; gives its origin. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

/** A page: HTML, a status, where it redirects to, or what answers. */
type Page = string | number | { readonly redirect: string } | ((response: ServerResponse) => void);

interface Site {
  readonly origin: string;
  /** Paths asked for, in their order, robots.txt and sitemaps left out. */
  readonly asked: string[];
  readonly agents: Set<string | undefined>;
}

async function site(pages: Readonly<Record<string, Page>>): Promise<Site> {
  const asked: string[] = [];
  const agents = new Set<string | undefined>();
  const origin = await serve((request, response) => {
    const path = request.url ?? '/';
    agents.add(request.headers['user-agent']);
    if (!/robots|sitemap/.test(path)) asked.push(path);
    const page = pages[path] ?? 404;
    if (typeof page === 'function') page(response);
    else if (typeof page === 'number') response.writeHead(page).end();
    else if (typeof page === 'string') {
      response
        .writeHead(200, { 'content-type': path.endsWith('.txt') ? 'text/plain' : 'text/html' })
        .end(page);
    } else response.writeHead(302, { location: page.redirect }).end();
  });
  return { origin, asked, agents };
}

interface Crawled {
  readonly paths: string[];
  readonly texts: Readonly<Record<string, string>>;
  readonly failed: readonly FailedPage[];
}

async function crawled(origin: string, options: Partial<CrawlOptions> = {}, start = '/'): Promise<Crawled> {
  const failed: FailedPage[] = [];
  const texts: Record<string, string> = {};
  const all: CrawlOptions = {
    ...{ maxPages: 20, maxDepth: 20, delay: undefined, folder: await folderWith({}) },
    onFailure: (failure) => failed.push(failure),
    ...options,
  };
  for await (const page of crawl(new URL(start, origin), all)) {
    let text = '';
    for await (const bytes of page.open()) text += Buffer.from(bytes).toString();
    texts[page.location.slice(origin.length)] = text;
  }
  return { paths: Object.keys(texts).sort(), texts, failed };
}

const link = (...paths: readonly string[]): string =>
  paths.map((path) => `<a href="${path}">x</a>`).join(' ');

describe('crawl', () => {
  it('follows links on the origin that was named, round loops and past missing pages, under its own name', async () => {
    const other = await site({ '/': 'elsewhere' });
    const { origin, asked, agents } = await site({
      '/': link('/a', '/gone', '/broken', `${other.origin}/`),
      '/a': link('/', 'b', '#part', 'mailto:x@example.org', 'javascript:go()', 'http://', '/a'),
      '/b': '<p>the end</p>',
      '/broken': 500,
    });
    const { paths, failed } = await crawled(origin);
    expect(paths).toEqual(['/', '/a', '/b']);
    const reasons = failed.map(({ location, reason }) => [location.slice(origin.length), reason]).sort();
    expect(reasons).toEqual([
      ['/broken', 'the server answered 500'],
      ['/gone', 'the server answered 404'],
    ]);
    expect(asked.filter((path) => path === '/a')).toHaveLength(1);
    expect(other.asked).toEqual([]);
    expect([...agents]).toEqual([expect.stringMatching(/^mixeval\//)]);
  });

  it.each([
    ['for all', 'User-agent: *\nDisallow: /private\n'],
    ['for this crawler', 'User-agent: *\nDisallow:\n\nUser-agent: mixeval\nDisallow: /private\n'],
  ])('obeys robots.txt %s, for links and for the first page', async (_, rules) => {
    const { origin, asked } = await site({ '/robots.txt': rules, '/': link('/a', '/private/x'), '/a': 'x' });
    expect((await crawled(origin)).paths).toEqual(['/', '/a']);
    expect(await crawled(origin, {}, '/private/x')).toMatchObject({
      paths: [],
      failed: [{ reason: 'its robots.txt does not allow it' }],
    });
    expect(asked).not.toContain('/private/x');
  });

  it('reads nothing of a site whose robots.txt fails', async () => {
    const { origin, asked } = await site({ '/robots.txt': 503, '/': 'x' });
    expect((await crawled(origin)).failed).toHaveLength(1);
    expect(asked).toEqual([]);
  });

  it('takes pages from sitemaps, packed and of sitemaps, below the first page only', async () => {
    const sites: Record<string, Page> = { '/docs/': 'start', '/docs/a': 'a', '/docs/b': 'b', '/blog/c': 'c' };
    const { origin } = await site(sites);
    const urls = (...paths: readonly string[]): string =>
      `<?xml version="1.0"?><urlset>${paths.map((path) => `<url><loc>\n${origin}${path} </loc></url>`).join('')}</urlset>`;
    sites['/robots.txt'] = `Sitemap: ${origin}/sitemaps.xml\n`;
    sites['/sitemaps.xml'] = `<sitemapindex>${['/sitemap-1.xml.gz', '/sitemap-2.txt', '/sitemap-3.xml']
      .map((path) => `<sitemap><loc>${origin}${path}</loc></sitemap>`)
      .join('')}</sitemapindex>`;
    sites['/sitemap-1.xml.gz'] = (response) => response.end(gzipSync(urls('/docs/a', '/blog/c')));
    sites['/sitemap-2.txt'] = `${origin}/docs/b\nhttp://10.0.0.1/docs/x\n`;
    expect((await crawled(origin, {}, '/docs/')).paths).toEqual(['/docs/', '/docs/a', '/docs/b']);
    expect((await crawled(origin, { maxDepth: 0 }, '/docs/')).paths).toEqual(['/docs/']);
  });

  it('stops at the number of pages and of links asked for', async () => {
    const pages = Object.fromEntries(Array.from({ length: 9 }, (_, at) => [`/${at}`, link(`/${at + 1}`)]));
    const { origin } = await site({ '/': link('/0', '/5'), ...pages });
    expect((await crawled(origin, { maxPages: 3 })).paths).toHaveLength(3);
    expect((await crawled(origin, { maxDepth: 1 })).paths).toEqual(['/', '/0', '/5']);
    expect((await crawled(origin, { maxDepth: 2 })).paths).toEqual(['/', '/0', '/1', '/5', '/6']);
  });

  it('keeps its distance between two pages', async () => {
    const times: number[] = [];
    const { origin } = await site({ '/': link('/a', '/b'), '/a': 'a', '/b': 'b' });
    const started = performance.now();
    for await (const _ of crawl(new URL(origin), {
      ...{ maxPages: 3, maxDepth: 1, delay: 0.2, folder: await folderWith({}), onFailure: () => undefined },
    }))
      times.push(performance.now() - started);
    // Three pages, two pauses between them: never less, whatever the machine.
    expect(times.at(-1)).toBeGreaterThanOrEqual(390);
  });

  it('asks again for no page that it had when it was interrupted', async () => {
    const { origin, asked } = await site({ '/': link('/a', '/b'), '/a': link('/c'), '/b': 'b', '/c': 'c' });
    const folder = await folderWith({});
    const whole = await crawled(origin);
    asked.length = 0;
    const had: string[] = [];
    const options = { maxPages: 20, maxDepth: 20, delay: 0, folder, onFailure: () => undefined };
    for await (const page of crawl(new URL(origin), options)) {
      had.push(page.location.slice(origin.length));
      if (had.length === 2) break;
    }
    const { texts } = await crawled(origin, { folder });
    expect(texts).toEqual(whole.texts);
    for (const path of had) expect(asked.filter((other) => other === path)).toHaveLength(1);
  });

  it.each([
    [
      'by a redirect',
      (inside: string): Record<string, Page> => ({ '/': link('/out'), '/out': { redirect: inside } }),
    ],
    ['by a redirect of robots.txt', (inside: string) => ({ '/robots.txt': { redirect: inside } })],
    [
      'by a redirect of its sitemap',
      (inside: string) => ({ '/': 'x', '/sitemap.xml': { redirect: inside } }),
    ],
    ['by a sitemap that it names', (inside: string) => ({ '/robots.txt': `Sitemap: ${inside}`, '/': 'x' })],
    ['by a link', (inside: string) => ({ '/': `<base href="${inside}"><a href="x">x</a>` })],
  ])('is never led to a private address that was not named %s', async (_, pages) => {
    const inside = await site({ '/': 'secret', '/x': 'secret' });
    const { origin } = await site(pages(`${inside.origin}/`));
    await crawled(origin);
    expect([...inside.agents]).toEqual([]);
  });

  it('says soon, in its own words, that a server cannot be reached or does not answer', async () => {
    const origin = await serve(() => undefined);
    const { failed } = await crawled(origin, { timeoutSeconds: 0.2 });
    expect(failed).toEqual([{ location: `${origin}/`, reason: 'the server took too long to answer' }]);
    const closed = await serve(() => undefined);
    const server = servers.pop();
    await new Promise((resolve) => server?.close(resolve));
    expect((await crawled(closed)).failed).toEqual([
      { location: `${closed}/`, reason: 'nothing listens there: the connection is refused' },
    ]);
    expect((await crawled('http://no-such-host.invalid')).failed).toHaveLength(1);
  });

  it('passes over a page that takes too long', async () => {
    const { origin } = await site({ '/': link('/slow', '/a'), '/a': 'a', '/slow': () => undefined });
    const { paths, failed } = await crawled(origin, { timeoutSeconds: 0.3 });
    expect(paths).toEqual(['/', '/a']);
    expect(failed).toEqual([{ location: `${origin}/slow`, reason: expect.stringMatching(/timed out/) }]);
  });

  it('reads pages in whatever encoding, also where the header is wrong', async () => {
    const answer = (type: string, bytes: Buffer) => (response: ServerResponse) =>
      response.writeHead(200, { 'content-type': type }).end(bytes);
    const { origin } = await site({
      '/': link('/utf8', '/latin1', '/meta', '/japanese', '/none'),
      '/utf8': answer('text/html; charset=iso-8859-1', Buffer.from('na\u00efve')),
      '/latin1': answer('text/html; charset=utf-8', Buffer.from('na\u00efve', 'latin1')),
      '/meta': answer('text/html', Buffer.from('<meta charset="windows-1251">\u00ef', 'latin1')),
      '/japanese': answer('text/html; charset=EUC-JP', Buffer.from([0xa4, 0xa2])),
      '/none': answer('text/html; charset=no-such', Buffer.from('na\u00efve', 'latin1')),
    });
    const { texts } = await crawled(origin);
    expect(texts).toMatchObject({
      ...{ '/utf8': 'na\u00efve', '/latin1': 'na\u00efve', '/japanese': '\u3042', '/none': 'na\u00efve' },
      '/meta': expect.stringContaining('\u043f'),
    });
  });

  it('reads a page of 20 MB, and the links in it', async () => {
    const filler = '<p>nothing is asked here.</p>\n'.repeat(700_000);
    const { origin } = await site({ '/': `${filler}${link('/a')}`, '/a': 'a' });
    const { paths, texts } = await crawled(origin);
    expect(paths).toEqual(['/', '/a']);
    expect(texts['/']?.length).toBeGreaterThan(20e6);
  });

  it('reads a page and a sitemap whose elements are nested without end', async () => {
    const nested = '<div>'.repeat(2_000_000);
    const sites: Record<string, Page> = { '/': `${nested}${link('/a')}`, '/a': 'a', '/b': 'b' };
    const { origin } = await site(sites);
    sites['/robots.txt'] = `Sitemap: ${origin}/sitemap.xml`;
    sites['/sitemap.xml'] = `<urlset><url><loc>${origin}/b</loc></url>${nested}`;
    expect((await crawled(origin)).paths).toEqual(['/', '/a', '/b']);
  });

  it('ends early without waiting for the rest', async () => {
    const { origin } = await site({ '/': link('/a'), '/a': 'x' });
    const bounds = { maxPages: 20, maxDepth: 20, delay: 0, folder: await folderWith({}) };
    for await (const page of crawl(new URL(origin), { ...bounds, onFailure: () => undefined })) {
      expect(page.location).toBe(`${origin}/`);
      break;
    }
  });
});
