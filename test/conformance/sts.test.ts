// IRCv3 sts
import { describe, expect, it } from 'vitest';
import { tlsOptions } from '../tls.ts';
import { offered, valueTokens } from './capabilities.ts';
import { type ConformanceClient, conformanceServer, message } from './irc.ts';

const tls = await tlsOptions();
const server = conformanceServer(...tls, '--sts-days', '30');
const without = conformanceServer(...tls);

async function policy(client: ConformanceClient): Promise<ReadonlyMap<string, string> | undefined> {
  const value = (await offered(client)).get('sts');
  return value === undefined ? undefined : valueTokens(value);
}

describe('Details', () => {
  it('has an upgrade policy on an insecure connection: the port of a secure one', async () => {
    const tokens = await policy(await server.connect());
    expect(tokens?.get('port')).toBe(String(server.port));
    const secure = await server.connectSecurely(null);
    secure.send('PING x');
    expect((await secure.next()).verb).toBe('PONG');
  });

  it('has a persistence policy on a secure connection: so many seconds', async () => {
    expect((await policy(await server.connectSecurely(null)))?.get('duration')).toBe(String(30 * 86_400));
  });

  it('is an optional configuration setting', async () => {
    expect(await policy(await without.connect())).toBeUndefined();
    expect(await policy(await without.connectSecurely(null))).toBeUndefined();
  });

  it('is not told without a value, so not to who does not know 302', async () => {
    for (const client of [await server.connect(), await server.connectSecurely(null)]) {
      client.send('CAP LS');
      expect((await client.next()).params.at(-1)?.split(' ')).not.toContain('sts');
    }
  });
});

describe('Mechanism', () => {
  it('refuses who requests it, and keeps none of what was asked for with it', async () => {
    for (const client of [await server.connect(), await server.connectSecurely(null)]) {
      await offered(client);
      for (const caps of ['sts', '-sts', 'server-time sts']) {
        client.send(`CAP REQ :${caps}`);
        expect(await client.next()).toEqual(message('CAP', '*', 'NAK', caps));
      }
      client.send('CAP LIST');
      expect((await client.next()).params.at(-1)).toBe('cap-notify');
    }
  });
});
