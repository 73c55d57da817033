import type { Verb } from './verb.ts';

/** IRCv3 account-registration "Commands": no account waits for a code here. */
export const verify: Verb = {
  when: 'always',
  least: 2,
  usage: '<account> <code>',
  help: { en: 'Finishes a registration that needs a code; here none does.', 'zh-CN': '用验证码完成注册；这里不需要。' },
  run(client, { params: [account = ''] }) {
    const { self, text } = client;
    if (self === undefined) return client.fail('COMPLETE_CONNECTION_REQUIRED', [], text.registerLater);
    const code = self.person.account === null ? 'INVALID_CODE' : 'ALREADY_AUTHENTICATED';
    client.fail(code, [account], text.noCode);
  },
};
