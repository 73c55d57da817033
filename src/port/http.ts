/** A whole HTTP answer, 404, to whoever comes with a browser: how to join instead. Plain words, nothing to run. */
export function notFoundAnswer(title: string, lines: readonly string[]): Uint8Array {
  const body = `<!doctype html><meta charset="utf-8"><title>${html(title)}</title><h1>${html(title)}</h1><pre>${lines.map(html).join('\n')}</pre>\n`;
  const head = [
    'HTTP/1.1 404 Not Found',
    'Content-Type: text/html; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'X-Content-Type-Options: nosniff',
    "Content-Security-Policy: default-src 'none'",
    'Connection: close',
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

function html(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
