import type { Verb } from './verb.ts';

/** IRCv3 message-redaction "Command" */
export const redact: Verb = {
  when: 'entered',
  least: 2,
  usage: '<target> <msgid> [<reason>]',
  help: { en: 'Takes back a message.', 'zh-CN': '收回一条消息。' },
  run(client, { params: [to = '', message = '', text = ''] }) {
    client.submit({ kind: 'redact', user: client.host.userId, to, message, text });
  },
};
