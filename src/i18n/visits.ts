// What those read who come as something that cannot be carried here, and what the log says of them.
import type { Translated } from './language.ts';

const en = {
  tlsOnly: 'This server speaks TLS only: please connect with TLS, to the same port.',
  noTls: 'no TLS here',
  noSsh: 'This is Chaguan, a chat server. There is no SSH here.',
  notAProxy: 'A PROXY header is only believed from the proxies of this server, and your address is none.',
  notIntroduced: 'a proxy without a PROXY header',
  handshakeFailed: (why: string) => `TLS handshake failed: ${why}`,
  web: 'HTTP',
};

const zh: typeof en = {
  tlsOnly: '这个服务器只接受 TLS：请用 TLS 连接同一个端口。',
  noTls: '这里没有 TLS',
  noSsh: '这里是茶馆，一个聊天服务器，没有 SSH。',
  notAProxy: '只相信本服务器的代理发来的 PROXY 头，而你的地址不是代理。',
  notIntroduced: '代理没有发来 PROXY 头',
  handshakeFailed: (why) => `TLS 握手失败：${why}`,
  web: 'HTTP',
};

export const visitSentences: Translated<typeof en> = { en, 'zh-CN': zh };
