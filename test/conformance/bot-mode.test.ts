// IRCv3 bot-mode
import { describe, expect, it } from 'vitest';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, from, isupport, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

function letter(client: ConformanceClient): string {
  const given = isupport(client).get('BOT') ?? '';
  expect(given).toMatch(/^[A-Za-z]$/);
  return given;
}

/** Makes it a bot. */
async function declare(client: ConformanceClient): Promise<string> {
  const mode = letter(client);
  const heard = await client.ask(`MODE ${client.nick} +${mode}`);
  expect(heard).toEqual([message('MODE', client.nick, `+${mode}`)]);
  return mode;
}

describe('The BOT ISUPPORT token', () => {
  it('tells the letter of the mode, which can be set and taken back', async () => {
    const ann = await server.register();
    const mode = await declare(ann);
    expect(only(await ann.ask(`MODE ${ann.nick}`), '221')[0]?.params[1]).toContain(mode);
    expect(await ann.ask(`MODE ${ann.nick} -${mode}`)).toEqual([message('MODE', ann.nick, `-${mode}`)]);
    expect(only(await ann.ask(`MODE ${ann.nick}`), '221')[0]?.params[1]).not.toContain(mode);
  });
});

describe('The RPL_WHOISBOT (335) numeric', () => {
  it('is in the WHOIS reply of bots only', async () => {
    const [ann, bob] = [await server.register(), await server.register()];
    const mode = await declare(ann);
    expect(only(await bob.ask(`WHOIS ${ann.nick}`), '335')).toEqual([message('335', bob.nick, ann.nick, TEXT)]);
    expect(only(await ann.ask(`WHOIS ${bob.nick}`), '335')).toEqual([]);
    await ann.ask(`MODE ${ann.nick} -${mode}`);
    expect(only(await bob.ask(`WHOIS ${ann.nick}`), '335')).toEqual([]);
  });
});

describe('The WHO bot flag', () => {
  it('is in the flags of bots only, on WHO and WHOX', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann, bob] = people;
    const mode = await declare(bob);
    const rows = only(await ann.ask(`WHO ${room}`), '352').map(({ params }) => [params[5], params[6]]);
    expect(Object.fromEntries(rows)).toEqual({ [ann.nick]: 'H@', [bob.nick]: `H${mode}` });
    const extended = only(await ann.ask(`WHO ${room} %nf`), '354').map(({ params }) => [params[1], params[2]]);
    expect(Object.fromEntries(extended)).toEqual({ [ann.nick]: 'H@', [bob.nick]: `H${mode}` });
    await bob.ask('AWAY :gone');
    expect(only(await ann.ask(`WHO ${bob.nick}`), '352')[0]?.params[6]).toBe(`G${mode}`);
  });
});

describe('The bot tag', () => {
  it('is on what a bot does, without a value', async () => {
    const { room, people } = await gathering(server, 'message-tags', 'message-tags');
    const [ann, bob] = people;
    await declare(ann);
    const lines = [`PRIVMSG ${room} :hi`, `NOTICE ${bob.nick} :hi`, `@+a=1 TAGMSG ${room}`, `TOPIC ${room} :new`];
    for (const line of [...lines, `MODE ${room} +v ${bob.nick}`, `PART ${room}`, `JOIN ${room}`]) await ann.ask(line);
    const heard = await bob.sync();
    expect(heard.map(({ verb }) => verb)).toEqual(['PRIVMSG', 'NOTICE', 'TAGMSG', 'TOPIC', 'MODE', 'PART', 'JOIN']);
    for (const { tags, verb } of heard) expect(tags.get('bot'), verb).toBe('');
  });

  it('is on what no one else does', async () => {
    const { room, people } = await gathering(server, '', 'message-tags');
    const [ann, bob] = people;
    const mode = await declare(ann);
    await ann.ask(`MODE ${ann.nick} -${mode}`);
    await ann.ask(`PRIVMSG ${room} :hi`);
    expect((await bob.sync()).map(({ tags }) => tags.has('bot'))).toEqual([false]);
  });

  it('is not sent to who has not asked for message-tags', async () => {
    const { room, people } = await gathering(server, '', 'server-time batch', '');
    const [ann, bob, cid] = people;
    await declare(ann);
    await ann.ask(`PRIVMSG ${room} :hi`);
    for (const person of [bob, cid]) {
      const heard = await person.sync();
      expect(heard).toEqual([from(ann.nick, 'PRIVMSG', room, 'hi')]);
      expect(heard.map(({ tags }) => tags.has('bot'))).toEqual([false]);
    }
  });
});
