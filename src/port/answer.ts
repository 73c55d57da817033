// What is answered to a request, and the headers that guard it.
import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Lang } from '../i18n/language.ts';
import { type WebMistake, webSentences } from '../i18n/web.ts';
import type { WebRefusal } from './http.ts';

export interface Answer {
  readonly status: number;
  /** Its media type: `text/html; charset=utf-8` */
  readonly type: string;
  readonly body: string | Uint8Array;
  /** What a page may load and run (Content-Security-Policy); nothing, unless it says so. */
  readonly policy?: string;
  /** Others, or instead of those that every answer has. */
  readonly headers?: Readonly<Record<string, string>>;
}

const STATUS: Readonly<Record<WebMistake, number>> = {
  malformed: 400,
  'no-host': 400,
  'not-a-path': 400,
  'forwarded-by-stranger': 400,
  'forwarded-malformed': 400,
  'not-a-handshake': 400,
  'origin-refused': 403,
  'wrong-method': 405,
  'body-too-long': 413,
  'target-too-long': 414,
  'expects-too-much': 417,
  'websocket-version': 426,
  'headers-too-long': 431,
  failed: 500,
  'http-version': 505,
};

/** One sentence that says what is wrong. */
export function mistakeAnswer(mistake: WebMistake, lang: Lang, headers: Answer['headers'] = {}): Answer {
  const body = `${webSentences[lang].mistakes[mistake]}\n`;
  return { status: STATUS[mistake], type: 'text/plain; charset=utf-8', body, headers };
}

/** The sentence that says why; who has to come with TLS is told where, too. */
export function refusalAnswer({ kind, sentence }: WebRefusal, { headers, url = '/' }: IncomingMessage): Answer {
  const answer = { status: 403, type: 'text/plain; charset=utf-8', body: `${sentence}\n` };
  const { host } = headers;
  if (kind !== 'tls-only' || host === undefined || !url.startsWith('/')) return answer;
  return { ...answer, status: 308, headers: { Location: `https://${host}${url}` } };
}

/** Nobody may frame a page of ours, send a form from it or have its links mean something else. */
const IN_EVERY_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** All headers of an answer. */
export function headersOf(answer: Answer): Record<string, string | number> {
  return {
    'Content-Type': answer.type,
    'Content-Length': Buffer.byteLength(answer.body),
    'Content-Security-Policy': `${answer.policy ?? "default-src 'none'"}; ${IN_EVERY_POLICY}`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
    ...answer.headers,
  };
}

/** The bytes of the last answer on a connection, for where there is no request to answer to. */
export function lastAnswer(answer: Answer): Uint8Array {
  const headers = Object.entries({ ...headersOf(answer), Connection: 'close' });
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = `HTTP/1.1 ${answer.status} ${STATUS_CODES[answer.status]}\r\n${lines}\r\n`;
  return Buffer.concat([Buffer.from(head), Buffer.from(answer.body)]);
}
