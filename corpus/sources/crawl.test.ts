import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { addressGuard, isPrivateAddress } from './addresses.js';
import { crawl, type FailedPage } from './crawl.js';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
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

interface Site {
  readonly origin: string;
  readonly asked: string[];
  readonly agents: Set<string | undefined>;
}

async function site(pages: Readonly<Record<string, string | { redirect: string } | number>>): Promise<Site> {
  const asked: string[] = [];
  const agents = new Set<string | undefined>();
  const origin = await serve((request, response) => {
    const path = request.url ?? '/';
    if (path !== '/robots.txt') {
      asked.push(path);
      agents.add(request.headers['user-agent']);
    }
    const page = pages[path] ?? 404;
    if (typeof page === 'number') response.writeHead(page).end();
    else if (typeof page === 'string') {
      response
        .writeHead(200, { 'content-type': path === '/robots.txt' ? 'text/plain' : 'text/html' })
        .end(page);
    } else response.writeHead(302, { location: page.redirect }).end();
  });
  return { origin, asked, agents };
}

async function crawled(origin: string, maxPages = 20): Promise<{ paths: string[]; failed: FailedPage[] }> {
  const failed: FailedPage[] = [];
  const paths: string[] = [];
  for await (const page of crawl(new URL(origin), {
    maxPages,
    onFailure: (failure) => failed.push(failure),
  })) {
    paths.push(page.location.slice(origin.length));
  }
  return { paths: paths.sort(), failed };
}

describe('crawl', () => {
  it('follows links on the origin that was named, round loops and past missing pages, and obeys robots.txt', async () => {
    const other = await site({ '/': 'elsewhere' });
    const { origin, asked, agents } = await site({
      '/robots.txt': 'User-agent: *\nDisallow: /private\n',
      '/': `<a href="/a">a</a> <a href="/private/x">p</a> <a href="/gone">g</a> <a href="${other.origin}/">o</a>`,
      '/a': '<a href="/">home</a> <a href="b">b</a> <a href="mailto:x@example.org">m</a>',
      '/b': '<p>the end</p>',
    });
    const { paths, failed } = await crawled(origin);
    expect(paths).toEqual(['/', '/a', '/b']);
    expect(failed.map(({ location }) => location.slice(origin.length))).toEqual(['/gone']);
    expect(asked).not.toContain('/private/x');
    expect(other.asked).toEqual([]);
    expect([...agents]).toEqual([expect.stringMatching(/^mixeval\//)]);
  });

  it('stops at the number of pages asked for', async () => {
    const links = Array.from({ length: 9 }, (_, page) => `<a href="/${page}">x</a>`).join(' ');
    const pages = Object.fromEntries(Array.from({ length: 9 }, (_, page) => [`/${page}`, 'x']));
    const { origin } = await site({ '/': links, ...pages });
    expect((await crawled(origin, 3)).paths).toHaveLength(3);
  });

  it('never follows a redirect to a private address that was not named', async () => {
    const inside = await site({ '/': 'secret' });
    const { origin } = await site({ '/': '<a href="/out">x</a>', '/out': { redirect: `${inside.origin}/` } });
    const { paths, failed } = await crawled(origin);
    expect(paths).toEqual(['/']);
    expect(failed).toHaveLength(1);
    expect(inside.asked).toEqual([]);
  });

  it('ends early without waiting for the rest', async () => {
    const { origin } = await site({ '/': '<a href="/a">a</a>', '/a': 'x' });
    for await (const page of crawl(new URL(origin), { maxPages: 20, onFailure: () => undefined })) {
      expect(page.location).toBe(`${origin}/`);
      break;
    }
  });
});

describe('addresses', () => {
  it.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '::1',
    'fd00::1',
    'fe80::1',
    '::ffff:10.0.0.1',
    '0.0.0.0',
  ])('%s is private', (address) => {
    expect(isPrivateAddress(address)).toBe(true);
  });

  it.each(['93.184.215.14', '172.32.0.1', '2606:2800:21f::1', '::ffff:93.184.215.14'])(
    '%s is public',
    (address) => {
      expect(isPrivateAddress(address)).toBe(false);
    },
  );

  it('are refused by name as well as by number, unless that very origin was named', async () => {
    const guard = addressGuard([new URL('http://localhost:8080/start')]);
    expect(await guard.allows(new URL('http://localhost:8080/other'))).toBe(true);
    for (const url of [
      'http://localhost:9090/',
      'http://127.0.0.1:8080/',
      'http://[::1]/',
      'file:///etc/passwd',
    ]) {
      expect(await guard.allows(new URL(url))).toBe(false);
    }
  });
});
