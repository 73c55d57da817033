// The ways in: `--listen`, or `--host` and `--port`; in the config file each may have options of its own.
import { isIPv6 } from 'node:net';
import type { Lang } from '../i18n/language.ts';
import { serveSentences } from '../i18n/serve.ts';
import type { ListenAddress } from '../port/listen.ts';
import { type Proxies, proxiesIn } from '../port/proxies.ts';
import { OptionError } from './mistake.ts';
import type { Given } from './read.ts';
import { type EntranceSettings, OPTIONS } from './table.ts';

/** Whether the server has a certificate. */
type Means = 'with-tls' | 'without-tls';

const TLS = ['none', 'offered', 'only'] as const;

/**
 * All ways in, that for datagrams last.
 * @throws OptionError for an address that is none, and for TLS without a certificate
 */
export function entrancesOf(given: Given, means: Means, lang: Lang): readonly EntranceSettings[] {
  const streams = streamEntrances(given, means, lang);
  const port = given.get('udp');
  if (typeof port !== 'number') return streams;
  const host = given.get('host');
  const address = { kind: 'udp', host: typeof host === 'string' ? host : null, port } as const;
  return [...streams, { address, tls: 'none', proxies: proxiesOf('', lang) }];
}

function streamEntrances(given: Given, means: Means, lang: Lang): readonly EntranceSettings[] {
  const t = serveSentences[lang];
  const isTlsOnly = given.get('tls-only') === true;
  if (isTlsOnly && means === 'without-tls') throw new OptionError(t.tlsNeedsCertificate);
  const proxies = given.get('proxies');
  const common = {
    tls: means === 'without-tls' ? 'none' : isTlsOnly ? 'only' : 'offered',
    proxies: proxiesOf(typeof proxies === 'string' ? proxies : '', lang),
  } as const;
  const listen = given.get('listen');
  if (!Array.isArray(listen)) return [{ address: hostAndPort(given), ...common }];
  // With UDP, `--host` still says where that listens.
  const double = (['host', 'port'] as const).find((name) => given.has(name) && !(name === 'host' && given.has('udp')));
  if (double !== undefined) throw new OptionError(t.notTogether('--listen', `--${double}`));
  if (listen.length === 0) throw new OptionError(t.badEntrance('[]'));
  return listen.map((one) => entranceOf(one, common, means, lang));
}

function hostAndPort(given: Given): ListenAddress {
  const host = given.get('host');
  const { port } = OPTIONS;
  const fallback = port.kind === 'number' ? port.value : 0;
  return { kind: 'tcp', host: typeof host === 'string' ? host : null, port: Number(given.get('port') ?? fallback) };
}

function entranceOf(
  written: unknown,
  common: Omit<EntranceSettings, 'address'>,
  means: Means,
  lang: Lang,
): EntranceSettings {
  const t = serveSentences[lang];
  if (typeof written === 'string') return { address: addressOf(written, lang), ...common };
  const wrong = new OptionError(t.badEntrance(JSON.stringify(written)));
  if (typeof written !== 'object' || written === null) throw wrong;
  const { address, tls: asked, proxies, ...others } = written as Readonly<Record<string, unknown>>;
  if (typeof address !== 'string' || Object.keys(others).length > 0) throw wrong;
  const tls = asked === undefined ? common.tls : TLS.find((one) => one === asked);
  if (tls === undefined || (proxies !== undefined && typeof proxies !== 'string')) throw wrong;
  if (tls !== 'none' && means === 'without-tls') throw new OptionError(t.tlsNeedsCertificate);
  return {
    address: addressOf(address, lang),
    tls,
    proxies: proxies === undefined ? common.proxies : proxiesOf(proxies, lang),
  };
}

/** `host:port`, `[v6]:port`, `*:port` for all interfaces, `unix:/path` */
function addressOf(text: string, lang: Lang): ListenAddress {
  const t = serveSentences[lang];
  if (text.startsWith('unix:') && text.length > 'unix:'.length)
    return { kind: 'unix', path: text.slice('unix:'.length) };
  const [, bracketed, plain = '', digits = ''] = /^(?:\[([^\]]+)\]|([^:[\]\s]+)):(\d{1,5})$/.exec(text) ?? [];
  const isWrong = (bracketed === undefined && plain === '') || (bracketed !== undefined && !isIPv6(bracketed));
  if (isWrong || Number(digits) > 65_535) throw new OptionError(t.badAddress(text));
  return { kind: 'tcp', host: plain === '*' ? null : (bracketed ?? plain), port: Number(digits) };
}

function proxiesOf(text: string, lang: Lang): Proxies {
  const proxies = proxiesIn(list(text));
  if ('wrong' in proxies) throw new OptionError(serveSentences[lang].notANetwork(proxies.wrong));
  return proxies;
}

/** The words between commas. */
export function list(text: string | null): string[] {
  const words = (text ?? '').split(',').map((word) => word.trim());
  return words.filter((word) => word !== '');
}
