// Which address gets which answer.
import type { IncomingHttpHeaders } from 'node:http';
import type { Lang } from '../i18n/language.ts';
import { type Answer, mistakeAnswer } from './answer.ts';
import type { Seen } from './forwarded.ts';

/** A request that makes sense. */
export interface WebRequest extends Seen {
  readonly method: string;
  /** Up to the `?`, as it was written. Nothing is a file here, so `..` is a name like any other. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The language to answer in. */
  readonly lang: Lang;
}

export interface Route {
  readonly path: string;
  /** GET unless said otherwise. GET can always be asked as HEAD. */
  readonly methods?: readonly string[];
  handle(request: WebRequest): Answer;
}

/** Finds the route and gives its answer; `fallback` answers for all other paths. */
export function route(routes: readonly Route[], fallback: Route['handle'], request: WebRequest): Answer {
  const { method, lang } = request;
  const found = routes.find((row) => row.path === request.path);
  const methods = found?.methods ?? ['GET'];
  const allowed = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'];
  const headers = { Allow: allowed.join(', ') };
  if (method === 'OPTIONS') return { status: 200, type: 'text/plain; charset=utf-8', body: '', headers };
  if (!allowed.includes(method)) return mistakeAnswer('wrong-method', lang, headers);
  return found === undefined ? fallback(request) : found.handle(request);
}

/** What a request asks for. */
export interface Target {
  readonly path: string;
  readonly query: URLSearchParams;
  /** The host that was called; null: only the Host header says. */
  readonly host: string | null;
}

/** RFC 9112, 3.2: a path, a whole URL, or `*` for the server itself. Null: something else. */
export function targetOf(url: string): Target | null {
  const [, host = null, rest = ''] = /^(?:https?:\/\/([^/?#]+))?([^#]*)$/i.exec(url) ?? [];
  if (host === null && !/^(?:\/|\*$)/.test(rest)) return null;
  const [, path = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(rest) ?? [];
  return { path: path === '' ? '/' : path, query: new URLSearchParams(query), host };
}
