// IRCv3 away-notify
import { describe, expect, it } from 'vitest';
import { comeIn, gathering } from './gathering.ts';
import { conformanceServer, freshRoom, from, message, TEXT } from './irc.ts';

const server = conformanceServer();

describe('Description', () => {
  it('tells when somebody goes, changes the message, and comes back', async () => {
    const { people } = await gathering(server, '', 'away-notify', '');
    const [ann, bob, cid] = people;
    await ann.ask('AWAY :Gone to lunch');
    expect(await bob.sync()).toEqual([from(ann.nick, 'AWAY', 'Gone to lunch')]);
    await ann.ask('AWAY :Gone to bed');
    expect(await bob.sync()).toEqual([from(ann.nick, 'AWAY', 'Gone to bed')]);
    await ann.ask('AWAY');
    expect(await bob.sync()).toEqual([from(ann.nick, 'AWAY')]);
    expect(await cid.sync()).toEqual([]);
  });

  it('tells when somebody joins who is away', async () => {
    const { room, people } = await gathering(server, 'away-notify', '');
    const [bob, cid] = people;
    const ann = await server.register();
    await ann.ask('AWAY :Gone to lunch');
    expect(await bob.sync()).toEqual([]);
    await ann.join(room);
    expect(await bob.sync()).toEqual([from(ann.nick, 'JOIN', room), from(ann.nick, 'AWAY', 'Gone to lunch')]);
    expect(await cid.sync()).toEqual([from(ann.nick, 'JOIN', room)]);
  });

  it('says nothing when somebody joins who is here', async () => {
    const { room, people } = await gathering(server, 'away-notify');
    const [bob] = people;
    const ann = await server.register();
    await ann.join(room);
    expect(await bob.sync()).toEqual([from(ann.nick, 'JOIN', room)]);
  });

  it('does not tell somebody of itself', async () => {
    const { people } = await gathering(server, 'away-notify');
    const [ann] = people;
    expect(await ann.ask('AWAY :gone')).toEqual([message('306', ann.nick, TEXT)]);
    expect(await ann.ask('AWAY')).toEqual([message('305', ann.nick, TEXT)]);
    await ann.ask('AWAY :gone');
    expect((await ann.join(freshRoom())).map(({ verb }) => verb)).toEqual(['JOIN', '353', '366']);
  });

  it('tells everybody once, and nobody without a common channel', async () => {
    const { people } = await gathering(server, '', 'away-notify');
    const [ann, bob] = people;
    const second = freshRoom();
    await ann.join(second);
    await comeIn(second, bob, ann);
    const out = await server.register(undefined, { caps: 'away-notify' });
    await ann.ask('AWAY :gone');
    expect(await bob.sync()).toEqual([from(ann.nick, 'AWAY', 'gone')]);
    expect(await out.sync()).toEqual([]);
  });
});
