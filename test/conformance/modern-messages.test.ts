// modern-irc "Sending Messages": PRIVMSG and NOTICE; AWAY and STATUSMSG as far as they answer to them.
import { describe, expect, it } from 'vitest';
import { conformanceServer, fresh, freshRoom, from, isupport, meet, message, TEXT } from './irc.ts';

const server = conformanceServer();
const people = async (count: number) => Promise.all(Array.from({ length: count }, () => server.register()));
const two = async () => [await server.register(), await server.register()] as const;

describe.each(['PRIVMSG', 'NOTICE'])('%s message', (verb) => {
  it('reaches a user, and nobody else', async () => {
    const [client, friend] = await two();
    const stranger = await server.register();
    expect(await client.ask(`${verb} ${friend.nick} :Hello are you receiving this message ?`)).toEqual([]);
    expect(await friend.sync()).toEqual([
      from(client.nick, verb, friend.nick, 'Hello are you receiving this message ?'),
    ]);
    expect(await stranger.sync()).toEqual([]);
  });

  it('reaches a user named in another case, under the real name', async () => {
    const [client, friend] = await two();
    await client.ask(`${verb} ${friend.nick.toUpperCase()} hi`);
    expect(await friend.sync()).toEqual([
      from(client.nick, verb, expect.stringMatching(new RegExp(`^${friend.nick}$`, 'i')), 'hi'),
    ]);
  });

  it('reaches oneself', async () => {
    const client = await server.register();
    expect(await client.ask(`${verb} ${client.nick} :note to self`)).toEqual([
      from(client.nick, verb, client.nick, 'note to self'),
    ]);
  });

  it('reaches everybody in the room but the sender', async () => {
    const [client, friend] = await two();
    const [other, stranger] = await two();
    const room = freshRoom();
    await meet(room, client, friend, other);
    expect(await client.ask(`${verb} ${room} :Hi everyone!`)).toEqual([]);
    for (const one of [friend, other])
      expect(await one.sync()).toEqual([from(client.nick, verb, room, 'Hi everyone!')]);
    expect(await stranger.sync()).toEqual([]);
  });

  it('reaches several targets, each with its own name', async () => {
    const [client, friend] = await two();
    const room = freshRoom();
    await meet(room, friend, client);
    expect(await client.ask(`${verb} ${friend.nick},${room} :both`)).toEqual([]);
    expect(await friend.sync()).toEqual([
      from(client.nick, verb, friend.nick, 'both'),
      from(client.nick, verb, room, 'both'),
    ]);
  });

  it.each(['\u0001ACTION writes a specification\u0001', '\u0001VERSION\u0001', '\u0002bold\u000f 茶馆'])(
    'carries CTCP and formatting untouched',
    async (text) => {
      const [client, friend] = await two();
      await client.ask(`${verb} ${friend.nick} :${text}`);
      expect(await friend.sync()).toEqual([from(client.nick, verb, friend.nick, text)]);
    },
  );
});

describe('PRIVMSG message, what goes wrong', () => {
  it('nobody of that name (401)', async () => {
    const client = await server.register();
    expect(await client.ask('PRIVMSG ghost :hi')).toEqual([message('401', client.nick, 'ghost', TEXT)]);
  });

  it('no such room (403, or 401)', async () => {
    const client = await server.register();
    const room = freshRoom();
    expect(await client.ask(`PRIVMSG ${room} :hi`)).toEqual([
      expect.objectContaining({ verb: expect.stringMatching(/^40[13]$/), params: [client.nick, room, TEXT] }),
    ]);
  });

  it('no recipient (411)', async () => {
    const client = await server.register();
    expect(await client.ask('PRIVMSG')).toEqual([message('411', client.nick, TEXT)]);
  });

  it.each(['', ' :'])('no text (412)', async (end) => {
    const [client, friend] = await two();
    expect(await client.ask(`PRIVMSG ${friend.nick}${end}`)).toEqual([message('412', client.nick, TEXT)]);
    expect(await friend.sync()).toEqual([]);
  });

  it('a room that one is not in, and that takes nothing from outside (404)', async () => {
    const [client, friend] = await two();
    const room = freshRoom();
    await meet(room, friend);
    expect(await client.ask(`PRIVMSG ${room} :hi`)).toEqual([message('404', client.nick, room, TEXT)]);
    expect(await friend.sync()).toEqual([]);
  });

  it('one of several targets', async () => {
    const [client, friend] = await two();
    expect(await client.ask(`PRIVMSG ghost,${friend.nick} :hi`)).toEqual([message('401', client.nick, 'ghost', TEXT)]);
    expect(await friend.sync()).toEqual([from(client.nick, 'PRIVMSG', friend.nick, 'hi')]);
  });

  it('more targets than TARGMAX (407 or dropped)', async () => {
    const client = await server.register();
    const most = Number(/\bPRIVMSG:(\d+)/.exec(isupport(client).get('TARGMAX') ?? '')?.[1]);
    const targets = await people(most + 1);
    await client.ask(`PRIVMSG ${targets.map(({ nick }) => nick).join(',')} :hi`);
    const heard = await Promise.all(targets.map((one) => one.sync()));
    expect(heard.filter((messages) => messages.length > 0).length).toBeLessThanOrEqual(most);
    expect(await client.ask(`PRIVMSG ${targets.slice(0, most).map(({ nick }) => nick)} :hi`)).toEqual([]);
    const all = await Promise.all(targets.slice(0, most).map((one) => one.sync()));
    expect(all.map((messages) => messages.length)).toEqual(Array(most).fill(1));
  });
});

describe('NOTICE message, never answered', () => {
  it.each([
    'NOTICE',
    'NOTICE ghost',
    'NOTICE ghost :hi',
    'NOTICE #nowhere :hi',
    'NOTICE ghost,#nowhere,@#nowhere :hi',
    'NOTICE ghost :',
  ])('%s', async (line) => {
    const client = await server.register();
    expect(await client.ask(line)).toEqual([]);
  });

  it('to a room that one may not speak in, or to somebody away', async () => {
    const [client, friend] = await two();
    const room = freshRoom();
    await meet(room, friend);
    await friend.ask('AWAY :out');
    expect(await client.ask(`NOTICE ${room},${friend.nick} :hi`)).toEqual([]);
    expect(await friend.sync()).toEqual([from(client.nick, 'NOTICE', friend.nick, 'hi')]);
  });
});

describe('AWAY message, RPL_AWAY (301)', () => {
  it('answers a PRIVMSG to somebody away, which is delivered all the same', async () => {
    const [client, friend] = await two();
    await friend.ask('AWAY :Gone to have lunch');
    expect(await client.ask(`PRIVMSG ${friend.nick.toUpperCase()} :hi`)).toEqual([
      message('301', client.nick, friend.nick, 'Gone to have lunch'),
    ]);
    expect(await friend.sync()).toEqual([from(client.nick, 'PRIVMSG', expect.any(String), 'hi')]);
    await friend.ask('AWAY');
    expect(await client.ask(`PRIVMSG ${friend.nick} :hi`)).toEqual([]);
  });

  it('does not answer one to a room', async () => {
    const [client, friend] = await two();
    const room = freshRoom();
    await meet(room, client, friend);
    await friend.ask('AWAY :out');
    expect(await client.ask(`PRIVMSG ${room} :hi`)).toEqual([]);
  });
});

describe('STATUSMSG', () => {
  const signs = { q: '~', o: '@', h: '%', v: '+' } as const;

  it('reaches who has that status or a higher one, and keeps the sign', async () => {
    const room = freshRoom();
    const [op, plain] = await two();
    const ranks = {
      q: await server.register(),
      o: await server.register(),
      h: await server.register(),
      v: await server.register(),
    };
    await meet(room, op, plain, ...Object.values(ranks));
    for (const letter of ['v', 'h', 'o', 'q'] as const) await op.ask(`MODE ${room} +${letter} ${ranks[letter].nick}`);
    for (const one of [plain, ...Object.values(ranks)]) await one.sync();
    expect(isupport(op).get('STATUSMSG')).toBe('~@%+');
    const order = ['q', 'o', 'h', 'v'] as const;
    for (const [least, letter] of order.entries()) {
      const text = fresh('text');
      expect(await op.ask(`PRIVMSG ${signs[letter]}${room} :${text}`)).toEqual([]);
      const heard = [from(op.nick, 'PRIVMSG', `${signs[letter]}${room}`, text)];
      for (const [rank, other] of order.entries())
        expect(await ranks[other].sync()).toEqual(rank <= least ? heard : []);
      expect(await plain.sync()).toEqual([]);
    }
  });

  it('takes several signs for the lowest of them', async () => {
    const room = freshRoom();
    const [op, half] = await two();
    const voiced = await server.register();
    await meet(room, op, half, voiced);
    await op.ask(`MODE ${room} +hv ${half.nick} ${voiced.nick}`);
    for (const one of [half, voiced]) await one.sync();
    expect(await op.ask(`NOTICE @%${room} :ops and halfops`)).toEqual([]);
    expect(await half.sync()).toEqual([from(op.nick, 'NOTICE', expect.stringMatching(/^@?%#/), 'ops and halfops')]);
    expect(await voiced.sync()).toEqual([]);
  });

  it('is refused to who may not speak in the room, or to no room (404, 403, 401)', async () => {
    const room = freshRoom();
    const [op, stranger] = await two();
    await meet(room, op);
    expect((await stranger.ask(`PRIVMSG @${room} :hi`)).map(({ verb }) => verb)).toEqual(['404']);
    expect((await stranger.ask('PRIVMSG @#nowhere :hi')).map(({ verb }) => verb)).toEqual([
      expect.stringMatching(/^40[13]$/),
    ]);
    expect(await op.sync()).toEqual([]);
  });
});
