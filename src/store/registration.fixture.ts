// A name being registered, as it is in the log, and what comes of it when nothing speaks against it.
import type { Credentials, Entry } from '../chat/command.ts';
import type { Outcome, Person } from '../chat/event.ts';

export function registration(
  account: string,
  credentials: Credentials,
  at = 1000,
): { readonly entry: Entry; readonly outcome: Outcome } {
  const who: Person = {
    id: 'u1',
    name: account,
    username: 'u',
    realname: 'R',
    peer: { host: '10.0.0.1', port: 5000 },
    cloak: null,
    operator: false,
    account,
    bot: false,
  };
  const fact = { id: `e${at}`, at, who };
  return {
    entry: { id: fact.id, at, command: { kind: 'register', user: who.id, account, credentials } },
    outcome: {
      deliveries: [
        { event: { ...fact, kind: 'account-changed' }, to: [who.id, 'u2'] },
        { event: { ...fact, kind: 'registered', account }, to: [who.id] },
      ],
      refusals: [],
    },
  };
}
