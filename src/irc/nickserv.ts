// NickServ, for clients without SASL: nobody of that name is here, but who writes to it is answered.
import type { Person, Refusal } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import type { Client } from './client.ts';
import { formatMessage } from './message.ts';
import { sourceOf } from './userhost.ts';

const NAME = 'NickServ';

export function isNickServ(name: string): boolean {
  return fold(name) === fold(NAME);
}

/** As clients are shown it. */
export function nickServ({ server, peer }: Client): Person {
  const names = { name: NAME, username: NAME, realname: NAME };
  return { id: NAME, ...names, peer, cloak: server, operator: false, account: null, bot: false };
}

export function saysNickServ(client: Client, sentence: string): void {
  client.write([formatMessage('NOTICE', [client.nick, sentence], sourceOf(nickServ(client)))]);
}

/** Why the chat does not do what NickServ asks of it. The same line may have asked for more, of others. */
const ITS_REFUSALS: ReadonlySet<Refusal['why']> = new Set([
  'account-exists',
  'account-not-own-name',
  'already-logged-in',
  'not-logged-in',
  'too-many-accounts',
  'fingerprint-invalid',
  'certificate-taken',
  'no-such-certificate',
  'too-many-certificates',
]);

/** Whether it is NickServ who tells the client of it. */
export function isForNickServ(client: Client, { why }: Refusal): boolean {
  return client.isNickServAsked && ITS_REFUSALS.has(why);
}
