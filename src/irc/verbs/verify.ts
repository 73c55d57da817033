import type { Verb } from './verb.ts';

/** IRCv3 account-registration "Commands": no account waits for a code here. */
export const verify: Verb = {
  when: 'always',
  least: 2,
  usage: '<account> <code>',
  help: { en: 'Finishes a registration that needs a code; here none does.', 'zh-CN': '用验证码完成注册；这里不需要。' },
  run(client, { params: [account = ''] }) {
    if (client.self === undefined) client.fail('COMPLETE_CONNECTION_REQUIRED', [], client.text.registerLater);
    else client.fail('INVALID_CODE', [account], client.text.noCode);
  },
};
