// SASL EXTERNAL: IRCv3 sasl-3.1 and sasl-3.2; RFC 4422 appendix A
import { describe, expect, it } from 'vitest';
import type { Certificate } from '../certificates.ts';
import { makeCertificate, tlsOptions } from '../tls.ts';
import { accountOf, challenge, ending, registered, respond } from './accounts.ts';
import { offered, valueTokens } from './capabilities.ts';
import { type ConformanceClient, conformanceServer, fresh, message, only, TEXT } from './irc.ts';

const server = conformanceServer(...(await tlsOptions()));

/** The name of a new account that this certificate belongs to. */
async function accountWith(certificate: Certificate): Promise<string> {
  const owner = await registered(server);
  const heard = await owner.ask(`NS CERT ADD ${certificate.fingerprint}`);
  expect(only(heard, 'NOTICE')).toHaveLength(1);
  owner.send('QUIT');
  await owner.closed;
  return owner.nick;
}

/** Somebody on the way in who has shown this certificate. */
async function showing(certificate: Certificate | null): Promise<ConformanceClient> {
  const client = await server.connectSecurely(certificate);
  client.send('CAP REQ :sasl');
  expect(await client.next()).toEqual(message('CAP', '*', 'ACK', 'sasl'));
  return client;
}

/** A whole exchange. */
async function external(client: ConformanceClient, authzid = '') {
  client.send('AUTHENTICATE EXTERNAL');
  expect(await challenge(client)).toBe('');
  respond(client, Buffer.from(authzid).toString('base64'));
  return ending(client);
}

describe('Mechanism list in CAP LS', () => {
  it('has EXTERNAL for who has shown a certificate', async () => {
    const client = await server.connectSecurely(await makeCertificate());
    expect(
      valueTokens((await offered(client)).get('sasl'))
        .keys()
        .toArray(),
    ).toContain('EXTERNAL');
  });

  it('does not have it for others', async () => {
    for (const client of [await server.connectSecurely(null), await server.connect()]) {
      const mechanisms = valueTokens((await offered(client)).get('sasl'));
      expect(mechanisms.has('EXTERNAL')).toBe(false);
      expect(mechanisms.has('PLAIN')).toBe(true);
    }
  });
});

describe('The EXTERNAL SASL Mechanism', () => {
  it('logs in with an empty response', async () => {
    const certificate = await makeCertificate();
    const name = await accountWith(certificate);
    const client = await showing(certificate);
    expect(await external(client)).toEqual([message('900', '*', TEXT, name, TEXT), message('903', '*', TEXT)]);
    client.send(`NICK ${name}`);
    client.send('USER user 0 * :Real Name');
    client.send('CAP END');
    expect((await client.until('001', '433')).verb).toBe('001');
    expect(await accountOf(await server.register(), name)).toBe(name);
  });

  it('takes the account itself as the one to act for, and nobody else', async () => {
    const certificate = await makeCertificate();
    const name = await accountWith(certificate);
    const client = await showing(certificate);
    for (const authzid of [fresh(), `${name}\0`, `${name}x`]) {
      expect(await external(client, authzid)).toEqual([message('904', '*', TEXT)]);
    }
    expect(await external(client, name)).toContainEqual(message('903', '*', TEXT));
  });

  it('logs in who is here already', async () => {
    const certificate = await makeCertificate();
    const name = await accountWith(certificate);
    const client = await (await server.connectSecurely(certificate)).register(fresh(), { caps: 'sasl' });
    expect(await external(client)).toContainEqual(message('900', client.nick, TEXT, name, TEXT));
    expect(await accountOf(client, client.nick)).toBe(name);
  });

  it('fails with 904 for a certificate that nobody has added, and for one that was removed', async () => {
    const certificate = await makeCertificate();
    const client = await showing(certificate);
    expect(await external(client)).toEqual([message('904', '*', TEXT)]);
    const name = await accountWith(certificate);
    const owner = await (await server.connectSecurely(certificate)).register(fresh(), { caps: 'sasl' });
    await external(owner);
    await owner.ask(`NICK ${name}`);
    await owner.ask(`NS CERT DEL ${certificate.fingerprint}`);
    expect(await external(client)).toEqual([message('904', '*', TEXT)]);
  });

  it.each(['TLS', 'a plain connection'])('fails with 904 where %s has shown no certificate', async (how) => {
    const client = how === 'TLS' ? await showing(null) : await server.connect();
    if (how !== 'TLS') {
      client.send('CAP REQ :sasl');
      await client.next();
    }
    client.send('AUTHENTICATE EXTERNAL');
    const heard = await ending(client);
    expect(heard.at(-1)).toEqual(message('904', '*', TEXT));
    const [mechanisms] = only(heard, '908');
    expect(mechanisms?.params[1]?.split(',')).not.toContain('EXTERNAL');
  });
});
