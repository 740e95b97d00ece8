/** Sitemaps (sitemaps.org, protocol 0.9), also those of sitemaps, in XML or as text, gzip or not. */

import { Parser } from 'htmlparser2';
import type { FetchedText } from './fetch-text.js';

const deepest = 3;
/** Elements within each other, of which sitemaps have four: what is nested without end is read no further. */
const deepestNesting = 100;

/**
 * The URLs of a site's pages, as its sitemaps list them; one that cannot be had or read is passed over.
 *
 * @param most URLs that are wanted at most
 */
export async function sitemapUrls(
  sitemaps: readonly string[],
  fetch: (url: URL) => Promise<FetchedText | undefined>,
  most: number,
): Promise<readonly URL[]> {
  const found: URL[] = [];
  const seen = new Set<string>();
  let level = sitemaps;
  for (let depth = 0; depth < deepest && level.length > 0 && found.length < most; depth += 1) {
    const further: string[] = [];
    for (const sitemap of level) {
      if (found.length >= most || seen.has(sitemap) || !URL.canParse(sitemap)) continue;
      seen.add(sitemap);
      const fetched = await fetch(new URL(sitemap));
      if (fetched?.status !== 200) continue;
      const { pages, sitemaps: inner } = listed(fetched.text);
      for (const page of pages) if (URL.canParse(page) && found.length < most) found.push(new URL(page));
      further.push(...inner);
    }
    level = further;
  }
  return found;
}

interface Listed {
  readonly pages: readonly string[];
  readonly sitemaps: readonly string[];
}

function listed(text: string): Listed {
  if (!text.trimStart().startsWith('<')) return { pages: text.split(/\s+/).filter(Boolean), sitemaps: [] };
  const pages: string[] = [];
  const sitemaps: string[] = [];
  let within: string[] | undefined;
  let location: string | undefined;
  let nesting = 0;
  const parser = new Parser(
    {
      onopentag(name) {
        nesting += 1;
        if (nesting > deepestNesting) parser.pause();
        if (name === 'url') within = pages;
        else if (name === 'sitemap') within = sitemaps;
        else if (name === 'loc') location = '';
      },
      ontext(piece) {
        if (location !== undefined) location += piece;
      },
      onclosetag(name) {
        nesting -= 1;
        if (name === 'loc' && location !== undefined) {
          within?.push(location.trim());
          location = undefined;
        }
      },
    },
    { xmlMode: true, lowerCaseTags: true },
  );
  parser.end(text);
  return { pages, sitemaps };
}
