// modern-irc "NAMES message", "LIST message" with the conditions of "ELIST".
import { describe, expect, it } from 'vitest';
import {
  type ConformanceClient,
  conformanceServer,
  fresh,
  freshRoom,
  isupport,
  meet,
  message,
  only,
  TEXT,
} from './irc.ts';

const server = conformanceServer();

/** The names in all RPL_NAMREPLY of a room, sorted. */
async function names(client: ConformanceClient, room: string): Promise<string[]> {
  const replies = only(await client.ask(`NAMES ${room}`), '353').filter(({ params }) => params[2] === room);
  return replies.flatMap(({ params }) => (params.at(-1) ?? '').trim().split(' ')).sort();
}

describe('NAMES message', () => {
  it('lists who is there with the highest sign, to strangers too', async () => {
    const [op, member, stranger] = [await server.register(), await server.register(), await server.register()];
    const room = freshRoom();
    await meet(room, op, member);
    await op.ask(`MODE ${room} +v ${member.nick}`);
    await op.ask(`MODE ${room} +v ${op.nick}`);
    for (const client of [member, stranger]) {
      await client.sync();
      const [reply, ...end] = await client.ask(`NAMES ${room}`);
      expect(reply).toEqual(message('353', client.nick, '=', room, TEXT));
      expect(reply?.params.at(-1)?.trim().split(' ').sort()).toEqual([`+${member.nick}`, `@${op.nick}`]);
      expect(end).toEqual([message('366', client.nick, room, TEXT)]);
    }
  });

  it('takes several rooms, an end for each', async () => {
    const client = await server.register();
    const rooms = [freshRoom(), freshRoom()];
    for (const room of rooms) await client.join(room);
    const heard = await client.ask(`NAMES ${rooms.join(',')}`);
    expect(heard.map(({ verb, params }) => [verb, params.at(-2)])).toEqual(
      rooms.flatMap((room) => [
        ['353', room],
        ['366', room],
      ]),
    );
  });

  it.each(['#nowhere', 'no-room', '&nowhere'])('ends at once for %s, which is not there', async (room) => {
    const client = await server.register();
    expect(await client.ask(`NAMES ${room}`)).toEqual([message('366', client.nick, room, TEXT)]);
  });

  it('is answered without a room, too', async () => {
    const client = await server.register();
    const room = freshRoom();
    await client.join(room);
    const heard = await client.ask('NAMES');
    expect(heard.at(-1)).toEqual(message('366', client.nick, expect.any(String), TEXT));
    expect(only(heard, '353', '366')).toEqual(heard);
  });

  it('ends at once for a secret room one is not in', async () => {
    const [op, member, stranger] = [await server.register(), await server.register(), await server.register()];
    const room = freshRoom();
    await meet(room, op, member);
    await op.ask(`MODE ${room} +s`);
    await member.sync();
    expect(await stranger.ask(`NAMES ${room}`)).toEqual([message('366', stranger.nick, room, TEXT)]);
    const [reply] = await member.ask(`NAMES ${room}`);
    expect(reply).toEqual(message('353', member.nick, '@', room, TEXT));
  });

  it('shows who is invisible only to who is in the room', async () => {
    const [op, hidden, stranger] = [await server.register(), await server.register(), await server.register()];
    const room = freshRoom();
    await meet(room, op, hidden);
    await hidden.ask(`MODE ${hidden.nick} +i`);
    expect(await names(op, room)).toEqual([`@${op.nick}`, hidden.nick].sort());
    expect(await names(stranger, room)).toEqual([`@${op.nick}`]);
  });
});

describe('LIST message', () => {
  /** `room count topic` of each RPL_LIST, sorted. */
  async function list(client: ConformanceClient, rest: string): Promise<string[]> {
    const heard = await client.ask(`LIST ${rest}`);
    expect(heard.at(-1)).toEqual(message('323', client.nick, TEXT));
    const replies = only(heard, '322');
    expect(heard.length - replies.length).toBeLessThanOrEqual(2); // RPL_LISTSTART may be there
    return replies.map(({ params }) => params.slice(1).join(' ').trim()).sort();
  }

  it('lists the rooms with how many are there and the topic', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const [one, two] = [freshRoom(), freshRoom()];
    await meet(one, client, friend);
    await client.join(two);
    await client.ask(`TOPIC ${one} :What we talk about`);
    const all = await list(await server.register(), '');
    expect(all).toEqual(expect.arrayContaining([`${one} 2 What we talk about`, `${two} 1`]));
    expect(await list(client, `${one},${two},#nowhere`)).toEqual([`${one} 2 What we talk about`, `${two} 1`].sort());
  });

  it('hides secret rooms from who is not there', async () => {
    const [client, stranger] = [await server.register(), await server.register()];
    const room = freshRoom();
    await client.join(room);
    await client.ask(`MODE ${room} +s`);
    for (const rest of ['', room, `${room}*`, '>0', '!nothing']) {
      expect(await list(stranger, rest)).not.toContain(`${room} 1`);
    }
    expect(await list(client, room)).toEqual([`${room} 1`]);
  });

  describe('ELIST', () => {
    it('has all conditions', async () => {
      const client = await server.register();
      expect([...(isupport(client).get('ELIST') ?? '').toUpperCase()].sort()).toEqual(['C', 'M', 'N', 'T', 'U']);
    });

    it('U: by how many are there', async () => {
      const [client, friend] = [await server.register(), await server.register()];
      const [one, two] = [freshRoom(), freshRoom()];
      await client.join(one);
      await meet(two, client, friend);
      const found = await list(client, '>1');
      expect(found).toContain(`${two} 2`);
      expect(found).not.toContain(`${one} 1`);
      const small = await list(client, '<2');
      expect(small).toContain(`${one} 1`);
      expect(small).not.toContain(`${two} 2`);
      expect((await list(client, '>0,<2')).filter((line) => !/^\S+ 1\b/.test(line))).toEqual([]);
    });

    it('M and N: by mask, and by what does not fit it', async () => {
      const client = await server.register();
      const word = fresh('word');
      const [one, two] = [`#a-${word}-b`, `#a-${word}-c`];
      for (const room of [one, two]) await client.join(room);
      expect(await list(client, `*${word}*`)).toEqual([`${one} 1`, `${two} 1`]);
      expect(await list(client, `*${word.toUpperCase()}-?`)).toEqual([`${one} 1`, `${two} 1`]);
      const others = await list(client, `!*${word}-b`);
      expect(others).toContain(`${two} 1`);
      expect(others).not.toContain(`${one} 1`);
      expect(await list(client, `*${word}*,!*-b`)).toEqual([`${two} 1`]);
    });

    it.each(['C', 'c'])('%s: by when the room began, in minutes', async (letter) => {
      const client = await server.register();
      const room = freshRoom();
      await client.join(room);
      expect(await list(client, `${letter}<60`)).toContain(`${room} 1`);
      expect(await list(client, `${letter}>60`)).not.toContain(`${room} 1`);
    });

    it('T: by when the topic was set, in minutes', async () => {
      const client = await server.register();
      const [one, none] = [freshRoom(), freshRoom()];
      for (const room of [one, none]) await client.join(room);
      await client.ask(`TOPIC ${one} :new`);
      const recent = await list(client, 'T<60');
      expect(recent).toContain(`${one} 1 new`);
      expect(recent).not.toContain(`${none} 1`);
      expect(await list(client, 't>60')).not.toContain(`${one} 1 new`);
    });

    it('narrows down the rooms that are named', async () => {
      const [client, friend] = [await server.register(), await server.register()];
      const [one, two] = [freshRoom(), freshRoom()];
      await client.join(one);
      await meet(two, client, friend);
      expect(await list(client, `${one},${two} >1`)).toEqual([`${two} 2`]);
    });
  });
});
