// The last words to a plain-text client.
import type { Translated } from './language.ts';

const en = {
  goodbye: 'Goodbye!',
  farewell: (reason: string) => `Goodbye: ${reason}`,
  farewells: {
    kicked: (why: string) => `you were sent away${why}`,
    banned: (why: string) => `you are banned${why}`,
    flooded: 'you sent too much too fast',
    'timed-out': 'nothing was heard from you for too long',
    closing: 'the server is closing',
    failed: 'the server made a mistake, sorry',
  },
};

const zh: typeof en = {
  goodbye: '再见！',
  farewell: (reason) => `再见：${reason}`,
  farewells: {
    kicked: (why) => `你被请走了${why}`,
    banned: (why) => `你被封禁了${why}`,
    flooded: '你发得太快太多',
    'timed-out': '太久没有收到你的消息',
    closing: '服务器要关闭了',
    failed: '服务器出了错，抱歉',
  },
};

export const farewellSentences: Translated<typeof en> = { en, 'zh-CN': zh };
