// modern-irc "JOIN message", "PART message", "Channel Types".
import { describe, expect, it } from 'vitest';
import { conformanceServer, freshRoom, from, isupport, meet, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

describe('JOIN message', () => {
  it('is answered with JOIN and the names, and with no topic where there is none', async () => {
    const client = await server.register();
    const room = freshRoom();
    expect(await client.join(room)).toEqual([
      from(client.nick, 'JOIN', room),
      message('353', client.nick, '=', room, expect.stringMatching(new RegExp(`^@${client.nick} ?$`))),
      message('366', client.nick, room, TEXT),
    ]);
  });

  it('is answered with JOIN, the topic, and the names, in this order', async () => {
    const [client, op] = [await server.register(), await server.register()];
    const room = freshRoom();
    await op.join(room);
    await op.ask(`TOPIC ${room} :What we talk about`);
    const heard = await client.join(room);
    expect(heard.map(({ verb }) => verb)).toEqual(['JOIN', '332', '333', '353', '366']);
    expect(heard[1]).toEqual(message('332', client.nick, room, 'What we talk about'));
    const names = heard[3]?.params.at(-1)?.trim().split(' ').sort();
    expect(names).toEqual([`@${op.nick}`, client.nick].sort());
  });

  it('is told to who is there, and not to who is not', async () => {
    const [client, friend, stranger] = [await server.register(), await server.register(), await server.register()];
    const room = freshRoom();
    await friend.join(room);
    await client.join(room);
    expect(await friend.sync()).toEqual([from(client.nick, 'JOIN', room)]);
    expect(await stranger.sync()).toEqual([]);
  });

  it('lets one hear what is said and done there', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const room = freshRoom();
    await meet(room, friend, client);
    for (const line of [`PRIVMSG ${room} :hi`, `NOTICE ${room} :ho`, `MODE ${room} +m`, `PART ${room}`])
      friend.send(line);
    await friend.sync();
    expect((await client.sync()).map(({ verb }) => verb)).toEqual(['PRIVMSG', 'NOTICE', 'MODE', 'PART']);
  });

  it('takes several rooms, one message for each', async () => {
    const client = await server.register();
    const rooms = [freshRoom(), freshRoom(), freshRoom()];
    const heard = await client.ask(`JOIN ${rooms.join(',')}`);
    expect(only(heard, 'JOIN')).toEqual(rooms.map((room) => from(client.nick, 'JOIN', room)));
    expect(only(heard, '366')).toHaveLength(3);
  });

  it('takes the first key for the first room, and so on', async () => {
    const [op, client] = [await server.register(), await server.register()];
    const [one, two, open] = [freshRoom(), freshRoom(), freshRoom()];
    await op.ask(`JOIN ${one},${two},${open}`);
    await op.ask(`MODE ${one} +k fubar`);
    await op.ask(`MODE ${two} +k foobar`);
    const wrong = await client.ask(`JOIN ${one},${two},${open} foobar,fubar`);
    expect(only(wrong, '475').map(({ params }) => params[1])).toEqual([one, two]);
    expect(only(wrong, 'JOIN')).toEqual([from(client.nick, 'JOIN', open)]);
    const right = await client.ask(`JOIN ${one},${two} fubar,foobar`);
    expect(only(right, 'JOIN')).toEqual([from(client.nick, 'JOIN', one), from(client.nick, 'JOIN', two)]);
  });

  it('of a room where one is already says nothing', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const room = freshRoom();
    await meet(room, client, friend);
    expect(only(await client.ask(`JOIN ${room}`), 'JOIN')).toEqual([]);
    expect(await friend.sync()).toEqual([]);
  });

  it('finds a room in any case, under the name it has', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const room = freshRoom();
    await client.join(room);
    await friend.ask(`JOIN ${room.toUpperCase()}`);
    expect(await client.sync()).toEqual([from(friend.nick, 'JOIN', room)]);
  });

  it.each(['room', '&room', '+room', '!room', '@#room', '#ro\u0007om', ':#two words', '#'])(
    'refuses %s, which no room can be called (403, 476, 479)',
    async (name) => {
      const client = await server.register();
      const heard = await client.ask(`JOIN ${name}`);
      if (name === '#' && heard[0]?.verb === 'JOIN') return;
      expect(heard).toEqual([
        expect.objectContaining({
          verb: expect.stringMatching(/^(403|476|479)$/),
          params: [client.nick, expect.any(String), TEXT],
        }),
      ]);
    },
  );

  it('goes on after a room that cannot be', async () => {
    const client = await server.register();
    const room = freshRoom();
    const heard = await client.ask(`JOIN bad,${room}`);
    expect(heard.map(({ verb }) => verb)).toEqual([expect.stringMatching(/^4\d\d$/), 'JOIN', '353', '366']);
  });

  it('is refused beyond CHANLIMIT (405)', async () => {
    const client = await server.register();
    const limit = Number(/#:(\d+)/.exec(isupport(client).get('CHANLIMIT') ?? '')?.[1]);
    for (let count = 0; count < limit; count++) await client.join(freshRoom());
    const room = freshRoom();
    expect(await client.ask(`JOIN ${room}`)).toEqual([message('405', client.nick, room, TEXT)]);
  });
});

describe('JOIN 0', () => {
  it('leaves all rooms, as PART does', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const rooms = [freshRoom(), freshRoom()];
    for (const room of rooms) await meet(room, client, friend);
    const parts = rooms.map((room) =>
      expect.objectContaining({ verb: 'PART', params: expect.arrayContaining([room]) }),
    );
    const heard = await client.ask('JOIN 0');
    expect(heard).toHaveLength(2);
    expect(heard).toEqual(expect.arrayContaining(parts));
    expect(await friend.sync()).toEqual(expect.arrayContaining(parts));
    expect(await client.ask('JOIN 0')).toEqual([]);
    expect(only(await client.ask(`WHOIS ${client.nick}`), '319')).toEqual([]);
  });
});

describe('PART message', () => {
  it('tells who leaves and who stays, with the reason', async () => {
    const [client, friend, stranger] = [await server.register(), await server.register(), await server.register()];
    const room = freshRoom();
    await meet(room, friend, client);
    const part = from(client.nick, 'PART', room, 'I lost');
    expect(await client.ask(`PART ${room} :I lost`)).toEqual([part]);
    expect(await friend.sync()).toEqual([part]);
    expect(await stranger.sync()).toEqual([]);
    await friend.ask(`PRIVMSG ${room} :gone?`);
    expect(await client.sync()).toEqual([]);
  });

  it('needs no reason', async () => {
    const client = await server.register();
    const room = freshRoom();
    await client.join(room);
    const [part, ...more] = await client.ask(`PART ${room}`);
    expect(part?.params[0]).toBe(room);
    expect(part?.verb).toBe('PART');
    expect(more).toEqual([]);
  });

  it('takes several rooms, with the reason in each message', async () => {
    const client = await server.register();
    const rooms = [freshRoom(), freshRoom()];
    for (const room of rooms) await client.join(room);
    expect(await client.ask(`PART ${rooms.join(',')} :bye`)).toEqual(
      rooms.map((room) => from(client.nick, 'PART', room, 'bye')),
    );
  });

  it('of a room one is not in (442), and of none (403), and goes on', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const [mine, other, none] = [freshRoom(), freshRoom(), freshRoom()];
    await friend.join(other);
    await client.join(mine);
    expect(await client.ask(`PART ${other},${none},${mine}`)).toEqual([
      message('442', client.nick, other, TEXT),
      message('403', client.nick, none, TEXT),
      expect.objectContaining({ verb: 'PART' }),
    ]);
    expect(await friend.sync()).toEqual([]);
  });

  it('ends a room with the last who leaves', async () => {
    const client = await server.register();
    const room = freshRoom();
    await client.join(room);
    await client.ask(`TOPIC ${room} :soon forgotten`);
    await client.ask(`MODE ${room} +s`);
    await client.ask(`PART ${room}`);
    expect((await client.join(room)).map(({ verb }) => verb)).toEqual(['JOIN', '353', '366']);
  });
});

describe('Regular Channels (#)', () => {
  it('make an op of who comes first, and of nobody else', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const room = freshRoom();
    await meet(room, client, friend);
    const [names] = only(await friend.ask(`NAMES ${room}`), '353');
    expect(names?.params.at(-1)?.trim().split(' ').sort()).toEqual([`@${client.nick}`, friend.nick].sort());
  });

  it('keep out what is said from outside, and the topic from everybody, from the start (+nt)', async () => {
    const client = await server.register();
    const room = freshRoom();
    await client.join(room);
    const [modes] = only(await client.ask(`MODE ${room}`), '324');
    expect([...(modes?.params[2] ?? '')].sort()).toEqual(['+', 'n', 't']);
  });
});
