import type { Verb } from './verb.ts';

/** modern-irc "PONG message". That something came at all is what matters, and that has been noticed. */
export const pong: Verb = {
  when: 'always',
  least: 0,
  usage: '<token>',
  help: { en: 'Answers PING.', 'zh-CN': '应答 PING。' },
  run: () => {},
};
