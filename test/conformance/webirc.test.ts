// IRCv3 webirc
import { describe, expect, it } from 'vitest';
import type { Certificate } from '../certificates.ts';
import { makeCertificate, tlsOptions } from '../tls.ts';
import { type ConformanceClient, conformanceServer, fresh, only } from './irc.ts';

const server = conformanceServer('--webirc-password', 'hunter2', ...(await tlsOptions()));
const IP = '198.51.100.3';
const HOST = '3-100-51-198.location.example-isp.com';

/** Somebody who comes through a gateway with this as its first line. */
async function through(line: string, gateway = server.connect()): Promise<ConformanceClient> {
  const client = await gateway;
  client.send(line);
  const nick = fresh();
  client.send(`NICK ${nick}`);
  client.send('USER user 0 * :Real Name');
  await client.until('001');
  await client.sync();
  return client;
}

async function host(asker: ConformanceClient, nick: string): Promise<string | undefined> {
  return only(await asker.ask(`WHOIS ${nick}`), '311')[0]?.params[3];
}

async function ip(client: ConformanceClient): Promise<string | undefined> {
  return only(await client.ask(`WHO ${client.nick} %i`), '354')[0]?.params[1];
}

describe('Format', () => {
  it('passes the address of the user on', async () => {
    const ann = await through(`WEBIRC hunter2 ExampleGateway ${IP} ${IP}`);
    expect(await host(await server.register(), ann.nick)).toBe(IP);
    expect(await ip(ann)).toBe(IP);
  });

  it('passes a name of the host on', async () => {
    const ann = await through(`WEBIRC hunter2 ExampleGateway ${HOST} ${IP}`);
    // "IRC servers MAY attempt to further validate or resolve hostnames"
    expect([HOST, IP]).toContain(await host(await server.register(), ann.nick));
    expect(await ip(ann)).toBe(IP);
  });

  it.each(['0::1', '2001:db8::1', '2001:db8:0:0:0:0:0:1'])('takes an IPv6 address: %s', async (address) => {
    const ann = await through(`WEBIRC hunter2 ExampleGateway ${address} ${address}`);
    const shown = await host(await server.register(), ann.nick);
    // It does not begin with a colon, which would break messages.
    expect(shown).toMatch(/^[0-9a-f][0-9a-f:]*$/);
  });

  it('is the address by which bans know the user', async () => {
    const room = `#${fresh('room')}`;
    const op = await server.register();
    await op.join(room);
    await op.ask(`MODE ${room} +b *!*@198.51.100.77`);
    const bad = await through('WEBIRC hunter2 ExampleGateway 198.51.100.77 198.51.100.77');
    expect(only(await bad.ask(`JOIN ${room}`), '474')).toHaveLength(1);
    const good = await through(`WEBIRC hunter2 ExampleGateway ${IP} ${IP}`);
    await good.join(room);
  });

  it('comes before capability negotiation, which then works', async () => {
    const client = await server.connect();
    client.send(`WEBIRC hunter2 ExampleGateway ${IP} ${IP}`);
    client.send('CAP REQ :server-time');
    expect((await client.next()).params[1]).toBe('ACK');
  });
});

describe('Options', () => {
  it.each([
    'secure',
    'secure=examplevalue123',
    ':secure=examplevalue local-port=6697 remote-port=21726',
    ':secure local-port=6697 remote-port=21726 certfp-sha-256=22e88c7d6da9b73fbb515ed6a8f6d133c680527a799e3069ca7ce346d90649b2',
    ':unknown=a\\sb',
  ])('are understood: %s', async (options) => {
    const ann = await through(`WEBIRC hunter2 ExampleGateway ${IP} ${IP} ${options}`);
    const whois = await ann.ask(`WHOIS ${ann.nick}`);
    expect(only(whois, '311')[0]?.params[3]).toBe(IP);
    // secure: "ONLY … if the connection from the gateway to the server is also secure with TLS"
    expect(only(whois, '671')).toEqual([]);
  });
});

describe('secure', () => {
  async function whois(options: string, certificate: Certificate | null = null) {
    const gateway = server.connectSecurely(certificate);
    const ann = await through(`WEBIRC hunter2 ExampleGateway ${IP} ${IP} ${options}`, gateway);
    return only(await ann.ask(`WHOIS ${ann.nick}`), '671', '276').map(({ verb }) => verb);
  }

  it.each(['secure', 'secure=examplevalue123', ':remote-port=21726 secure'])(
    'counts through TLS: %s',
    async (options) => {
      expect(await whois(options)).toEqual(['671']);
    },
  );

  it.each(['', 'local-port=6697', ':remote-port=secure insecure'])(
    'is not taken from TLS alone: %s',
    async (options) => {
      expect(await whois(options)).toEqual([]);
    },
  );

  it('does not make the certificate of the gateway that of the user', async () => {
    expect(await whois('secure', await makeCertificate())).toEqual(['671']);
  });
});

describe('Security Considerations', () => {
  it.each([
    ['a wrong password', `WEBIRC wrong ExampleGateway ${IP} ${IP}`],
    ['an address that is none', 'WEBIRC hunter2 ExampleGateway 999.1.2.3 999.1.2.3'],
    ['an address with a mask in it', 'WEBIRC hunter2 ExampleGateway a!b@c a!b@c'],
  ])('closes the connection with ERROR for %s', async (_, line) => {
    const client = await server.connect();
    client.send(line);
    const heard = await client.toTheEnd();
    expect(heard.at(-1)).toEqual(expect.objectContaining({ verb: 'ERROR', params: [expect.stringMatching(/./)] }));
  });

  it('puts no name into masks that could not be a host', async () => {
    const ann = await through(`WEBIRC hunter2 ExampleGateway a!b@c ${IP}`);
    expect(await host(await server.register(), ann.nick)).toMatch(/^[A-Za-z0-9.:-]+$/);
  });

  it('changes nothing about who is in', async () => {
    const ann = await server.register();
    const before = await host(ann, ann.nick);
    await ann.ask(`WEBIRC hunter2 ExampleGateway ${IP} ${IP}`);
    expect(await host(ann, ann.nick)).toBe(before);
  });
});
