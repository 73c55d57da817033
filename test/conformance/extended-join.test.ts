// IRCv3 extended-join
import { describe, expect, it } from 'vitest';
import { registered } from './accounts.ts';
import { gathering } from './gathering.ts';
import { conformanceServer, freshRoom, from, only } from './irc.ts';

const server = conformanceServer();

describe('Description', () => {
  it('shows the account and the real name of who joins', async () => {
    const { room, people } = await gathering(server, 'extended-join');
    const [bob] = people;
    const ann = await registered(server, { realname: 'Ann of the Tea House' });
    await ann.join(room);
    expect(await bob.sync()).toEqual([from(ann.nick, 'JOIN', room, ann.nick, 'Ann of the Tea House')]);
  });

  it('shows an asterisk for who has no account', async () => {
    const { room, people } = await gathering(server, 'extended-join');
    const [bob] = people;
    const ann = await server.register(undefined, { realname: 'Real' });
    await ann.join(room);
    expect(await bob.sync()).toEqual([from(ann.nick, 'JOIN', room, '*', 'Real')]);
  });

  it("is the form of one's own JOIN too", async () => {
    const ann = await registered(server, { caps: 'extended-join', realname: 'Ann A' });
    const room = freshRoom();
    expect(only(await ann.join(room), 'JOIN')).toEqual([from(ann.nick, 'JOIN', room, ann.nick, 'Ann A')]);
  });

  it('shows the real name of now', async () => {
    const { room, people } = await gathering(server, 'extended-join');
    const [bob] = people;
    const ann = await server.register();
    await ann.ask('SETNAME :Somebody Else');
    await ann.join(room);
    expect(await bob.sync()).toEqual([from(ann.nick, 'JOIN', room, '*', 'Somebody Else')]);
  });

  it('changes nothing for who has not asked for it', async () => {
    const { room, people } = await gathering(server, '');
    const [bob] = people;
    const ann = await registered(server);
    await ann.join(room);
    expect(await bob.sync()).toEqual([from(ann.nick, 'JOIN', room)]);
  });
});
