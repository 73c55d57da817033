// Accounts and logging in to them, for the tests of everything that shows an account.
import { expect } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { type Arrival, type ConformanceClient, type ConformanceServer, fresh, message, TEXT } from './irc.ts';

export const PASSWORD = 'open-sesame';

/** Bytes of base64 in one AUTHENTICATE (IRCv3 sasl-3.1 "The AUTHENTICATE command"). */
const CHUNK = 400;
/** How an exchange ends. */
const ENDINGS = ['903', '904', '905', '906', '907'] as const;

/** Somebody who has just registered its name, and so is logged in to it. */
export async function registered(
  server: ConformanceServer,
  arrival: Arrival = {},
  password = PASSWORD,
): Promise<ConformanceClient> {
  const client = await server.register(fresh('acc'), arrival);
  const heard = await client.ask(`REGISTER * * :${password}`);
  expect(heard).toContainEqual(message('REGISTER', 'SUCCESS', client.nick, TEXT));
  return client;
}

/** The name of a new account that nobody is logged in to. */
export async function account(server: ConformanceServer, password = PASSWORD): Promise<string> {
  const owner = await registered(server, {}, password);
  owner.send('QUIT');
  await owner.closed;
  return owner.nick;
}

/** A connection that may begin with SASL. */
export async function saslConnection(server: ConformanceServer): Promise<ConformanceClient> {
  const client = await server.connect();
  client.send('CAP REQ :sasl');
  expect(await client.next()).toEqual(message('CAP', '*', 'ACK', 'sasl'));
  return client;
}

/** RFC 4616 in base64. */
export function plainResponse(account: string, password = PASSWORD, authzid = ''): string {
  return Buffer.from(`${authzid}\0${account}\0${password}`).toString('base64');
}

/** Sends a response as SASL wants it cut: an empty one, and the end of one that fills its last chunk, is `+`. */
export function respond(client: ConformanceClient, base64: string): void {
  const chunks = base64.match(new RegExp(`.{1,${CHUNK}}`, 'g')) ?? [];
  for (const chunk of chunks) client.send(`AUTHENTICATE ${chunk}`);
  if (base64.length % CHUNK === 0) client.send('AUTHENTICATE +');
}

/** The next message, which must be a challenge; decoded. */
export async function challenge(client: ConformanceClient): Promise<string> {
  const { verb, params } = await client.next();
  expect({ verb, params }).toEqual({ verb: 'AUTHENTICATE', params: [TEXT] });
  const [base64 = ''] = params;
  return base64 === '+' ? '' : Buffer.from(base64, 'base64').toString();
}

/** All until the exchange has come to an end. */
export async function ending(client: ConformanceClient): Promise<Message[]> {
  const heard: Message[] = [];
  do heard.push(await client.next());
  while (!ENDINGS.some((numeric) => numeric === heard.at(-1)?.verb));
  return heard;
}

/** A whole exchange with PLAIN. */
export async function plain(client: ConformanceClient, account: string, password = PASSWORD): Promise<Message[]> {
  client.send('AUTHENTICATE PLAIN');
  expect(await challenge(client)).toBe('');
  respond(client, plainResponse(account, password));
  return ending(client);
}

/** What RPL_WHOISACCOUNT says of somebody; null: nothing. */
export async function accountOf(asker: ConformanceClient, nick: string): Promise<string | null> {
  const reply = (await asker.ask(`WHOIS ${nick}`)).find(({ verb }) => verb === '330');
  return reply?.params[2] ?? null;
}
