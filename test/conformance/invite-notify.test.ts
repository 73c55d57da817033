// IRCv3 invite-notify
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { conformanceServer, from, message, only } from './irc.ts';

const server = conformanceServer();

describe('Description', () => {
  it('tells those who may invite', async () => {
    const { room, people } = await gathering(server, '', 'invite-notify', '');
    const [ann, bob, cid] = people;
    await ann.ask(`MODE ${room} +oo ${bob.nick} ${cid.nick}`);
    for (const person of [bob, cid]) await person.sync();
    const guest = await server.register();
    expect(await ann.ask(`INVITE ${guest.nick} ${room}`)).toEqual([message('341', ann.nick, guest.nick, room)]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'INVITE', guest.nick, room)]);
    expect(await cid.sync()).toEqual([]);
    expect(await guest.sync()).toEqual([from(ann.nick, 'INVITE', guest.nick, room)]);
  });

  it('tells nobody outside the room', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const out = await server.register(undefined, { caps: 'invite-notify' });
    const guest = await server.register(undefined, { caps: 'invite-notify' });
    await ann.ask(`INVITE ${guest.nick} ${room}`);
    expect(await out.sync()).toEqual([]);
    expect(await guest.sync()).toEqual([from(ann.nick, 'INVITE', guest.nick, room)]);
  });

  it('tells of no invitation that was refused', async () => {
    const { room, people } = await gathering(server, 'invite-notify', '');
    const [ann, bob] = people;
    await ann.ask(`MODE ${room} +i`);
    await bob.sync();
    const guest = await server.register();
    expect(only(await bob.ask(`INVITE ${guest.nick} ${room}`), '482')).toHaveLength(1);
    expect(await ann.sync()).toEqual([]);
  });
});
