// IRCv3 chghost. Which command changes a host is up to the server; here an operator's `CHGHOST nick user host`.
import { describe, expect, it } from 'vitest';
import { registered } from './accounts.ts';
import { comeIn, gathering } from './gathering.ts';
import {
  type ConformanceClient,
  conformanceServer,
  freshRoom,
  from,
  message,
  OPER,
  OPERATOR_OPTIONS,
  only,
} from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS);
const USER = 'newuser';
const HOST = 'tea.house.example';

async function operator(): Promise<ConformanceClient> {
  const root = await server.register();
  expect(only(await root.ask(OPER), '381')).toHaveLength(1);
  return root;
}

async function change(nick: string, user = USER, host = HOST): Promise<void> {
  const root = await operator();
  const errors = (await root.ask(`CHGHOST ${nick} ${user} ${host}`)).filter(({ verb }) => /^[45]|^FAIL$/.test(verb));
  expect(errors).toEqual([]);
}

async function mask(asker: ConformanceClient, nick: string): Promise<string> {
  const whois = (await asker.ask(`WHOIS ${nick}`)).find(({ verb }) => verb === '311');
  const [, name, user, host] = whois?.params ?? [];
  return `${name}!${user}@${host}`;
}

describe('The chghost capability', () => {
  it('tells people on common channels, and who is changed, once', async () => {
    const { people } = await gathering(server, 'chghost', 'chghost');
    const [ann, bob] = people;
    const second = freshRoom();
    await ann.join(second);
    await comeIn(second, bob, ann);
    const out = await server.register(undefined, { caps: 'chghost' });
    const before = await mask(bob, ann.nick);
    await change(ann.nick);
    const expected = [expect.objectContaining({ source: before, verb: 'CHGHOST', params: [USER, HOST] })];
    expect(await bob.sync()).toEqual(expected);
    expect(only(await ann.sync(), 'CHGHOST', 'QUIT', 'JOIN', 'MODE')).toEqual(expected);
    expect(await out.sync()).toEqual([]);
  });

  it('is true of all that is said afterwards', async () => {
    const { room, people } = await gathering(server, '', 'chghost');
    const [ann, bob] = people;
    await change(ann.nick);
    await bob.sync();
    const after = `${ann.nick}!${USER}@${HOST}`;
    expect(await mask(bob, ann.nick)).toBe(after);
    await ann.ask(`PRIVMSG ${room} :hi`);
    expect((await bob.sync()).map(({ source }) => source)).toEqual([after]);
  });

  it('is for operators', async () => {
    const { people } = await gathering(server, '', 'chghost');
    const [ann, bob] = people;
    expect(only(await bob.ask(`CHGHOST ${ann.nick} ${USER} ${HOST}`), '481')).toHaveLength(1);
    expect(await mask(bob, ann.nick)).not.toBe(`${ann.nick}!${USER}@${HOST}`);
  });
});

describe('The CHGHOST message', () => {
  it('names both, though one of them stays what it was', async () => {
    const { people } = await gathering(server, '', 'chghost');
    const [ann, bob] = people;
    const [, user = '', host = ''] = (await mask(bob, ann.nick)).split(/[!@]/);
    await change(ann.nick, user, HOST);
    expect(await bob.sync()).toEqual([from(ann.nick, 'CHGHOST', user, HOST)]);
    await change(ann.nick, '~other', HOST);
    expect(await bob.sync()).toEqual([from(ann.nick, 'CHGHOST', '~other', HOST)]);
    await change(ann.nick, user, host);
    expect(await bob.sync()).toEqual([from(ann.nick, 'CHGHOST', user, host)]);
  });
});

describe('Fallback when the chghost capability has not been negotiated', () => {
  it('is as if the client had come back', async () => {
    const { room, people } = await gathering(server, '', '', 'chghost');
    const [ann, bob, cid] = people;
    await ann.ask(`MODE ${room} +v ${ann.nick}`);
    for (const person of [bob, cid]) await person.sync();
    const before = await mask(bob, ann.nick);
    await change(ann.nick);
    const [quit, join, mode, ...rest] = await bob.sync();
    expect(rest).toEqual([]);
    expect(quit).toMatchObject({ source: before, verb: 'QUIT', params: [expect.stringMatching(/./)] });
    expect(join).toMatchObject({ source: `${ann.nick}!${USER}@${HOST}`, verb: 'JOIN', params: [room] });
    expect(mode).toEqual(message('MODE', room, expect.stringMatching(/^\+(ov|vo)$/), ann.nick, ann.nick));
    expect((await cid.sync()).map(({ verb }) => verb)).toEqual(['CHGHOST']);
  });

  it('sends no MODE for who has none, and a QUIT for all rooms together', async () => {
    const { room, people } = await gathering(server, '');
    const [bob] = people;
    const ann = await registered(server);
    const second = freshRoom();
    await bob.join(second);
    for (const place of [room, second]) await comeIn(place, ann, bob);
    await change(ann.nick);
    const heard = await bob.sync();
    expect(heard.map(({ verb }) => verb)).toEqual(['QUIT', 'JOIN', 'JOIN']);
    expect(
      heard
        .slice(1)
        .map(({ params }) => params[0])
        .sort(),
    ).toEqual([room, second].sort());
  });

  it('has the form that each client wants', async () => {
    const { room, people } = await gathering(server, 'extended-join', 'extended-join away-notify');
    const [bob, cid] = people;
    const ann = await registered(server, { realname: 'Ann A' });
    await ann.ask('AWAY :gone');
    await ann.join(room);
    for (const person of [bob, cid]) await person.sync();
    await change(ann.nick);
    expect(only(await bob.sync(), 'JOIN')).toEqual([from(ann.nick, 'JOIN', room, ann.nick, 'Ann A')]);
    // Who was away has not come back by this.
    expect(only(await cid.sync(), 'JOIN', 'AWAY')).toEqual([
      from(ann.nick, 'JOIN', room, ann.nick, 'Ann A'),
      from(ann.nick, 'AWAY', 'gone'),
    ]);
  });

  it('does not make somebody see itself leave', async () => {
    const { people } = await gathering(server, '');
    const [ann] = people;
    await change(ann.nick);
    expect(only(await ann.sync(), 'QUIT', 'JOIN', 'CHGHOST')).toEqual([]);
  });
});
