// modern-irc "WHOIS message", "WHOWAS message".
import { describe, expect, it } from 'vitest';
import { makeCertificate, tlsOptions } from '../tls.ts';
import { registered } from './accounts.ts';
import {
  type ConformanceClient,
  conformanceServer,
  fresh,
  freshRoom,
  meet,
  message,
  NUMBER,
  OPER,
  OPERATOR_OPTIONS,
  only,
  TEXT,
} from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS, ...(await tlsOptions()));
const two = async () => [await server.register(), await server.register()] as const;
const USERNAME = expect.stringMatching(/^~?user$/);
const HOST = expect.stringMatching(/^[^ !@:][^ !@]*$/);

async function whois(client: ConformanceClient, nick: string, verb: string): Promise<readonly string[] | undefined> {
  return only(await client.ask(`WHOIS ${nick}`), verb)[0]?.params.slice(2);
}

describe('WHOIS message', () => {
  it('tells who it is, from where, since when, and ends', async () => {
    const [client, friend] = await two();
    const heard = await client.ask(`WHOIS ${friend.nick}`);
    const name = client.welcome[0]?.source;
    expect(only(heard, '311')).toEqual([message('311', client.nick, friend.nick, USERNAME, HOST, '*', 'Real Name')]);
    expect(only(heard, '312')).toEqual([message('312', client.nick, friend.nick, name, TEXT)]);
    expect(only(heard, '317')).toEqual([message('317', client.nick, friend.nick, NUMBER, NUMBER, TEXT)]);
    expect(heard.at(-1)).toEqual(message('318', client.nick, friend.nick, TEXT));
    expect(only(heard, '301', '313', '319', '330', '335')).toEqual([]);
    for (const { params } of heard) expect(params.slice(0, 2)).toEqual([client.nick, friend.nick]);
    expect(Math.abs(Number(only(heard, '317')[0]?.params[3]) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('has the name as it is, and at the end as it was asked for', async () => {
    const [client, friend] = await two();
    const asked = friend.nick.toUpperCase();
    const heard = await client.ask(`WHOIS ${asked}`);
    expect(heard[0]?.params[1]).toBe(friend.nick);
    expect(heard.at(-1)).toEqual(message('318', client.nick, asked, TEXT));
  });

  it('of nobody (401), and ends', async () => {
    const client = await server.register();
    expect(await client.ask('WHOIS ghost')).toEqual([
      message('401', client.nick, 'ghost', TEXT),
      message('318', client.nick, 'ghost', TEXT),
    ]);
  });

  it.each(['WHOIS', 'WHOIS :'])('needs a name (431, 461): %s', async (line) => {
    const client = await server.register();
    const heard = await client.ask(line);
    const needed =
      heard[0]?.verb === '431' ? message('431', client.nick, TEXT) : message('461', client.nick, 'WHOIS', TEXT);
    expect(heard).toEqual([needed]);
  });

  it('may be asked of a server, by its name or that of who is on it', async () => {
    const [client, friend] = await two();
    for (const target of [client.welcome[0]?.source, friend.nick]) {
      const heard = await client.ask(`WHOIS ${target} ${friend.nick}`);
      expect(heard[0]).toEqual(message('311', client.nick, friend.nick, USERNAME, HOST, '*', 'Real Name'));
      expect(heard.at(-1)?.verb).toBe('318');
    }
  });

  it('of a server that is not there (402)', async () => {
    const [client, friend] = await two();
    const heard = await client.ask(`WHOIS no.such.server ${friend.nick}`);
    expect(heard[0]).toEqual(message('402', client.nick, 'no.such.server', TEXT));
    expect(only(heard, '311')).toEqual([]);
  });

  it('has the rooms that the asker may know of, with the signs', async () => {
    const [client, friend] = await two();
    const [open, secret, shared] = [freshRoom(), freshRoom(), freshRoom()];
    for (const room of [open, secret]) await friend.join(room);
    await friend.ask(`MODE ${secret} +s`);
    await meet(shared, client, friend);
    await client.ask(`MODE ${shared} +sv ${friend.nick}`);
    await friend.sync();
    const rooms = async (asker: ConformanceClient) =>
      (await whois(asker, friend.nick, '319'))?.[0]?.trim().split(' ').sort();
    expect(await rooms(client)).toEqual([`@${open}`, `+${shared}`].sort());
    expect(await rooms(friend)).toEqual([`@${open}`, `@${secret}`, `+${shared}`].sort());
    expect(await rooms(await server.register())).toEqual([`@${open}`]);
  });

  it('has many rooms in lines that are short enough', async () => {
    const [client, friend] = await two();
    const rooms = Array.from({ length: 20 }, () =>
      `#${'a-long-name-of-a-room-'.repeat(2)}${freshRoom().slice(1)}`.slice(0, 50),
    );
    const wanted = [...new Set(rooms)];
    for (const room of wanted) await friend.join(room);
    const lines = only(await client.ask(`WHOIS ${friend.nick}`), '319').map(
      ({ params }) => params.at(-1)?.trim() ?? '',
    );
    expect(lines.join(' ').split(' ').sort()).toEqual(wanted.map((room) => `@${room}`).sort());
  });

  it('tells that somebody is away (301), an operator (313), a bot (335), logged in (330)', async () => {
    const client = await server.register();
    const friend = await registered(server);
    for (const line of ['AWAY :Gone to have lunch', OPER, `MODE ${friend.nick} +B`]) await friend.ask(line);
    expect(await whois(client, friend.nick, '301')).toEqual(['Gone to have lunch']);
    expect(await whois(client, friend.nick, '313')).toEqual([TEXT]);
    expect(await whois(client, friend.nick, '335')).toEqual([TEXT]);
    expect(await whois(client, friend.nick, '330')).toEqual([friend.nick, TEXT]);
  });

  it('tells everybody of a secure connection (671), and nobody of another', async () => {
    const client = await server.register();
    const friend = await (await server.connectSecurely(null)).register(fresh());
    expect(await whois(client, friend.nick, '671')).toEqual([TEXT]);
    expect(await whois(friend, client.nick, '671')).toBeUndefined();
    expect(await whois(friend, friend.nick, '276')).toBeUndefined();
  });

  it('tells of a certificate (276) only its owner and operators', async () => {
    const certificate = await makeCertificate();
    const client = await server.register();
    const friend = await (await server.connectSecurely(certificate)).register(fresh());
    const told = [expect.stringContaining(certificate.fingerprint)];
    expect(await whois(friend, friend.nick, '276')).toEqual(told);
    expect(await whois(client, friend.nick, '276')).toBeUndefined();
    await client.ask(OPER);
    expect(await whois(client, friend.nick, '276')).toEqual(told);
  });

  it('counts idle seconds from the last word', async () => {
    const [client, friend] = await two();
    await friend.ask(`PRIVMSG ${client.nick} :not idle`);
    await client.sync();
    expect(Number((await whois(client, friend.nick, '317'))?.[0])).toBeLessThan(10);
  });
});

describe('WHOWAS message', () => {
  /** Somebody comes under this name, with this real name, and goes. */
  async function visit(nick: string, realname: string): Promise<void> {
    const client = await server.register(nick, { realname });
    client.send('QUIT');
    await client.closed;
  }

  it('tells of who is gone', async () => {
    const client = await server.register();
    const nick = fresh('gone');
    await visit(nick, 'Once Here');
    const [was, ...rest] = await client.ask(`WHOWAS ${nick}`);
    expect(was).toEqual(message('314', client.nick, nick, USERNAME, HOST, '*', 'Once Here'));
    expect(rest.at(-1)).toEqual(message('369', client.nick, nick, TEXT));
    for (const { params } of rest) expect(params.slice(0, 2)).toEqual([client.nick, nick]);
  });

  it('tells of who is called otherwise now, in any case', async () => {
    const [client, friend] = await two();
    const before = friend.nick;
    await friend.ask(`NICK ${fresh()}`);
    expect(only(await client.ask(`WHOWAS ${before.toUpperCase()}`), '314')[0]?.params.slice(1)).toEqual([
      before,
      USERNAME,
      HOST,
      '*',
      'Real Name',
    ]);
  });

  it('has the latest first, and no more than are asked for', async () => {
    const client = await server.register();
    const nick = fresh('often');
    for (const realname of ['first', 'second', 'third']) await visit(nick, realname);
    const names = async (count: string) =>
      only(await client.ask(`WHOWAS ${nick}${count}`), '314').map(({ params }) => params.at(-1));
    expect(await names('')).toEqual(['third', 'second', 'first']);
    expect(await names(' 2')).toEqual(['third', 'second']);
    expect(await names(' 1')).toEqual(['third']);
    for (const all of [' 0', ' -1', ' 9']) expect(await names(all)).toHaveLength(3);
  });

  it('of nobody (406), and ends (369)', async () => {
    const client = await server.register();
    for (const nick of ['ghost', client.nick]) {
      expect(await client.ask(`WHOWAS ${nick}`)).toEqual([
        message('406', client.nick, nick, TEXT),
        message('369', client.nick, nick, TEXT),
      ]);
    }
  });

  it('needs a name (431, 461)', async () => {
    const client = await server.register();
    const heard = await client.ask('WHOWAS');
    const needed =
      heard[0]?.verb === '431' ? message('431', client.nick, TEXT) : message('461', client.nick, 'WHOWAS', TEXT);
    expect(heard).toEqual([needed]);
  });
});
