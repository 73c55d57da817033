// modern-irc "Message Format", "Compatibility with incorrect software", "Numeric Replies": what a line is, and how long.
import { describe, expect, it } from 'vitest';
import { type ConformanceClient, conformanceServer, freshRoom, from, meet, message, TEXT } from './irc.ts';

const server = conformanceServer();

/** The text of everything that was said to somebody, in one piece. */
async function textHeard(client: ConformanceClient): Promise<string> {
  return (await client.sync()).map(({ params }) => params.at(-1)).join('');
}

/** `PRIVMSG target :xxx…` of exactly so many bytes with its CR and LF. */
function lineOf(bytes: number, target: string): string {
  const beginning = `PRIVMSG ${target} :`;
  return beginning + 'x'.repeat(bytes - 2 - beginning.length);
}

describe('Message Format', () => {
  it('ignores empty lines', async () => {
    const client = await server.register();
    client.sendBytes('\r\n\r\n\n   \r\n');
    expect(await client.sync()).toEqual([]);
  });

  it('takes a line that comes in pieces, and several that come in one', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    client.sendBytes(`PRIVMSG ${friend.nick} :on`);
    client.sendBytes(`e\r\nPRIVMSG ${friend.nick} two\r\nPRIVMSG ${friend.nick} :thr`);
    client.sendBytes('ee\r\n');
    await client.sync();
    const heard = ['one', 'two', 'three'].map((text) => from(client.nick, 'PRIVMSG', friend.nick, text));
    expect(await friend.sync()).toEqual(heard);
  });

  it.each([
    ['a source of one’s own', (nick: string, to: string) => `:${nick} PRIVMSG ${to} hi`],
    ['several spaces', (_: string, to: string) => `PRIVMSG   ${to}   :hi`],
    ['lower case', (_: string, to: string) => `privmsg ${to} :hi`],
    ['mixed case', (_: string, to: string) => `PrivMsg ${to} hi`],
  ])('understands %s', async (_, line) => {
    const [client, friend] = [await server.register(), await server.register()];
    expect(await client.ask(line(client.nick, friend.nick))).toEqual([]);
    expect(await friend.sync()).toEqual([from(client.nick, 'PRIVMSG', friend.nick, 'hi')]);
  });

  it('lets nobody speak as another by the source', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    await client.ask(`:${friend.nick}!user@host PRIVMSG ${friend.nick} :it is me`);
    for (const heard of await friend.sync())
      expect(heard).toEqual(from(client.nick, 'PRIVMSG', friend.nick, 'it is me'));
  });

  it.each([':-)', ' two  spaces ', ':', 'a:b', '#room'])('keeps a last parameter as it is: “%s”', async (text) => {
    const [client, friend] = [await server.register(), await server.register()];
    await client.ask(`PRIVMSG ${friend.nick} :${text}`);
    const heard = (await friend.sync()).map(({ params }) => params.at(-1)?.trimEnd());
    expect(heard).toEqual([text.trimEnd()]);
  });

  it('takes a parameter with a colon in front for the same as one without', async () => {
    const client = await server.register();
    const room = freshRoom();
    expect(await client.ask(`JOIN :${room}`)).toContainEqual(from(client.nick, 'JOIN', room));
  });

  it('has no use for more parameters than a command takes', async () => {
    const client = await server.register();
    const room = freshRoom();
    expect(await client.ask(`JOIN ${room} ${'x '.repeat(20)}`)).toContainEqual(from(client.nick, 'JOIN', room));
  });
});

describe('Compatibility with incorrect software', () => {
  it('takes LF for the end of a line', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    client.sendBytes(`PRIVMSG ${friend.nick} :one\nPRIVMSG ${friend.nick} :two\n`);
    await client.sync();
    const heard = ['one', 'two'].map((text) => from(client.nick, 'PRIVMSG', friend.nick, text));
    expect(await friend.sync()).toEqual(heard);
  });

  it('passes on no NUL', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    client.sendBytes(`PRIVMSG ${friend.nick} :a\0b\r\n`);
    await client.sync();
    expect(await textHeard(friend)).toMatch(/^(a.?b?)?$/);
  });

  it('accepts a line of 512 bytes', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const line = lineOf(512, friend.nick);
    expect(await client.ask(line)).toEqual([]);
    const heard = await textHeard(friend);
    expect(heard.length).toBeGreaterThan(350);
    expect(line.slice(line.indexOf(':') + 1)).toContain(heard);
  });

  it.each([513, 600, 5000])(
    'answers a line of %d bytes with ERR_INPUTTOOLONG (417), and does not do a part of it',
    async (bytes) => {
      const [client, friend] = [await server.register(), await server.register()];
      expect(await client.ask(lineOf(bytes, friend.nick))).toEqual([message('417', client.nick, TEXT)]);
      expect(await friend.sync()).toEqual([]);
    },
  );

  it('cuts what becomes too long with its source between two characters', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    for (const [character, count] of [
      ['茶', 160],
      ['🍵', 120],
      ['é', 240],
    ] as const) {
      const text = character.repeat(count);
      await client.ask(`PRIVMSG ${friend.nick} :${text}`);
      const heard = await textHeard(friend);
      expect(text.startsWith(heard), `${heard} is a beginning of the text`).toBe(true);
      expect(Buffer.byteLength(heard)).toBeGreaterThan(350);
    }
  });

  it('keeps the lines of a full room within the limit', async () => {
    const clients = await Promise.all(Array.from({ length: 30 }, () => server.register()));
    const room = `#${'long-name-of-a-room-'.repeat(2)}${freshRoom().slice(1)}`;
    await meet(room, ...clients);
    const [first] = clients;
    const names = (await first?.ask(`NAMES ${room}`)) ?? [];
    const listed = names
      .filter(({ verb }) => verb === '353')
      .flatMap(({ params }) => (params.at(-1) ?? '').trim().split(' '));
    expect(listed.map((name) => name.replace('@', '')).sort()).toEqual(clients.map(({ nick }) => nick).sort());
  });
});

describe('Numeric Replies', () => {
  it('are not accepted from a client', async () => {
    const [client, friend] = [await server.register(), await server.register()];
    const answer = await client.ask(`:irc.example.org 001 ${friend.nick} :Welcome`);
    expect(answer.map(({ verb }) => verb)).toEqual(answer.length === 0 ? [] : ['421']);
    expect(await friend.sync()).toEqual([]);
  });

  it('tell of an unknown command (421), as it was written', async () => {
    const client = await server.register();
    expect(await client.ask('NoSuchVerb a b')).toEqual([
      message('421', client.nick, expect.stringMatching(/^nosuchverb$/i), TEXT),
    ]);
  });

  it('tell of missing parameters with the command’s name (461)', async () => {
    const client = await server.register();
    for (const verb of ['JOIN', 'PART', 'TOPIC', 'KICK', 'MODE', 'OPER', 'USERHOST', 'KILL']) {
      expect(await client.ask(verb)).toEqual([message('461', client.nick, verb, TEXT)]);
    }
    expect(await client.ask('kick #room')).toEqual([
      message('461', client.nick, expect.stringMatching(/^kick$/i), TEXT),
    ]);
  });
});

describe('Wildcard Expressions', () => {
  it.each([
    ['a?c', ['abc', 'a-c'], ['ac', 'abbc']],
    ['a*c', ['ac', 'abc', 'abbbc'], ['acb', 'bac']],
    ['*', ['anything'], []],
    ['a?*c', ['abc', 'abbc'], ['ac']],
    ['a\\*', [], ['a\\b']],
  ])('%s', async (mask, fitting, others) => {
    // LIST filters by masks (ELIST=M), so room names can be tried.
    const client = await server.register();
    const beginning = freshRoom();
    for (const name of [...fitting, ...others]) await client.join(`${beginning}-${name}`);
    const listed = (await client.ask(`LIST ${beginning}-${mask}`)).filter(({ verb }) => verb === '322');
    expect(listed.map(({ params }) => params[1]).sort()).toEqual(fitting.map((name) => `${beginning}-${name}`).sort());
  });
});
