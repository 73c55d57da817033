// modern-irc "Moderated Channel Mode", "No External Messages Mode"; +C (no CTCP), +R and +M (accounts) as widely used.
import { describe, expect, it } from 'vitest';
import { registered } from './accounts.ts';
import { conformanceServer, freshRoom, from, meet, message, TEXT } from './irc.ts';
import { changes } from './modes.ts';

const server = conformanceServer();
/** The numerics by which servers keep out, or silence, who has no account. */
const ACCOUNT_NEEDED = expect.stringMatching(/^(404|473|477|489|494)$/);

async function opAndMember() {
  const [op, member] = [await server.register(), await server.register()];
  const room = freshRoom();
  await meet(room, op, member);
  return { op, member, room };
}

describe('Moderated Channel Mode', () => {
  it('silences who has no role (404)', async () => {
    const { op, member, room } = await opAndMember();
    await op.ask(`MODE ${room} +m`);
    await member.sync();
    expect(await member.ask(`PRIVMSG ${room} :hi`)).toEqual([message('404', member.nick, room, TEXT)]);
    expect(await member.ask(`NOTICE ${room} :hi`)).toEqual([]);
    expect(await op.sync()).toEqual([]);
  });

  it.each(['v', 'h', 'o', 'q'])('lets +%s speak, and not any more without it', async (letter) => {
    const { op, member, room } = await opAndMember();
    await op.ask(`MODE ${room} +m+${letter} ${member.nick}`);
    await member.sync();
    expect(await member.ask(`PRIVMSG ${room} :hi`)).toEqual([]);
    expect(await op.sync()).toEqual([from(member.nick, 'PRIVMSG', room, 'hi')]);
    await member.ask(`MODE ${room} -${letter} ${member.nick}`);
    await op.ask(`MODE ${room} -${letter} ${member.nick}`);
    await member.sync();
    expect((await member.ask(`PRIVMSG ${room} :hi`)).map(({ verb }) => verb)).toEqual(['404']);
  });
});

describe('No External Messages Mode', () => {
  it('keeps out what is said from outside (404)', async () => {
    const { op, room } = await opAndMember();
    const stranger = await server.register();
    expect(await stranger.ask(`PRIVMSG ${room} :hi`)).toEqual([message('404', stranger.nick, room, TEXT)]);
    expect(await stranger.ask(`NOTICE ${room} :hi`)).toEqual([]);
    expect(await op.sync()).toEqual([]);
  });

  it('lets it in when it is off', async () => {
    const { op, member, room } = await opAndMember();
    const stranger = await server.register();
    await op.ask(`MODE ${room} -n`);
    await member.sync();
    expect(await stranger.ask(`PRIVMSG ${room} :hi`)).toEqual([]);
    for (const one of [op, member]) expect(await one.sync()).toEqual([from(stranger.nick, 'PRIVMSG', room, 'hi')]);
  });

  it('when it is off, does not let in who is banned or has no voice in a moderated room', async () => {
    const { op, room } = await opAndMember();
    const stranger = await server.register();
    await op.ask(`MODE ${room} -n+m`);
    expect(await stranger.ask(`PRIVMSG ${room} :hi`)).toEqual([message('404', stranger.nick, room, TEXT)]);
    await op.ask(`MODE ${room} -m+b ${stranger.nick}!*@*`);
    await stranger.ask(`PRIVMSG ${room} :hi`);
    expect(await op.sync()).toEqual([]);
  });
});

describe('no CTCP (+C)', () => {
  it('stops CTCP (404) but not actions', async () => {
    const { op, member, room } = await opAndMember();
    expect(changes(await op.ask(`MODE ${room} +C`), room)).toEqual(['+C']);
    await member.sync();
    expect(await member.ask(`PRIVMSG ${room} :\u0001VERSION\u0001`)).toEqual([message('404', member.nick, room, TEXT)]);
    expect(await member.ask(`NOTICE ${room} :\u0001VERSION x\u0001`)).toEqual([]);
    expect(await member.ask(`PRIVMSG ${room} :\u0001ACTION waves\u0001`)).toEqual([]);
    expect(await member.ask(`PRIVMSG ${room} :plain`)).toEqual([]);
    expect(await op.sync()).toEqual([
      from(member.nick, 'PRIVMSG', room, '\u0001ACTION waves\u0001'),
      from(member.nick, 'PRIVMSG', room, 'plain'),
    ]);
  });
});

describe('registered only (+R)', () => {
  it('keeps out who has no account, and lets in who has', async () => {
    const { op, room } = await opAndMember();
    const [guest, known] = [await server.register(), await registered(server)];
    expect(changes(await op.ask(`MODE ${room} +R`), room)).toEqual(['+R']);
    expect(await guest.ask(`JOIN ${room}`)).toEqual([
      expect.objectContaining({ verb: ACCOUNT_NEEDED, params: [guest.nick, room, TEXT] }),
    ]);
    await known.join(room);
  });

  it('puts nobody out', async () => {
    const { op, member, room } = await opAndMember();
    await op.ask(`MODE ${room} +R`);
    expect(await member.sync()).toEqual([from(op.nick, 'MODE', room, '+R')]);
    expect(await member.ask(`PRIVMSG ${room} :still here`)).toEqual([]);
  });
});

describe('registered speech (+M)', () => {
  it('silences who has no account and no voice', async () => {
    const { op, member, room } = await opAndMember();
    const known = await registered(server);
    await known.join(room);
    expect(changes(await op.ask(`MODE ${room} +M`), room)).toEqual(['+M']);
    for (const one of [op, member, known]) await one.sync();
    expect(await member.ask(`PRIVMSG ${room} :hi`)).toEqual([
      expect.objectContaining({ verb: ACCOUNT_NEEDED, params: [member.nick, room, TEXT] }),
    ]);
    expect(await op.sync()).toEqual([]);
    expect(await known.ask(`PRIVMSG ${room} :hi`)).toEqual([]);
    await op.ask(`MODE ${room} +v ${member.nick}`);
    await member.sync();
    expect(await member.ask(`PRIVMSG ${room} :hi`)).toEqual([]);
  });
});
