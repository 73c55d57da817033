// modern-irc "RPL_ISUPPORT (005)", "RPL_ISUPPORT Parameters": what is advertised, and that the lengths are true.
import { describe, expect, it } from 'vitest';
import { type ConformanceClient, conformanceServer, fresh, freshRoom, isupport, message, only, TEXT } from './irc.ts';
import { changes } from './modes.ts';

const server = conformanceServer();

async function withToken(name: string): Promise<{ client: ConformanceClient; value: string }> {
  const client = await server.register();
  return { client, value: isupport(client).get(name) ?? `${name} is not advertised` };
}

async function inRoom() {
  const client = await server.register();
  const room = freshRoom();
  await client.join(room);
  return { client, room };
}

describe('RPL_ISUPPORT (005)', () => {
  it('has up to 13 tokens in the form they must have, and a sentence', async () => {
    const client = await server.register();
    for (const { params } of only(client.welcome, '005')) {
      const [nick, ...tokens] = params.slice(0, -1);
      expect(nick).toBe(client.nick);
      expect(params.at(-1)).toEqual(TEXT);
      expect(tokens.length).toBeGreaterThanOrEqual(1);
      expect(tokens.length).toBeLessThanOrEqual(13);
      for (const token of tokens) expect(token).toMatch(/^[A-Z0-9./]{1,20}(=[!-~]*)?$/);
    }
  });

  it('has each parameter once', async () => {
    const client = await server.register();
    const names = only(client.welcome, '005').flatMap(({ params }) =>
      params.slice(1, -1).map((one) => one.split('=')[0]),
    );
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  it.each([
    ['AWAYLEN', /^[1-9]\d*$/],
    ['BOT', /^B$/],
    ['CASEMAPPING', /^ascii$/],
    ['CHANLIMIT', /^#:\d*$/],
    ['CHANMODES', /^beI,k,l,[A-Za-z]+$/],
    ['CHANNELLEN', /^[1-9]\d*$/],
    ['CHANTYPES', /^#$/],
    ['ELIST', /^[CMNTU]+$/],
    ['EXCEPTS', /^e?$/],
    ['EXTBAN', /^~,(am|ma)$/],
    ['INVEX', /^I?$/],
    ['KICKLEN', /^[1-9]\d*$/],
    ['MAXLIST', /^[beI]+:\d+(,[beI]+:\d+)*$/],
    ['MODES', /^([1-9]\d*)?$/],
    ['MONITOR', /^([1-9]\d*)?$/],
    ['NETWORK', /^[!-~]+$/],
    ['NICKLEN', /^[1-9]\d*$/],
    ['PREFIX', /^\(qohv\)~@%\+$/],
    ['STATUSMSG', /^~@%\+$/],
    ['TARGMAX', /^([A-Z]+:\d*,?)+$/],
    ['TOPICLEN', /^[1-9]\d*$/],
    ['USERLEN', /^[1-9]\d*$/],
    ['UTF8ONLY', /^$/],
    ['WHOX', /^$/],
  ])('advertises %s', async (name, value) => {
    expect(isupport(await server.register()).get(name)).toMatch(value);
  });

  it('lists no letter in both CHANMODES and PREFIX, and none twice', async () => {
    const tokens = isupport(await server.register());
    const letters = [...(tokens.get('CHANMODES') ?? ''), ...(/\((\w+)\)/.exec(tokens.get('PREFIX') ?? '')?.[1] ?? '')];
    const modes = letters.filter((letter) => letter !== ',');
    expect(new Set(modes).size).toBe(modes.length);
    expect(modes).toEqual(expect.arrayContaining([...'beIklimnstCRMqohv']));
  });
});

describe('lengths', () => {
  it('NICKLEN is the longest name', async () => {
    const { client, value } = await withToken('NICKLEN');
    const longest = fresh('a').padEnd(Number(value), 'x');
    expect(only(await client.ask(`NICK ${longest}`), 'NICK')[0]?.params).toEqual([longest]);
    const [answer] = await client.ask(`NICK ${longest.replace('a', 'b')}x`);
    if (answer?.verb === 'NICK') expect(answer.params[0]).toHaveLength(Number(value));
    else expect(answer).toEqual(message('432', longest, expect.any(String), TEXT));
  });

  it('CHANNELLEN is the longest name of a room', async () => {
    const { client, value } = await withToken('CHANNELLEN');
    const longest = freshRoom().padEnd(Number(value), 'x');
    await client.join(longest);
    const heard = await client.ask(`JOIN ${longest.replace('r', 's')}x`);
    for (const { params } of only(heard, 'JOIN')) expect(params[0]).toHaveLength(Number(value));
    if (only(heard, 'JOIN').length === 0) expect(heard[0]?.verb).toMatch(/^(403|405|476|479)$/);
  });

  it('TOPICLEN is the longest topic', async () => {
    const { client, room } = await inRoom();
    const most = Number(isupport(client).get('TOPICLEN'));
    expect((await client.ask(`TOPIC ${room} :${'t'.repeat(most)}`))[0]?.params[1]).toBe('t'.repeat(most));
    await client.ask(`TOPIC ${room} :${'u'.repeat(most + 1)}`);
    const [topic] = only(await client.ask(`TOPIC ${room}`), '332');
    expect(['t', 'u'].map((letter) => letter.repeat(most))).toContain(topic?.params[2]);
  });

  it('KICKLEN is the longest reason', async () => {
    const { client, room } = await inRoom();
    const most = Number(isupport(client).get('KICKLEN'));
    for (const length of [most, most + 1]) {
      const victim = await server.register();
      await victim.join(room);
      await client.ask(`KICK ${room} ${victim.nick} :${'k'.repeat(length)}`);
      expect(only(await victim.sync(), 'KICK')[0]?.params[2]).toBe('k'.repeat(most));
    }
  });

  it('AWAYLEN is the longest away text', async () => {
    const { client, value } = await withToken('AWAYLEN');
    for (const length of [Number(value), Number(value) + 1]) {
      await client.ask(`AWAY :${'a'.repeat(length)}`);
      const [away] = only(await client.ask(`WHOIS ${client.nick}`), '301');
      expect(away?.params[2]).toBe('a'.repeat(Number(value)));
    }
  });

  it('KEYLEN is the longest key', async () => {
    const { client, room } = await inRoom();
    const most = Number(isupport(client).get('KEYLEN'));
    const [set] = changes(await client.ask(`MODE ${room} +k ${'k'.repeat(most)}`), room);
    expect(set).toBe(`+k ${'k'.repeat(most)}`);
    await (await server.register()).join(room, 'k'.repeat(most));
    const [longer] = changes(await client.ask(`MODE ${room} +k ${'x'.repeat(most + 1)}`), room);
    if (longer !== undefined) expect(longer.length - '+k '.length).toBeLessThanOrEqual(most);
  });

  it('USERLEN is the longest user name, HOSTLEN the longest host', async () => {
    const client = await server.register(fresh(), { username: 'u'.repeat(64) });
    const tokens = isupport(client);
    const [user] = only(await client.ask(`WHOIS ${client.nick}`), '311');
    expect(user?.params[2]).toHaveLength(Number(tokens.get('USERLEN')));
    if (tokens.has('HOSTLEN')) expect(user?.params[3]?.length).toBeLessThanOrEqual(Number(tokens.get('HOSTLEN')));
  });

  it('NAMELEN, if advertised, is the longest real name', async () => {
    const client = await server.register(fresh(), { realname: 'r'.repeat(450) });
    const [user] = only(await client.ask(`WHOIS ${client.nick}`), '311');
    const most = Number(isupport(client).get('NAMELEN') ?? user?.params[5]?.length);
    expect(user?.params[5]).toBe('r'.repeat(most));
  });
});
