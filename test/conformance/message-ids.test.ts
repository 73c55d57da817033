// IRCv3 message-ids
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer } from './irc.ts';

const server = conformanceServer();

async function ids(client: ConformanceClient): Promise<(string | undefined)[]> {
  return (await client.sync()).map(({ tags }) => tags.get('msgid'));
}

describe('Dependencies', () => {
  it('sends IDs only while message-tags is enabled', async () => {
    const { room, people } = await gathering(server, '', '', 'server-time batch');
    const [ann, bob, cid] = people;
    await ann.ask(`PRIVMSG ${room} :Hello`);
    expect(await ids(bob)).toEqual([undefined]);
    await bob.ask('CAP REQ message-tags');
    await ann.ask(`PRIVMSG ${room} :Hello again`);
    expect(await ids(bob)).toEqual([expect.any(String)]);
    await bob.ask('CAP REQ -message-tags');
    await ann.ask(`PRIVMSG ${room} :Another hello`);
    expect(await ids(bob)).toEqual([undefined]);
    expect(await ids(cid)).toEqual([undefined, undefined, undefined]);
  });
});

describe('Tags', () => {
  it.each(['PRIVMSG', 'NOTICE'])('puts an ID on every %s, to rooms and people', async (verb) => {
    const { room, people } = await gathering(server, '', 'message-tags');
    const [ann, bob] = people;
    await ann.ask(`MODE ${room} +o ${bob.nick}`);
    await bob.sync();
    for (const target of [room, bob.nick, `@${room}`]) await ann.ask(`${verb} ${target} :hi`);
    expect(await ids(bob)).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  });
});

describe('Tag value', () => {
  it('is unique and fit for a parameter', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags');
    const [ann, bob] = people;
    for (let count = 0; count < 50; count++) ann.send(`PRIVMSG ${room} :hi`);
    for (let count = 0; count < 50; count++) ann.send(`@+a=1 TAGMSG ${room}`);
    for (let count = 0; count < 50; count++) ann.send(`NOTICE ${bob.nick} :hi`);
    await ann.sync();
    const all = await ids(bob);
    expect(all).toHaveLength(150);
    expect(new Set(all).size).toBe(150);
    for (const id of all) expect(id).toMatch(/^[^: \r\n][^ \r\n]*$/);
  });

  it('is not shared by what goes to several targets', async () => {
    const { room, people } = await gathering(server, '', 'message-tags');
    const [ann, bob] = people;
    await ann.ask(`PRIVMSG ${room},${bob.nick} :hi`);
    const [first, second] = await ids(bob);
    expect(first).toEqual(expect.any(String));
    expect(second).toEqual(expect.any(String));
    expect(first).not.toBe(second);
  });

  it('is the same for all who get the message', async () => {
    const { room, people } = await gathering(server, 'message-tags echo-message', 'message-tags', 'message-tags');
    const [ann, bob, cid] = people;
    ann.send(`PRIVMSG ${room} :hi`);
    const [echoed] = await ids(ann);
    expect(echoed).toEqual(expect.any(String));
    expect(await ids(bob)).toEqual([echoed]);
    expect(await ids(cid)).toEqual([echoed]);
  });
});

describe('Relationships with other specifications', () => {
  it('provides echo-message', async () => {
    const client = await server.connect();
    client.send('CAP REQ :echo-message');
    expect((await client.next()).params[1]).toBe('ACK');
  });
});
