import { registerAccount } from '../login.ts';
import { answerRefusal } from '../refusals.ts';
import type { Verb } from './verb.ts';

/** IRCv3 account-registration "Commands": an account of the name that the client has. The address is not asked for. */
export const register: Verb = {
  when: 'always',
  least: 3,
  usage: '<account or *> <email or *> <password>',
  help: { en: 'Registers the name you have, so that it stays yours.', 'zh-CN': '注册你现在的名字，以后只归你用。' },
  run(client, { params: [wanted = '', , password = ''] }) {
    const { self, text } = client;
    if (self === undefined) return client.fail('COMPLETE_CONNECTION_REQUIRED', [], text.registerLater);
    const account = wanted === '*' ? self.person.name : wanted;
    registerAccount(client, account, password, (why) => {
      switch (why.kind) {
        case 'flawed': {
          const code = why.flaw.kind === 'empty' ? 'WEAK_PASSWORD' : 'UNACCEPTABLE_PASSWORD';
          return client.fail(code, [account], text.accounts.flaw(why.flaw));
        }
        case 'refused':
          return answerRefusal(client, why.refusal);
        case 'denied':
          return client.fail('TEMPORARILY_UNAVAILABLE', [account], text.accounts.denied[why.why]);
      }
    });
  },
};
