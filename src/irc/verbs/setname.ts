import type { Verb } from './verb.ts';

/** IRCv3 setname; without the capability it works silently. */
export const setname: Verb = {
  when: 'entered',
  least: 1,
  usage: '<realname>',
  help: { en: 'Changes your real name.', 'zh-CN': '更改你的真实姓名。' },
  run(client, { params: [realname = ''] }) {
    const { textBytes } = client.rules.limits;
    if (Buffer.byteLength(realname) > textBytes) {
      return client.say('FAIL', ['SETNAME', 'INVALID_REALNAME', client.text.realnameTooLong(textBytes)]);
    }
    client.submit({ kind: 'describe', user: client.host.userId, realname });
  },
};
