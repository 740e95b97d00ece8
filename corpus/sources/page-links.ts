import { Parser } from 'htmlparser2';

/** Links looked at of one page; one made to be followed for ever has no end of them. */
const mostLinks = 10_000;

/** Takes each element as ended where it begins: nesting without end would cost the square of its depth. */
class FlatParser extends Parser {
  protected override isVoidElement(): boolean {
    return true;
  }
}

/** Where a page's links lead, each once, in the page's order; its own `base` counts. No tree is built of the page. */
export function pageLinks(html: string, location: string): URL[] {
  const links = new Map<string, URL>();
  let base = location;
  const parser = new FlatParser({
    onopentag(name, { href }) {
      if (href === undefined || links.size >= mostLinks || !URL.canParse(href, base)) return;
      const url = new URL(href, base);
      if (name === 'base') base = url.href;
      if (name !== 'a' && name !== 'area') return;
      url.hash = '';
      links.set(url.href, url);
    },
  });
  parser.end(html);
  return [...links.values()];
}
