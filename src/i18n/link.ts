// What people read in `chaguan connect` of the connection itself.
import type { Translated } from './language.ts';

const en = {
  connecting: (address: string) => `Connecting to ${address} …`,
  connectFailed: (address: string, why: string) => `Cannot connect to ${address}: ${why}.`,
  lost: (why: string) => `The connection is gone: ${why}.`,
  /** Behind another sentence, as the one above. */
  nextTry: (seconds: number) => ` Next try in ${seconds} s.`,
  reasons: {
    refused: 'nobody listens there',
    'no-such-host': 'there is no such host',
    'no-such-socket': 'there is no such socket',
    unreachable: 'no way there',
    'timed-out': 'no answer',
    reset: 'it was reset',
    closed: 'the server closed it',
    'no-tls': 'what is there speaks no TLS',
    'not-sealed': 'it answers, but not to TLS',
    'tls-refused': 'what is there takes no TLS, or not this kind of it',
    'certificate-refused': 'the server takes only clients with certain certificates',
  },
  /** What is wrong with a certificate; before the next one. */
  certificate: {
    selfSigned: 'only the server itself vouches for its certificate',
    unknownAuthority: 'nobody known here vouches for its certificate',
    expired: 'its certificate has expired',
    notYetValid: 'its certificate is not valid yet (is the clock right?)',
    otherName: 'its certificate is for another name',
    other: (code: string) => `its certificate is not in order (${code})`,
  },
  distrusted: (problem: string, fingerprint: string) =>
    `${problem}. If its SHA-256 fingerprint is to be this one, --fingerprint ${fingerprint} trusts exactly this certificate`,
  otherCertificate: (fingerprint: string) =>
    `it has another certificate than the one to trust, with the SHA-256 fingerprint ${fingerprint}`,

  rawConnected: (address: string) => `Connected to ${address}. Ctrl+D ends.`,
  rawClosed: 'The server has closed the connection.',
  rawUnframed: 'The server sends no newlines; from now on neither does this client (--framing line keeps them).',
};

const zh: typeof en = {
  connecting: (address) => `正在连接 ${address} …`,
  connectFailed: (address, why) => `无法连接 ${address}：${why}。`,
  lost: (why) => `连接断了：${why}。`,
  nextTry: (seconds) => `${seconds} 秒后再试。`,
  reasons: {
    refused: '那里没有服务器',
    'no-such-host': '没有这个主机',
    'no-such-socket': '没有这个套接字',
    unreachable: '到不了那里',
    'timed-out': '没有回应',
    reset: '连接被重置',
    closed: '服务器关闭了连接',
    'no-tls': '那里用的不是 TLS',
    'not-sealed': '那里有回应，但不回应 TLS',
    'tls-refused': '那里不接受 TLS，或者不接受这一种',
    'certificate-refused': '服务器只接受持有特定证书的客户端',
  },
  certificate: {
    selfSigned: '它的证书是自己签的',
    unknownAuthority: '它的证书不是这里认得的机构签发的',
    expired: '它的证书已经过期',
    notYetValid: '它的证书还没有生效（这里的时间对吗？）',
    otherName: '它的证书写的是别的名字',
    other: (code) => `它的证书有问题（${code}）`,
  },
  distrusted: (problem, fingerprint) =>
    `${problem}。如果它的 SHA-256 指纹就应该是这个，加上 --fingerprint ${fingerprint} 就只信任这一张证书`,
  otherCertificate: (fingerprint) => `它的证书不是要信任的那一张，SHA-256 指纹是 ${fingerprint}`,

  rawConnected: (address) => `已连接 ${address}。Ctrl+D 结束。`,
  rawClosed: '服务器关闭了连接。',
  rawUnframed: '服务器不发换行，从现在起这里也不发（--framing line 可以保留换行）。',
};

export type LinkSentences = typeof en;
export const linkSentences: Translated<LinkSentences> = { en, 'zh-CN': zh };
