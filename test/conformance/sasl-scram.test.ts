// IRCv3 sasl-3.1 with SCRAM-SHA-256 (RFC 5802, RFC 7677)
import { describe, expect, it } from 'vitest';
import { account, accountOf, challenge, ending, PASSWORD, plain, respond, saslConnection } from './accounts.ts';
import { type ConformanceClient, conformanceServer, fresh, message, TEXT } from './irc.ts';
import { attributes, type ScramFirst, scramFinal, scramFirst } from './scram.ts';

const server = conformanceServer();
const FAILED = [message('904', '*', TEXT)];

function encode(text: string): string {
  return Buffer.from(text).toString('base64');
}

/** Sends the client's first message. @returns the server's, as it came */
async function begin(client: ConformanceClient, first: ScramFirst): Promise<string> {
  client.send('AUTHENTICATE SCRAM-SHA-256');
  expect(await challenge(client)).toBe('');
  respond(client, encode(first.message));
  return challenge(client);
}

/** All that comes after the client's final message; what the server may say before it fails is read over. */
async function failing(client: ConformanceClient, final: string): Promise<unknown[]> {
  respond(client, encode(final));
  const heard = [await client.next()];
  // RFC 5802 section 7: the server may say why, and then the client answers with nothing.
  if (heard[0]?.verb === 'AUTHENTICATE') {
    expect(Buffer.from(heard[0].params[0] ?? '', 'base64').toString()).toMatch(/^e=/);
    client.send('AUTHENTICATE +');
    return [await client.next()];
  }
  return heard;
}

describe('SCRAM-SHA-256', () => {
  it.each(['n,,', 'y,,'])('proves each to the other (%s)', async (gs2) => {
    const name = await account(server);
    const client = await saslConnection(server);
    const first = scramFirst(name, gs2);
    const serverFirst = await begin(client, first);
    const { r: nonce = '', s: salt = '', i: iterations } = attributes(serverFirst);
    expect(nonce.startsWith(first.nonce)).toBe(true);
    expect(nonce.length).toBeGreaterThan(first.nonce.length);
    expect(Buffer.from(salt, 'base64').length).toBeGreaterThan(7);
    // RFC 7677 section 4
    expect(Number(iterations)).toBeGreaterThanOrEqual(4096);
    const final = scramFinal(first, serverFirst, PASSWORD);
    respond(client, encode(final.message));
    expect(final.isProof(await challenge(client))).toBe(true);
    client.send('AUTHENTICATE +');
    expect(await ending(client)).toEqual([message('900', '*', TEXT, name, TEXT), message('903', '*', TEXT)]);
    client.send(`NICK ${name}`);
    client.send('USER user 0 * :Real Name');
    client.send('CAP END');
    await client.until('001');
    await client.sync();
    expect(await accountOf(client, name)).toBe(name);
  });

  it('logs nobody in before the empty response to the last challenge', async () => {
    const name = await account(server);
    const client = await saslConnection(server);
    const first = scramFirst(name);
    const final = scramFinal(first, await begin(client, first), PASSWORD);
    respond(client, encode(final.message));
    await challenge(client);
    client.send('AUTHENTICATE *');
    expect(await ending(client)).toEqual([message('906', '*', TEXT)]);
    client.send(`NICK ${fresh()}`);
    client.send('USER user 0 * :Real Name');
    client.send('CAP END');
    await client.until('001');
    await client.sync();
    expect(await accountOf(client, client.nick)).toBeNull();
  });

  it('takes another nonce each time, and the same salt', async () => {
    const name = await account(server);
    const client = await saslConnection(server);
    const seen: Readonly<Record<string, string>>[] = [];
    for (let count = 0; count < 2; count++) {
      seen.push(attributes(await begin(client, scramFirst(name))));
      client.send('AUTHENTICATE *');
      await ending(client);
    }
    expect(seen[0]?.s).toBe(seen[1]?.s);
    expect(seen[0]?.r).not.toBe(seen[1]?.r);
  });

  it('fails for another password', async () => {
    const name = await account(server);
    const client = await saslConnection(server);
    const first = scramFirst(name);
    const final = scramFinal(first, await begin(client, first), 'wrong');
    expect(await failing(client, final.message)).toEqual(FAILED);
    expect(await plain(client, name)).toContainEqual(message('903', '*', TEXT));
  });

  it('does not show that an account does not exist', async () => {
    const name = fresh();
    const client = await saslConnection(server);
    const first = scramFirst(name);
    const serverFirst = await begin(client, first);
    const { s: salt = '', i: iterations } = attributes(serverFirst);
    const real = await account(server);
    const other = await saslConnection(server);
    const shown = attributes(await begin(other, scramFirst(real)));
    expect([salt.length, iterations]).toEqual([shown.s?.length, shown.i]);
    expect(await failing(client, scramFinal(first, serverFirst, PASSWORD).message)).toEqual(FAILED);
    const again = attributes(await begin(client, scramFirst(name)));
    expect(again.s).toBe(salt);
  });

  it.each([
    ['the nonce', (final: string) => final.replace(/r=./, 'r=~')],
    ['only the nonce of the client', (final: string) => final.replace(/(r=.{24})[^,]*/, '$1')],
    ['the channel binding', (final: string) => final.replace(/^c=[^,]*/, `c=${encode('y,,')}`)],
    ['the proof', (final: string) => final.replace(/p=.*/, `p=${'A'.repeat(43)}=`)],
    ['the length of the proof', (final: string) => final.replace(/p=.*/, 'p=AAAA')],
    ['the proof left out', (final: string) => final.replace(/,p=.*/, '')],
    ['what is not SCRAM at all', () => 'hello'],
    ['nothing', () => ''],
  ])('fails for a final message with %s changed', async (_, change) => {
    const name = await account(server);
    const client = await saslConnection(server);
    const first = scramFirst(name);
    const final = scramFinal(first, await begin(client, first), PASSWORD);
    expect(await failing(client, change(final.message))).toEqual(FAILED);
  });

  it.each([
    ['channel binding, which is not offered', (name: string) => scramFirst(name, 'p=tls-unique,,').message],
    ['somebody else to act for', (name: string) => scramFirst(name, 'n,a=somebody-else,').message],
    ['an extension it does not know', (name: string) => `n,,m=x,${scramFirst(name).bare}`],
    ['no nonce', (name: string) => `n,,n=${name}`],
    ['no name', () => 'n,,n=,r=abcdefgh'],
    ['an escape that is none', (name: string) => `n,,n=${name}=20,r=abcdefgh`],
    ['nothing of SCRAM', () => 'hello'],
    ['nothing', () => ''],
  ])('fails for a first message with %s', async (_, first) => {
    const name = await account(server);
    const client = await saslConnection(server);
    client.send('AUTHENTICATE SCRAM-SHA-256');
    await challenge(client);
    respond(client, encode(first(name)));
    expect(await ending(client)).toEqual(FAILED);
    expect(await plain(client, name)).toContainEqual(message('903', '*', TEXT));
  });

  it('takes the account itself as the one to act for', async () => {
    const name = await account(server);
    const client = await saslConnection(server);
    const first = scramFirst(name, `n,a=${name},`);
    const final = scramFinal(first, await begin(client, first), PASSWORD);
    respond(client, encode(final.message));
    expect(final.isProof(await challenge(client))).toBe(true);
  });
});
