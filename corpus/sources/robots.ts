/** What sites ask of robots (RFC 9309), and the sitemaps that they name. */

import { type FetchedText, type FetchOptions, fetchText } from './fetch-text.js';

/** The rules of one origin. */
export interface RobotRules {
  isAllowed(url: URL): boolean;
  /** URLs of sitemaps. */
  readonly sitemaps: readonly string[];
}

/** The rules of every origin that is asked for, each fetched once. */
export interface Robots {
  /** Throws what `fetchText` throws where the origin does not answer. */
  rulesOf(url: URL): Promise<RobotRules>;
  /** False, too, where the origin does not say. */
  isAllowed(url: URL): Promise<boolean>;
}

/** @param name under which rules are looked for */
export function robots(name: string, options: FetchOptions): Robots {
  const known = new Map<string, Promise<RobotRules>>();
  const rulesOf = (url: URL): Promise<RobotRules> => {
    const rules = known.get(url.origin) ?? fetchRules(new URL('/robots.txt', url), name, options);
    rules.catch(() => undefined);
    known.set(url.origin, rules);
    return rules;
  };
  return {
    rulesOf,
    isAllowed: (url) =>
      rulesOf(url).then(
        (rules) => rules.isAllowed(url),
        () => false,
      ),
  };
}

async function fetchRules(at: URL, name: string, options: FetchOptions): Promise<RobotRules> {
  const { RobotsTxtFile } = await import('crawlee');
  const { status, text } = await fetchText(at, options);
  const file = RobotsTxtFile.from(at.href, rulesIn({ status, text }));
  return {
    isAllowed: (url) => file.isAllowed(url.href, name),
    sitemaps: file.getSitemaps({ enqueueStrategy: 'all' }),
  };
}

/** A server without rules allows everything, one that fails allows nothing (RFC 9309, section 2.3.1). */
function rulesIn({ status, text }: FetchedText): string {
  if (status >= 500) return 'User-agent: *\nDisallow: /';
  return status >= 200 && status <= 299 ? text : '';
}
