// IRCv3 channel-rename (draft/channel-rename)
import { describe, expect, it } from 'vitest';
import { registered } from './accounts.ts';
import { answerTo } from './batches.ts';
import { comeIn, gathering } from './gathering.ts';
import { conformanceServer, freshRoom, from, message, NUMBER, only, TEXT } from './irc.ts';

const server = conformanceServer();
const CAP = 'draft/channel-rename';

describe('Messages', () => {
  it('tells everybody with the capability, with the reason or an empty one', async () => {
    const { room, people } = await gathering(server, CAP, CAP);
    const [ann, bob] = people;
    const [second, third] = [freshRoom(), freshRoom()];
    expect(await ann.ask(`RENAME ${room} ${second} :Typo fix`)).toEqual([
      from(ann.nick, 'RENAME', room, second, 'Typo fix'),
    ]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'RENAME', room, second, 'Typo fix')]);
    expect(await ann.ask(`RENAME ${second} ${third}`)).toEqual([from(ann.nick, 'RENAME', second, third, '')]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'RENAME', second, third, '')]);
  });

  it('keeps members, modes, lists and the topic', async () => {
    const { room, people } = await gathering(server, CAP, CAP);
    const [ann, bob] = people;
    const after = freshRoom();
    await ann.ask(`TOPIC ${room} :What this is about`);
    await ann.ask(`MODE ${room} +mkvb secret ${bob.nick} *!*@example.com`);
    await ann.ask(`RENAME ${room} ${after}`);
    for (const person of people) await person.sync();
    const [names] = only(await ann.ask(`NAMES ${after}`), '353');
    expect(names?.params.at(-1)?.split(' ').sort()).toEqual([`+${bob.nick}`, `@${ann.nick}`].sort());
    expect(only(await ann.ask(`TOPIC ${after}`), '332')).toEqual([
      message('332', ann.nick, after, 'What this is about'),
    ]);
    const [modes] = only(await ann.ask(`MODE ${after}`), '324');
    expect(modes?.params[2]).toMatch(/^(?=.*k)(?=.*m)\+/);
    expect(only(await ann.ask(`MODE ${after} b`), '367')[0]?.params.slice(1, 3)).toEqual([after, '*!*@example.com']);
    await bob.ask(`PRIVMSG ${after} :hi`);
    expect(await ann.sync()).toEqual([from(bob.nick, 'PRIVMSG', after, 'hi')]);
    const out = await server.register();
    expect(only(await out.ask(`JOIN ${after}`), '475')).toHaveLength(1);
  });

  it('can change the case only', async () => {
    const { room, people } = await gathering(server, CAP, CAP, '');
    const [ann, bob, cid] = people;
    const after = room.toUpperCase();
    expect(await ann.ask(`RENAME ${room} ${after}`)).toEqual([from(ann.nick, 'RENAME', room, after, '')]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'RENAME', room, after, '')]);
    // The fallback "SHOULD NOT be used".
    expect(only(await cid.sync(), 'PART', 'JOIN', 'RENAME')).toEqual([]);
    await ann.ask(`PRIVMSG ${room} :hi`);
    expect(await bob.sync()).toEqual([from(ann.nick, 'PRIVMSG', expect.stringMatching(/./), 'hi')]);
  });

  it('leaves the old name to nobody in the room', async () => {
    const { room, people } = await gathering(server, CAP, CAP);
    const [ann, bob] = people;
    await ann.ask(`RENAME ${room} ${freshRoom()}`);
    await bob.sync();
    const [reply] = await bob.ask(`PRIVMSG ${room} :hi`);
    expect(['401', '403', '404']).toContain(reply?.verb);
    expect(await ann.sync()).toEqual([]);
  });
});

describe('Errors', () => {
  it('CHANNEL_NAME_IN_USE for a name that another channel has', async () => {
    const { room, people } = await gathering(server, CAP, CAP);
    const [ann, bob] = people;
    const taken = freshRoom();
    const other = await server.register();
    await other.join(taken);
    expect(await ann.ask(`RENAME ${room} ${taken}`)).toEqual([
      message('FAIL', 'RENAME', 'CHANNEL_NAME_IN_USE', room, taken, TEXT),
    ]);
    for (const person of [bob, other]) expect(await person.sync()).toEqual([]);
  });

  it.each(['nothash', '%local', '#no:such*name', `#${'x'.repeat(300)}`])('CANNOT_RENAME to %s', async (name) => {
    const { room, people } = await gathering(server, CAP, CAP);
    const [ann, bob] = people;
    expect(await ann.ask(`RENAME ${room} ${name}`)).toEqual([
      message('FAIL', 'RENAME', 'CANNOT_RENAME', room, name, TEXT),
    ]);
    expect(await bob.sync()).toEqual([]);
  });

  it('482 for who is no op', async () => {
    const { room, people } = await gathering(server, CAP, CAP);
    const [ann, bob] = people;
    expect(await bob.ask(`RENAME ${room} ${freshRoom()}`)).toEqual([message('482', bob.nick, room, TEXT)]);
    expect(await ann.sync()).toEqual([]);
  });

  it('442 for who is not in the channel, 403 for one that is not there, 461 for no name', async () => {
    const { room } = await gathering(server, CAP);
    const out = await server.register(undefined, { caps: CAP });
    expect(await out.ask(`RENAME ${room} ${freshRoom()}`)).toEqual([message('442', out.nick, room, TEXT)]);
    const nowhere = freshRoom();
    expect(await out.ask(`RENAME ${nowhere} ${freshRoom()}`)).toEqual([message('403', out.nick, nowhere, TEXT)]);
    expect(await out.ask(`RENAME ${room}`)).toEqual([message('461', out.nick, 'RENAME', TEXT)]);
  });
});

describe('Channel redirection', () => {
  it('opens a new channel under the old name, or tells of the new one', async () => {
    const { room, people } = await gathering(server, CAP);
    const [ann] = people;
    const after = freshRoom();
    await ann.ask(`RENAME ${room} ${after}`);
    const out = await server.register(undefined, { caps: CAP });
    const [first] = await out.ask(`JOIN ${room}`);
    expect([
      from(out.nick, 'JOIN', room),
      message('FAIL', 'JOIN', 'CHANNEL_RENAMED', room, after, TEXT),
    ]).toContainEqual(first);
    expect(only(await ann.sync(), 'JOIN')).toEqual([]);
  });
});

describe('Fallback', () => {
  it('is PART and JOIN with all that comes with it', async () => {
    const { room, people } = await gathering(server, CAP, '');
    const [ann, bob] = people;
    await ann.ask(`TOPIC ${room} :What this is about`);
    await bob.sync();
    const after = freshRoom();
    await ann.ask(`RENAME ${room} ${after} :Typo fix`);
    expect(await bob.sync()).toEqual([
      from(bob.nick, 'PART', room, 'Typo fix'),
      from(bob.nick, 'JOIN', after),
      message('332', bob.nick, after, 'What this is about'),
      message('333', bob.nick, after, expect.stringMatching(new RegExp(`^${ann.nick}(!|$)`)), NUMBER),
      message('353', bob.nick, expect.stringMatching(/^[=@*]$/), after, TEXT),
      message('366', bob.nick, after, TEXT),
    ]);
  });

  it('has no reason and no topic when there is none', async () => {
    const { room, people } = await gathering(server, CAP, '');
    const [ann, bob] = people;
    const after = freshRoom();
    await ann.ask(`RENAME ${room} ${after}`);
    const heard = await bob.sync();
    expect(heard.map(({ verb }) => verb)).toEqual(['PART', 'JOIN', '353', '366']);
    expect(heard[0]?.params[1] ?? '').toBe('');
  });

  it('is what who renames sees without the capability', async () => {
    const { room, people } = await gathering(server, '', CAP);
    const [ann, bob] = people;
    const after = freshRoom();
    const heard = await ann.ask(`RENAME ${room} ${after} :Changing the channel name`);
    expect(heard.slice(0, 2)).toEqual([
      from(ann.nick, 'PART', room, 'Changing the channel name'),
      from(ann.nick, 'JOIN', after),
    ]);
    expect(heard.map(({ verb }) => verb)).toEqual(['PART', 'JOIN', '353', '366']);
    expect(await bob.sync()).toEqual([from(ann.nick, 'RENAME', room, after, 'Changing the channel name')]);
  });

  it('is one answer when it has a label', async () => {
    const { room, people } = await gathering(server, 'labeled-response batch');
    const [ann] = people;
    const answer = answerTo('x', await ann.ask(`@label=x RENAME ${room} ${freshRoom()}`));
    expect(answer.map(({ verb }) => verb)).toEqual(['PART', 'JOIN', '353', '366']);
  });

  it('has the form that each client wants', async () => {
    const { room, people } = await gathering(server, CAP);
    const [ann] = people;
    const bob = await registered(server, { caps: 'extended-join no-implicit-names', realname: 'Bob B' });
    await comeIn(room, bob, ann);
    const after = freshRoom();
    await ann.ask(`RENAME ${room} ${after}`);
    const heard = await bob.sync();
    expect(heard.map(({ verb }) => verb)).toEqual(['PART', 'JOIN']);
    expect(heard[1]).toEqual(from(bob.nick, 'JOIN', after, bob.nick, 'Bob B'));
  });
});
