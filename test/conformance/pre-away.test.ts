// IRCv3 pre-away (draft/pre-away)
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, fresh, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

/** Comes in after having sent these lines. */
async function comeIn(nick: string, caps: string, ...lines: readonly string[]): Promise<ConformanceClient> {
  const client = await server.connect();
  client.send(`CAP REQ :${caps}`);
  expect((await client.next()).params[1]).toBe('ACK');
  client.send(`NICK ${nick}`);
  for (const line of lines) client.send(line);
  client.send('USER user 0 * :Real Name');
  client.send('CAP END');
  await client.until('001');
  await client.sync();
  return client;
}

/** What somebody is told who speaks to this nick; null: nothing, it is here. */
async function awayOf(nick: string): Promise<string | null> {
  const asker = await server.register();
  return only(await asker.ask(`PRIVMSG ${nick} :hi`), '301')[0]?.params.at(-1) ?? null;
}

describe('Implementation', () => {
  it('accepts AWAY before registration has completed', async () => {
    const client = await server.connect();
    client.send('CAP REQ :draft/pre-away');
    await client.next();
    client.send('AWAY :Gone to lunch.  Back in 5');
    expect(await client.next()).toEqual(message('306', '*', TEXT));
    client.send('AWAY');
    expect(await client.next()).toEqual(message('305', '*', TEXT));
  });

  it('keeps the message', async () => {
    const nick = fresh();
    await comeIn(nick, 'draft/pre-away', 'AWAY :Gone to lunch.  Back in 5');
    expect(await awayOf(nick)).toBe('Gone to lunch.  Back in 5');
  });

  it('keeps the last of several', async () => {
    const nick = fresh();
    await comeIn(nick, 'draft/pre-away', 'AWAY :Gone to lunch', 'AWAY :Gone to bed');
    expect(await awayOf(nick)).toBe('Gone to bed');
    const here = fresh();
    await comeIn(here, 'draft/pre-away', 'AWAY :Gone to lunch', 'AWAY');
    expect(await awayOf(here)).toBeNull();
  });

  it('takes AWAY * for gone without a reason, before registration and after', async () => {
    const nick = fresh();
    const client = await comeIn(nick, 'draft/pre-away', 'AWAY *');
    expect(await awayOf(nick)).toMatch(/./);
    await client.sync();
    expect(await client.ask('AWAY')).toEqual([message('305', nick, TEXT)]);
    expect(await awayOf(nick)).toBeNull();
    await client.sync();
    expect(await client.ask('AWAY *')).toEqual([message('306', nick, TEXT)]);
    expect(await awayOf(nick)).toMatch(/./);
  });

  it('needs the capability', async () => {
    const client = await server.connect();
    client.send('CAP LS 302');
    await client.until('CAP');
    client.send('AWAY :Gone to lunch');
    expect((await client.until('451', '306')).verb).toBe('451');
  });

  it('does not keep from those who watch that somebody has come', async () => {
    const ann = await server.register();
    const nick = fresh();
    await ann.ask(`MONITOR + ${nick}`);
    await comeIn(nick, 'draft/pre-away', 'AWAY :Gone to lunch');
    expect(only(await ann.sync(), '730')).toHaveLength(1);
  });

  it('is seen by who is there when somebody joins', async () => {
    const { room, people } = await gathering(server, 'away-notify');
    const [ann] = people;
    const nick = fresh();
    const bob = await comeIn(nick, 'draft/pre-away', 'AWAY :Gone to lunch');
    await bob.join(room);
    expect(await ann.sync()).toEqual([from(nick, 'JOIN', room), from(nick, 'AWAY', 'Gone to lunch')]);
  });
});
