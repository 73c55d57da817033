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
  clientFinished: '→ end: this side sends nothing more',
  dropped: 'this side closes the connection',
  closed: 'the connection is closed',
  ended: (why: string) => `the connection is gone: ${why}`,
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
  clientFinished: '→ 结束：这边不再发数据',
  dropped: '这边关闭连接',
  closed: '连接已关闭',
  ended: (why) => `连接断了：${why}`,
};

export type TraceSentences = typeof en;
export const traceSentences: Translated<TraceSentences> = { en, 'zh-CN': zh };
