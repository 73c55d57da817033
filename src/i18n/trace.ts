// What people read of the bytes of a connection, and of how they become messages.
import type { Translated } from './language.ts';

const en = {
  at: (seconds: string, what: string) => `${seconds} s ${what}`,
  connected: (here: string, there: string) => `connected: ${here} → ${there}`,
  connectedToSocket: 'connected',
  sealed: (version: string, cipher: string) => `${version}, ${cipher}; what follows is what is inside`,
  received: (bytes: number) => `← ${count(bytes)} received`,
  sent: (bytes: number) => `→ ${count(bytes)} sent`,
  /** Joined by the next but one. */
  cut: {
    newline: (messages: number) =>
      messages === 1 ? '1 message, up to its newline' : `${messages} messages, each up to its newline`,
    chunk: '1 message: it came at once',
    silence: '1 message: nothing more came for a while',
    end: '1 message: the stream has ended',
  },
  waits: {
    newline: 'the rest waits for its newline',
    silence: 'the rest waits for a newline or for silence',
  },
  and: '; ',
  noMessage: 'no message yet',
  serverFinished: '← end: the server sends nothing more',
  clientFinished: '← end: the client sends nothing more; it may still read',
  thisSideFinished: '→ end: this side sends nothing more',
  dropped: 'this side closes the connection',
  closed: 'the connection is closed',
  ended: (why: string) => `the connection is gone: ${why}`,

  // What only the server tells.
  /** Of a piece that is not shown whole. */
  first: (shown: number) => `, the first ${shown}:`,
  ofNewline: { lf: ' (LF)', crlf: ' (CR LF)' },
  upToNul: '1 message, up to its NUL',
  datagram: '1 message: a datagram is one',
  tooLong: '1 message that is too long: it is dropped',
  notUtf8: '1 message that is not UTF-8',
  message: (cut: string, text: string) => `= ${cut}: ${text}`,
  rest: (bytes: number) => (bytes === 1 ? '1 byte is no message yet' : `${bytes} bytes are no message yet`),
  restWaits: (rest: string, silenceMs: number | null) =>
    silenceMs === null
      ? `= ${rest}: waiting for a newline`
      : `= ${rest}: waiting for a newline, or ${silenceMs} ms of silence`,
  lines: 'WebSocket; each of its messages is shown as a line',
  datagrams: 'UDP; each piece is a datagram',
  carried: {
    tls: 'it begins TLS',
    http: 'it is HTTP; what follows is not shown, unless it becomes a WebSocket',
    ssh: 'it is SSH, which is not spoken here',
    proxy: 'it is a PROXY header of somebody who is no proxy here',
  },
  reasons: { reset: 'it was reset', 'timed-out': 'no answer', 'too-slow': 'the client does not read' },
  gap: (events: number) => (events === 1 ? '… 1 thing is not shown here' : `… ${events} things are not shown here`),
  watched: {
    begins: 'The operator now sees every byte of this connection, passwords too.',
    ends: 'The operator no longer sees the bytes of this connection.',
  },
};

function count(bytes: number): string {
  return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}

const zh: typeof en = {
  at: (seconds, what) => `${seconds} 秒 ${what}`,
  connected: (here, there) => `已连接：${here} → ${there}`,
  connectedToSocket: '已连接',
  sealed: (version, cipher) => `${version}，${cipher}；下面看到的是里面的内容`,
  received: (bytes) => `← 收到 ${bytes} 字节`,
  sent: (bytes) => `→ 发出 ${bytes} 字节`,
  cut: {
    newline: (messages) => `${messages} 条消息，到换行为止`,
    chunk: '1 条消息：一次收到的就是一条',
    silence: '1 条消息：之后有一会儿没有数据',
    end: '1 条消息：数据到头了',
  },
  waits: {
    newline: '剩下的还在等换行',
    silence: '剩下的还在等换行，或者等对方停下来',
  },
  and: '；',
  noMessage: '还不是一条消息',
  serverFinished: '← 结束：服务器不再发数据',
  clientFinished: '← 结束：客户端不再发数据，但也许还在接收',
  thisSideFinished: '→ 结束：这边不再发数据',
  dropped: '这边关闭连接',
  closed: '连接已关闭',
  ended: (why) => `连接断了：${why}`,

  first: (shown) => `，前 ${shown} 字节：`,
  ofNewline: { lf: '（LF）', crlf: '（CR LF）' },
  upToNul: '1 条消息，到 NUL 为止',
  datagram: '1 条消息：一个数据报就是一条',
  tooLong: '1 条消息，太长，不要了',
  notUtf8: '1 条消息，不是 UTF-8',
  message: (cut, text) => `= ${cut}：${text}`,
  rest: (bytes) => `${bytes} 字节还不是一条消息`,
  restWaits: (rest, silenceMs) =>
    silenceMs === null ? `= ${rest}：等换行` : `= ${rest}：等换行，或者等 ${silenceMs} 毫秒没有数据`,
  lines: 'WebSocket；它的每条消息显示为一行',
  datagrams: 'UDP；每一块是一个数据报',
  carried: {
    tls: '开始 TLS',
    http: '这是 HTTP；除非变成 WebSocket，后面的不再显示',
    ssh: '这是 SSH，这里不支持',
    proxy: '这是 PROXY 头，但对方不是这里的代理',
  },
  reasons: { reset: '连接被重置', 'timed-out': '没有回应', 'too-slow': '客户端不接收' },
  gap: (events) => `……这里略去 ${events} 项`,
  watched: {
    begins: '掌柜现在能看到这个连接的每个字节，包括密码。',
    ends: '掌柜不再看这个连接的字节了。',
  },
};

export type TraceSentences = typeof en;
export const traceSentences: Translated<TraceSentences> = { en, 'zh-CN': zh };
