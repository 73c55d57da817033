// What somebody reads who comes with a browser or another HTTP client.
import type { Translated } from './language.ts';

const en = {
  title: 'This is a chat server',
  howToJoin: 'Come in with a terminal or a chat program:',
  noSuchPage: 'There is no page at this address.',
  mistakes: {
    malformed: 'This is not an HTTP request that can be understood.',
    'no-host': 'The request must say in one Host header which server it is for.',
    'not-a-path': 'What is asked for must be a path or a URL: this is no proxy.',
    'forwarded-by-stranger':
      'X-Forwarded-For is only taken from proxies that the server is configured to trust, and your address is none of them.',
    'forwarded-malformed': 'The X-Forwarded-For header is not a list of addresses.',
    'origin-refused': 'Pages from there may not connect to this server.',
    'wrong-method': 'That cannot be done with this address; it can only be read.',
    'body-too-long': 'The request is too long. Nothing here takes what is sent along with a request.',
    'target-too-long': 'The address is too long.',
    'headers-too-long': 'The headers of the request are too long.',
    'expects-too-much': 'The only thing that may be expected is 100-continue.',
    'not-a-handshake': 'This is not a WebSocket handshake that can be understood.',
    'websocket-version': 'WebSocket is spoken here in version 13.',
    'http-version': 'HTTP is spoken here in version 1.1.',
    failed: 'The server made a mistake. It has been noted.',
  },
};

const zh: typeof en = {
  title: '这是一个聊天服务器',
  howToJoin: '用终端或聊天程序进来：',
  noSuchPage: '这个地址没有网页。',
  mistakes: {
    malformed: '看不懂这个 HTTP 请求。',
    'no-host': '请求必须用一个 Host 头说明要找哪台服务器。',
    'not-a-path': '请求的必须是路径或网址：这里不是代理。',
    'forwarded-by-stranger': '只接受配置中信任的代理发来的 X-Forwarded-For，而你的地址不在其中。',
    'forwarded-malformed': 'X-Forwarded-For 头不是一串地址。',
    'origin-refused': '那里的网页不可以连接这个服务器。',
    'wrong-method': '这个地址只能读取，不能这样操作。',
    'body-too-long': '请求太长。这里不接收随请求发来的内容。',
    'target-too-long': '地址太长。',
    'headers-too-long': '请求头太长。',
    'expects-too-much': 'Expect 里只可以写 100-continue。',
    'not-a-handshake': '看不懂这个 WebSocket 握手。',
    'websocket-version': '这里的 WebSocket 用第 13 版。',
    'http-version': '这里的 HTTP 用 1.1 版。',
    failed: '服务器出错了，已经记录下来。',
  },
};

export const webSentences: Translated<typeof en> = { en, 'zh-CN': zh };

/** What can be wrong with a request. */
export type WebMistake = keyof typeof en.mistakes;
