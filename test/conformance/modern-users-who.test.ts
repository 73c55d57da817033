// modern-irc "WHO message", "Invisible User Mode"; RFC 2812 section 3.6.1 where it is silent. WHOX has a file of its own.
import { describe, expect, it } from 'vitest';
import {
  type ConformanceClient,
  conformanceServer,
  fresh,
  freshRoom,
  meet,
  message,
  OPER,
  OPERATOR_OPTIONS,
  only,
  TEXT,
} from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS);
const three = async () => [await server.register(), await server.register(), await server.register()] as const;

/** The nicks of a WHO answer, sorted; the end of the list must be there. */
async function found(client: ConformanceClient, mask: string): Promise<string[]> {
  const heard = await client.ask(`WHO ${mask}`);
  expect(heard.at(-1)).toEqual(message('315', client.nick, mask.split(' ')[0], TEXT));
  expect(only(heard, '352')).toHaveLength(heard.length - 1);
  return only(heard, '352')
    .map(({ params }) => params[5] ?? '')
    .sort();
}

describe('WHO message', () => {
  it('of a room has everybody there, with all that is known', async () => {
    const [op, friend] = await three();
    const room = freshRoom();
    await meet(room, op, friend);
    await friend.ask('AWAY :out');
    const [one, two, ...end] = await op.ask(`WHO ${room}`);
    const row = (nick: string, flags: string) =>
      message(
        '352',
        op.nick,
        room,
        expect.stringMatching(/^~?user$/),
        expect.stringMatching(/^[^ !@]+$/),
        one?.source,
        nick,
        flags,
        '0 Real Name',
      );
    const rows = [one, two].sort((a, b) => (a?.params[6] ?? '').localeCompare(b?.params[6] ?? ''));
    expect(rows).toEqual([row(friend.nick, 'G'), row(op.nick, 'H@')]);
    expect(end).toEqual([message('315', op.nick, room, TEXT)]);
  });

  it('names the room as it was asked for', async () => {
    const [op] = await three();
    const room = freshRoom();
    await op.join(room);
    const heard = await op.ask(`WHO ${room}`);
    expect(heard.map(({ params }) => params[1])).toEqual([room, room]);
  });

  it('of a room that is not there, or secret, has nobody', async () => {
    const [op, stranger] = await three();
    const room = freshRoom();
    await op.join(room);
    await op.ask(`MODE ${room} +s`);
    expect(await found(stranger, room)).toEqual([]);
    expect(await found(stranger, '#nowhere')).toEqual([]);
    expect(await found(op, room)).toEqual([op.nick]);
  });

  it('of a name has this one, in any case', async () => {
    const [client, friend] = await three();
    expect(await found(client, friend.nick)).toEqual([friend.nick]);
    expect(await found(client, friend.nick.toUpperCase())).toEqual([friend.nick]);
    expect(await found(client, 'ghost')).toEqual([]);
  });

  it('names a room that both may know of, or none (*)', async () => {
    const [client, friend, other] = await three();
    const [secret, shared] = [freshRoom(), freshRoom()];
    await meet(secret, other, friend);
    await other.ask(`MODE ${secret} +s`);
    const roomShown = async () => only(await client.ask(`WHO ${friend.nick}`), '352')[0]?.params[1];
    expect(await roomShown()).toBe('*');
    await meet(shared, client, friend);
    expect([shared, '*']).toContain(await roomShown());
  });

  it('of a mask has everybody it fits', async () => {
    const name = fresh('masked');
    const client = await server.register();
    const people = [await server.register(`${name}-a`), await server.register(`${name}-b`)];
    expect(await found(client, `${name}-*`)).toEqual(people.map(({ nick }) => nick));
    expect(await found(client, `${name.toUpperCase()}-?`)).toEqual(people.map(({ nick }) => nick));
    expect(await found(client, `*${name}-b`)).toEqual([`${name}-b`]);
    expect(await found(client, `no-${name}*`)).toEqual([]);
  });

  it('without a mask, or with one for all, has an end', async () => {
    const [client] = await three();
    for (const line of ['WHO', 'WHO *', 'WHO 0']) {
      const heard = await client.ask(line);
      expect(heard.at(-1)?.verb).toMatch(line === 'WHO' ? /^(315|461)$/ : /^315$/);
      expect(only(heard.slice(0, -1), '352')).toHaveLength(heard.length - 1);
    }
  });

  it('marks operators, and has only them with “o”', async () => {
    const [client, root, friend] = await three();
    const room = freshRoom();
    await root.ask(OPER);
    await meet(room, client, friend, root);
    const [row] = only(await client.ask(`WHO ${root.nick}`), '352');
    expect(row?.params[6]).toMatch(/^H\*/);
    expect(await found(client, `${room} o`)).toEqual([root.nick]);
  });

  it.each(['multi-prefix', ''])('shows the highest sign, or all with multi-prefix (%s)', async (caps) => {
    const op = await server.register(fresh(), { caps });
    const room = freshRoom();
    await op.join(room);
    await op.ask(`MODE ${room} +v ${op.nick}`);
    const [row] = only(await op.ask(`WHO ${room}`), '352');
    expect(row?.params[6]).toBe(caps === '' ? 'H@' : 'H@+');
  });
});

describe('Invisible User Mode', () => {
  it('hides from masks who shares no room, and not from the own name', async () => {
    const name = fresh('hidden');
    const hidden = await server.register(name);
    const [friend, stranger] = await three();
    await hidden.ask(`MODE ${name} +i`);
    const room = freshRoom();
    await meet(room, hidden, friend);
    expect(await found(stranger, `${name}*`)).toEqual([]);
    expect(await found(stranger, room)).toEqual([friend.nick]);
    expect(await found(friend, `${name}*`)).toEqual([name]);
    expect(await found(friend, room)).toEqual([friend.nick, name].sort());
    expect(await found(hidden, `${name}*`)).toEqual([name]);
    expect(await found(stranger, name)).toEqual([name]);
  });
});
