// The page for whoever finds nothing else: how to join.
import { hash } from 'node:crypto';
import { html } from '../chat/text.ts';
import type { Lang } from '../i18n/language.ts';
import { webSentences } from '../i18n/web.ts';
import type { Answer } from './answer.ts';
import type { WebRequest } from './router.ts';

const STYLE = [
  ':root{color-scheme:light dark}',
  'body{font:1rem/1.6 system-ui,sans-serif;max-width:46rem;margin:3rem auto;padding:0 1rem}',
  'h1{font-size:1.5rem}',
  'pre{font-size:.9rem;white-space:pre-wrap;overflow-wrap:anywhere;padding:1rem;border:1px solid;border-radius:.5rem}',
].join('');

/** The one style that the page may have: the one in it. */
const POLICY = `default-src 'none'; style-src 'sha256-${hash('sha256', STYLE, 'base64')}'`;

/**
 * A page that says how to join: as HTML for browsers, as plain text for everybody else.
 * @param joinLines how to join, in that language
 * @param status 404: and that there is nothing else at this address
 */
export function joinPage(request: WebRequest, joinLines: (lang: Lang) => readonly string[], status: 200 | 404): Answer {
  const { headers, lang } = request;
  const t = webSentences[lang];
  const paragraphs = status === 404 ? [t.noSuchPage, t.howToJoin] : [t.howToJoin];
  const lines = joinLines(lang);
  if (!/\btext\/html\b/i.test(headers.accept ?? '')) {
    const body = [t.title, ...paragraphs, '', ...lines, ''].join('\n');
    return { status, type: 'text/plain; charset=utf-8', body };
  }
  const title = html(t.title);
  const body = [
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>${title}</title>`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>`,
    `<body><h1>${title}</h1>${paragraphs.map((text) => `<p>${html(text)}</p>`).join('')}`,
    `<pre>${lines.map(html).join('\n')}</pre></body></html>\n`,
  ].join('\n');
  return { status, type: 'text/html; charset=utf-8', body, policy: POLICY };
}
