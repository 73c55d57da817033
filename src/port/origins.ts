// Whose pages may open a WebSocket here. A browser says whose page asks (RFC 6454); other programs say nothing.

/** Whether a page of that origin may, when the server was called by this host (as in the Host header). */
export type Origins = (origin: string, host: string) => boolean;

/**
 * Reads a list of origins (`https://chat.example.org`), to be allowed besides the server's own; `*` is everybody's.
 * @returns the first that is no origin as `wrong`
 */
export function originsIn(list: readonly string[]): Origins | { readonly wrong: string } {
  if (list.includes('*')) return () => true;
  const allowed = new Set<string>();
  for (const text of list) {
    const url = pageUrl(text);
    if (url === null || url.href !== `${url.origin}/`) return { wrong: text };
    allowed.add(url.origin);
  }
  return (origin, host) => allowed.has(pageUrl(origin)?.origin ?? '') || isOwn(origin, host);
}

/**
 * The page's host is the one that was called. Only the scheme may differ: a proxy in front may have taken TLS off. A page
 * without an origin (`null`: a file, a sandbox) is nobody's own.
 */
function isOwn(origin: string, host: string): boolean {
  const page = pageUrl(origin);
  // With the same scheme, so that a port which goes without saying is left out of both.
  return page !== null && page.host === pageUrl(`${page.protocol}//${host}`)?.host;
}

function pageUrl(text: string): URL | null {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}
