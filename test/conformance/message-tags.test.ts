// IRCv3 message-tags
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, from, isupport, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

/** The client-only tags that reach somebody else with these before a message. */
async function relayed(tags: string): Promise<Record<string, string>> {
  const [ann, bob] = await two();
  ann.send(`@${tags} PRIVMSG ${bob.nick} :hi`);
  expect(await ann.sync()).toEqual([]);
  const [said] = await bob.sync();
  expect(said).toEqual(from(ann.nick, 'PRIVMSG', bob.nick, 'hi'));
  return Object.fromEntries([...(said?.tags ?? [])].filter(([key]) => key.startsWith('+')));
}

async function two(): Promise<[ConformanceClient, ConformanceClient]> {
  return [
    await server.register(undefined, { caps: 'message-tags' }),
    await server.register(undefined, { caps: 'message-tags' }),
  ];
}

describe('Format', () => {
  it.each([
    ['a value', '+foo=bar', { '+foo': 'bar' }],
    ['no value', '+foo', { '+foo': '' }],
    ['an empty value, which is no value', '+foo=', { '+foo': '' }],
    ['several tags', '+a=1;+b;+c=3', { '+a': '1', '+b': '', '+c': '3' }],
    ['a vendor', '+example.com/foo=bar', { '+example.com/foo': 'bar' }],
    ['the last of several with one key', '+a=1;+b=2;+a=3', { '+a': '3', '+b': '2' }],
    ['keys that differ in case', '+foo=1;+Foo=2', { '+foo': '1', '+Foo': '2' }],
    ['any UTF-8', '+greeting=你好，茶馆🍵', { '+greeting': '你好，茶馆🍵' }],
    ['signs that need no escape', '+a=raw+:=,/@!', { '+a': 'raw+:=,/@!' }],
  ])('has %s', async (_, tags, expected) => {
    expect(await relayed(tags)).toEqual(expected);
  });

  it.each(['+a!b', '=x', '+=x', '+', 'ü', '+a.b_c', ';'])('rejects no message for the key %s', async (key) => {
    expect(await relayed(`${key};+ok=1`)).toMatchObject({ '+ok': '1' });
  });

  it('puts no replacement in the place of bytes that are not UTF-8', async () => {
    const [ann, bob] = await two();
    ann.sendBytes(Buffer.from(`@+a=\xff\xfe PRIVMSG ${bob.nick} :hi\r\n`, 'latin1'));
    await ann.sync();
    for (const { tags } of await bob.sync()) expect([...tags.values()].join()).not.toContain('\ufffd');
  });
});

describe('Escaping values', () => {
  it.each([
    [String.raw`a\:b`, 'a;b'],
    [String.raw`a\sb`, 'a b'],
    [String.raw`a\\b`, String.raw`a\b`],
    [String.raw`a\rb`, 'a\rb'],
    [String.raw`a\nb`, 'a\nb'],
    [String.raw`raw+:=,escaped\:\s\\`, 'raw+:=,escaped; \\'],
    [String.raw`\\s`, String.raw`\s`],
    ['test\\', 'test'],
    [String.raw`\b`, 'b'],
  ])('makes of %s what it means', async (escaped, value) => {
    expect(await relayed(`+a=${escaped};+b=1`)).toEqual({ '+a': value, '+b': '1' });
  });
});

describe('message-tags capability', () => {
  it('is needed for being sent tags', async () => {
    const { room, people } = await gathering(server, 'message-tags', '', 'message-tags');
    const [ann, bob, cid] = people;
    await ann.ask(`@+a=1 PRIVMSG ${room} :hi`);
    expect((await bob.sync()).map(({ tags, params }) => [tags.size, params])).toEqual([[0, [room, 'hi']]]);
    expect((await cid.sync())[0]?.tags.get('+a')).toBe('1');
  });

  it('can be given up', async () => {
    const [ann, bob] = await two();
    await bob.ask('CAP REQ :-message-tags');
    await ann.ask(`@+a=1 PRIVMSG ${bob.nick} :hi`);
    expect((await bob.sync()).map(({ tags }) => tags.size)).toEqual([0]);
  });
});

describe('Client-only tags', () => {
  it.each(['PRIVMSG', 'NOTICE', 'TAGMSG'])('are relayed as they are on %s, to people and rooms', async (verb) => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags');
    const [ann, bob] = people;
    const text = verb === 'TAGMSG' ? [] : ['hi'];
    for (const target of [room, bob.nick]) {
      expect(await ann.ask(`@+a=1;+b ${[verb, target, ...text].join(' ')}`)).toEqual([]);
      const [said, ...rest] = await bob.sync();
      expect(rest).toEqual([]);
      expect(said).toEqual(from(ann.nick, verb, target, ...text));
      expect(said?.tags.get('+a')).toBe('1');
      expect(said?.tags.get('+b')).toBe('');
    }
  });

  it('come after the tags of the server', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags server-time');
    const [ann, bob] = people;
    await ann.ask(`@+a=1 PRIVMSG ${room} :hi`);
    const keys = [...((await bob.sync())[0]?.tags.keys() ?? [])];
    expect(keys).toContain('time');
    expect(keys.at(-1)).toBe('+a');
  });
});

describe('The TAGMSG tag-only message', () => {
  it('is not delivered to who has not negotiated the capability', async () => {
    const { room, people } = await gathering(server, 'message-tags', '', 'server-time');
    const [ann, bob, cid] = people;
    for (const target of [room, bob.nick, cid.nick]) await ann.ask(`@+a=1 TAGMSG ${target}`);
    expect(await bob.sync()).toEqual([]);
    expect(await cid.sync()).toEqual([]);
  });

  it('is refused as PRIVMSG is', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags');
    const [ann, bob] = people;
    const [out] = await two();
    expect(await out.ask(`@+a=1 TAGMSG ${room}`)).toEqual([message('404', out.nick, room, TEXT)]);
    expect(await out.ask('@+a=1 TAGMSG nobodyatall')).toEqual([message('401', out.nick, 'nobodyatall', TEXT)]);
    await ann.ask(`MODE ${room} +m`);
    await bob.sync();
    expect(await bob.ask(`@+a=1 TAGMSG ${room}`)).toEqual([message('404', bob.nick, room, TEXT)]);
    expect(await ann.sync()).toEqual([]);
  });

  it('needs a target', async () => {
    const [ann] = await two();
    const [first, ...rest] = await ann.ask('@+a=1 TAGMSG');
    expect(rest).toEqual([]);
    expect(['411', '461']).toContain(first?.verb);
  });

  it('honours STATUSMSG', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags', 'message-tags');
    const [ann, bob, cid] = people;
    await bob.ask(`@+a=1 TAGMSG @${room}`);
    expect(await ann.sync()).toEqual([from(bob.nick, 'TAGMSG', `@${room}`)]);
    expect(await cid.sync()).toEqual([]);
  });

  it('goes to each of several targets', async () => {
    const [ann, bob] = await two();
    const cid = await server.register(undefined, { caps: 'message-tags' });
    await ann.ask(`@+a=1 TAGMSG ${bob.nick},${cid.nick}`);
    expect(await bob.sync()).toEqual([from(ann.nick, 'TAGMSG', bob.nick)]);
    expect(await cid.sync()).toEqual([from(ann.nick, 'TAGMSG', cid.nick)]);
  });
});

describe('Size limit', () => {
  const LIMIT = 4094;

  it('lets 4094 bytes of tag data through, beside a whole line of 512', async () => {
    const [ann, bob] = await two();
    const tag = `+a=${'x'.repeat(LIMIT - 3)}`;
    const start = `PRIVMSG ${bob.nick} :`;
    expect(await ann.ask(`@${tag} ${start}${'y'.repeat(510 - start.length)}`)).toEqual([]);
    const [said] = await bob.sync();
    expect(said?.verb).toBe('PRIVMSG');
    expect(said?.tags.get('+a')).toBe('x'.repeat(LIMIT - 3));
  });

  it.each([
    ['4095 bytes', `+a=${'x'.repeat(LIMIT - 2)}`],
    ['4095 bytes of several tags', `+a=1;${'+b;'.repeat(1363)}`.padEnd(LIMIT + 1, 'c')],
    ['4095 bytes of tags that are not relayed', `a=${'x'.repeat(LIMIT - 1)}`],
    ['4096 bytes in fewer characters', `+a=${'茶'.repeat(1364)}x`],
    ['8191 bytes', `+a=${'x'.repeat(8186)}`],
    ['20000 bytes', `+a=${'x'.repeat(20_000)}`],
  ])('refuses %s with 417, and truncates nothing', async (_, tags) => {
    const [ann, bob] = await two();
    expect(await ann.ask(`@${tags} PRIVMSG ${bob.nick} :hi`)).toEqual([message('417', ann.nick, TEXT)]);
    expect(await bob.sync()).toEqual([]);
    expect(only(await ann.ask(`PRIVMSG ${bob.nick} :next`), '417')).toEqual([]);
    expect(await bob.sync()).toEqual([from(ann.nick, 'PRIVMSG', bob.nick, 'next')]);
  });
});

describe('RPL_ISUPPORT Tokens', () => {
  it('blocks no client-only tag', async () => {
    const [ann] = await two();
    expect(isupport(ann).get('CLIENTTAGDENY') ?? '').toBe('');
  });
});

describe('Security considerations', () => {
  it('removes tags without the client-only prefix', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags server-time account-tag');
    const [ann, bob] = people;
    const forged = 'unknown-tag=1;time=1970-01-01T00:00:00.000Z;account=root;msgid=forged;bot;label=x;batch=y;+a=1';
    for (const line of [`PRIVMSG ${room} :hi`, `NOTICE ${room} :hi`, `TAGMSG ${room}`, `TOPIC ${room} :new`]) {
      await ann.ask(`@${forged} ${line}`);
      const [said] = await bob.sync();
      expect(said?.verb).toBe(line.split(' ')[0]);
      const tags = Object.fromEntries(said?.tags ?? []);
      for (const key of ['unknown-tag', 'account', 'bot', 'label', 'batch']) expect(tags).not.toHaveProperty(key);
      expect(tags.time).not.toMatch(/^1970/);
      expect(tags.msgid).not.toBe('forged');
    }
  });
});
