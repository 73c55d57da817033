// NickServ, for clients without SASL, and ChanServ, as everybody knows them: nobody of these names is here, but who writes to
// them is answered.
import type { Person, Refusal } from '../chat/event.ts';
import { fold } from '../chat/names.ts';
import type { Client } from './client.ts';
import { formatMessage } from './message.ts';
import { sourceOf } from './userhost.ts';

export type Service = 'NickServ' | 'ChanServ';

/** Why the chat does not do what a service asks of it. The same line may have asked for more, of others. */
const REFUSALS: Readonly<Record<Service, ReadonlySet<Refusal['why']>>> = {
  NickServ: new Set([
    'account-exists',
    'account-not-own-name',
    'already-logged-in',
    'not-logged-in',
    'name-banned',
    'too-many-sessions',
    'too-many-stay',
    'another-stays',
    'no-such-account',
    'too-many-accounts',
    'fingerprint-invalid',
    'certificate-taken',
    'no-such-certificate',
    'too-many-certificates',
  ]),
  ChanServ: new Set([
    'not-in-room',
    'op-needed',
    'not-logged-in',
    'lobby-not-registered',
    'room-registered',
    'room-not-registered',
    'room-not-yours',
    'too-many-own-rooms',
    'too-many-registered-rooms',
  ]),
};

const SERVICES = Object.keys(REFUSALS) as readonly Service[];

/** The service that has this name. */
export function serviceNamed(name: string): Service | undefined {
  return SERVICES.find((service) => fold(service) === fold(name));
}

/** As clients are shown it. */
export function servicePerson({ server, peer }: Client, service: Service): Person {
  const names = { name: service, username: service, realname: service };
  return { id: service, ...names, peer, cloak: server, operator: false, account: null, bot: false };
}

export function serviceSays(client: Client, service: Service, sentence: string): void {
  client.write([formatMessage('NOTICE', [client.nick, sentence], sourceOf(servicePerson(client, service)))]);
}

/** The service that tells the client of a refusal, if it is one that does. */
export function serviceRefusing({ askedService }: Client, { why }: Refusal): Service | null {
  return askedService !== null && REFUSALS[askedService].has(why) ? askedService : null;
}
