// modern-irc "Server Queries and Commands": MOTD, VERSION, ADMIN, LUSERS, TIME, STATS, HELP, INFO; LINKS of the optional messages.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  type ConformanceClient,
  conformanceServer,
  fresh,
  freshRoom,
  message,
  OPER,
  OPERATOR_OPTIONS,
  only,
  TEXT,
} from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS);
const serverName = (client: ConformanceClient) => client.welcome[0]?.source ?? '';

describe('MOTD message', () => {
  const folder = mkdtempSync(join(tmpdir(), 'motd-'));
  const file = join(folder, 'motd');
  writeFileSync(file, 'Welcome, drink tea.\n\n  第二段 \n');
  const withMotd = conformanceServer('--motd', file);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('has a start, the lines, and an end (375, 372, 376), as at the beginning', async () => {
    const client = await withMotd.register();
    const heard = await client.ask('MOTD');
    expect(heard.map(({ verb }) => verb)).toEqual(['375', ...heard.slice(2).map(() => '372'), '376']);
    for (const { params } of heard) expect(params).toEqual([client.nick, expect.any(String)]);
    const text = heard.map(({ params }) => params.at(-1)).join('\n');
    expect(text).toMatch(/Welcome, drink tea\.\n.*\n.*第二段/);
    expect(only(client.welcome, '375', '372', '376')).toEqual(heard);
  });

  it('is said not to be there (422), also at the beginning', async () => {
    const client = await server.register();
    expect(await client.ask('MOTD')).toEqual([message('422', client.nick, TEXT)]);
    expect(only(client.welcome, '422', '375')).toEqual([message('422', client.nick, TEXT)]);
  });
});

describe('VERSION message', () => {
  it('tells the version (351) and the features (005)', async () => {
    const client = await server.register();
    const [version, ...features] = await client.ask('VERSION');
    expect(version).toEqual(
      message('351', client.nick, expect.stringMatching(/^[^ ]+$/), serverName(client), expect.any(String)),
    );
    expect(features).toEqual(only(client.welcome, '005'));
  });
});

describe.each([
  ['MOTD', '422'],
  ['VERSION', '351'],
  ['TIME', '391'],
  ['LUSERS', '251'],
  ['ADMIN', '256'],
])('%s of a server', (verb, first) => {
  it('that is this one', async () => {
    const client = await server.register();
    const heard = await client.ask(`${verb} ${serverName(client)}`);
    const without = await client.ask(verb);
    expect(heard.map((one) => one.verb)).toEqual(without.map((one) => one.verb));
    expect(heard[0]?.verb).toMatch(verb === 'ADMIN' ? /^(256|421|423)$/ : first);
  });
});

it.each(['MOTD', 'VERSION', 'TIME'])('%s of a server that is not there (402)', async (verb) => {
  const client = await server.register();
  expect(await client.ask(`${verb} no.such.server`)).toEqual([message('402', client.nick, 'no.such.server', TEXT)]);
});

it.each([
  ['VERSION', '351'],
  ['TIME', '391'],
])('%s of a server that fits a mask', async (verb, first) => {
  const client = await server.register();
  expect((await client.ask(`${verb} *`))[0]?.verb).toBe(first);
  expect((await client.ask(`${verb} ${serverName(client).slice(0, -1)}?`))[0]?.verb).toBe(first);
});

describe('TIME message', () => {
  it('tells the time (391)', async () => {
    const client = await server.register();
    const [time, ...more] = await client.ask('TIME');
    const [nick, name, ...rest] = time?.params ?? [];
    expect([time?.verb, nick, name]).toEqual(['391', client.nick, serverName(client)]);
    expect(rest.at(-1)).toEqual(TEXT);
    if (rest.length > 1) expect(Math.abs(Number(rest[0]) - Date.now() / 1000)).toBeLessThan(60);
    expect(more).toEqual([]);
  });
});

describe('INFO message', () => {
  it('has lines (371) and an end (374)', async () => {
    const client = await server.register();
    const heard = await client.ask('INFO');
    expect(heard.at(-1)).toEqual(message('374', client.nick, TEXT));
    for (const line of heard.slice(0, -1)) expect(line).toEqual(message('371', client.nick, expect.any(String)));
  });
});

describe('LINKS message', () => {
  it('has servers (364) and an end (365)', async () => {
    const client = await server.register();
    const heard = await client.ask('LINKS');
    expect(heard.at(-1)).toEqual(message('365', client.nick, '*', TEXT));
    for (const link of heard.slice(0, -1)) {
      expect(link).toEqual(
        message('364', client.nick, serverName(client), serverName(client), expect.stringMatching(/^0 ./)),
      );
    }
  });
});

describe('HELP message', () => {
  it.each([
    ['', '*'],
    [' PRIVMSG', 'PRIVMSG'],
    [' privmsg', 'privmsg'],
    [' JOIN', 'JOIN'],
    [' :unknown subject', '*'],
    [' nosuchthing', 'nosuchthing'],
  ])('HELP%s has a title, lines and an end (704, 705, 706), or nothing (524)', async (rest, subject) => {
    const client = await server.register();
    const heard = await client.ask(`HELP${rest}`);
    for (const { params } of heard) {
      expect(params).toEqual([
        client.nick,
        expect.stringMatching(new RegExp(`^${RegExp.escape(subject)}$`, 'i')),
        expect.any(String),
      ]);
    }
    const verbs = heard.map(({ verb }) => verb);
    const whole = ['704', ...heard.slice(2).map(() => '705'), '706'];
    expect(verbs).toEqual(verbs[0] === '524' ? ['524'] : whole);
  });

  it('knows the commands it says it knows, and itself', async () => {
    const client = await server.register();
    for (const verb of ['HELP', 'PRIVMSG', 'JOIN', 'NICK', 'MODE']) {
      expect((await client.ask(`HELP ${verb}`))[0]?.verb, verb).toBe('704');
    }
  });
});

describe('LUSERS message', () => {
  const quiet = conformanceServer(...OPERATOR_OPTIONS);

  it('counts users, operators, rooms and the most there ever were', async () => {
    const client = await quiet.register();
    const count = async (verb: string, place: number) =>
      Number(only(await client.ask('LUSERS'), verb)[0]?.params[place]);
    const roomsBefore = (await count('254', 1)) || 0;
    const friend = await quiet.register();
    await friend.ask(OPER);
    await friend.join(freshRoom());
    const heard = await client.ask('LUSERS');
    expect(only(heard, '251')).toEqual([message('251', client.nick, TEXT)]);
    expect(only(heard, '252')).toEqual([message('252', client.nick, '1', TEXT)]);
    expect(only(heard, '254')).toEqual([message('254', client.nick, String(roomsBefore + 1), TEXT)]);
    expect(only(heard, '255')).toEqual([message('255', client.nick, TEXT)]);
    expect(only(heard, '265')).toEqual([message('265', client.nick, '2', '2', TEXT)]);
    expect(only(heard, '266')).toEqual([message('266', client.nick, '2', '2', TEXT)]);
    friend.send('QUIT');
    await friend.closed;
    expect(only(await client.ask('LUSERS'), '265')).toEqual([message('265', client.nick, '1', '2', TEXT)]);
    const unknown = await quiet.connect();
    unknown.send('NICK halfway');
    unknown.send('JOIN #x');
    await unknown.until('451');
    expect(only(await client.ask('LUSERS'), '253')).toEqual([message('253', client.nick, '1', TEXT)]);
    await unknown.register(fresh());
    expect(only(await client.ask('LUSERS'), '253')).toEqual([]);
  });
});

describe('ADMIN message, STATS message', () => {
  it.each([
    ['ADMIN', /^25[6789]$/],
    ['STATS u', /^(242|219|481)$/],
  ])('%s is answered, or not known (421, 423)', async (line, wanted) => {
    const client = await server.register();
    const verbs = (await client.ask(line)).map(({ verb }) => verb);
    expect(verbs.length).toBeGreaterThan(0);
    if (!['421', '423'].includes(verbs[0] ?? '')) for (const verb of verbs) expect(verb).toMatch(wanted);
  });
});
