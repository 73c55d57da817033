// modern-irc "Ban Channel Mode", "Exception Channel Mode", "Invite-Exception Channel Mode", "EXTBAN"; IRCv3 account-extban.
import { describe, expect, it } from 'vitest';
import { registered } from './accounts.ts';
import {
  type ConformanceClient,
  conformanceServer,
  freshRoom,
  isupport,
  meet,
  message,
  NUMBER,
  only,
  TEXT,
} from './irc.ts';
import { changes } from './modes.ts';

const server = conformanceServer();

async function opAndGuest() {
  const [op, guest] = [await server.register(), await server.register()];
  const room = freshRoom();
  await op.join(room);
  return { op, guest, room };
}

/** Whether somebody can come in; out again if so. */
async function mayJoin(client: ConformanceClient, room: string): Promise<boolean> {
  const heard = await client.ask(`JOIN ${room}`);
  if (only(heard, 'JOIN').length === 0) return false;
  await client.ask(`PART ${room}`);
  return true;
}

/** Whether what somebody says arrives; what it was answered must fit. */
async function maySpeak(client: ConformanceClient, room: string, witness: ConformanceClient): Promise<boolean> {
  await witness.sync();
  const answer = await client.ask(`PRIVMSG ${room} :may I?`);
  const arrived = only(await witness.sync(), 'PRIVMSG').length === 1;
  if (arrived) expect(answer).toEqual([]);
  else if (answer.length > 0) expect(answer).toEqual([message('404', client.nick, room, TEXT)]);
  return arrived;
}

describe.each([
  ['b', '367', '368'],
  ['e', '348', '349'],
  ['I', '346', '347'],
])('the list of +%s', (letter, entry, end) => {
  it('is shown with its masks, and who set them when', async () => {
    const { op, room } = await opAndGuest();
    await op.ask(`MODE ${room} +${letter}${letter} one!*@* *!*@192.0.2.?`);
    const [first, second, ...more] = await op.ask(`MODE ${room} +${letter}`);
    const setter = expect.stringMatching(new RegExp(`^${op.nick}(!|$)`));
    const entries = [first, second].sort((a, b) => (a?.params[2] ?? '').localeCompare(b?.params[2] ?? ''));
    expect(entries).toEqual([
      message(entry, op.nick, room, '*!*@192.0.2.?', setter, NUMBER),
      message(entry, op.nick, room, 'one!*@*', setter, NUMBER),
    ]);
    expect(more).toEqual([message(end, op.nick, room, TEXT)]);
  });

  it('loses a mask, in any case', async () => {
    const { op, room } = await opAndGuest();
    await op.ask(`MODE ${room} +${letter} one!*@*`);
    expect(changes(await op.ask(`MODE ${room} -${letter} ONE!*@*`), room)).toEqual([
      expect.stringMatching(new RegExp(`^-${letter} one!\\*@\\*$`, 'i')),
    ]);
    expect(await op.ask(`MODE ${room} ${letter}`)).toEqual([message(end, op.nick, room, TEXT)]);
  });

  it('has a mask once, and misses none that was not there', async () => {
    const { op, room } = await opAndGuest();
    await op.ask(`MODE ${room} +${letter} one!*@*`);
    expect(only(await op.ask(`MODE ${room} +${letter} one!*@*`), 'MODE')).toEqual([]);
    expect(only(await op.ask(`MODE ${room} -${letter} two!*@*`), 'MODE')).toEqual([]);
    expect(only(await op.ask(`MODE ${room} ${letter}`), entry)).toHaveLength(1);
  });

  it('is shown to members, or only to ops (482)', async () => {
    const { op, guest, room } = await opAndGuest();
    await guest.join(room);
    await op.ask(`MODE ${room} +${letter} one!*@*`);
    await guest.sync();
    const verbs = (await guest.ask(`MODE ${room} ${letter}`)).map(({ verb }) => verb);
    expect([[entry, end], [end], ['482']]).toContainEqual(verbs);
  });
});

describe('Ban Channel Mode', () => {
  it('keeps out who fits the mask (474)', async () => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +b ${guest.nick}!*@*`);
    expect(await guest.ask(`JOIN ${room}`)).toEqual([message('474', guest.nick, room, TEXT)]);
    expect(await mayJoin(await server.register(), room)).toBe(true);
    await op.ask(`MODE ${room} -b ${guest.nick}!*@*`);
    expect(await mayJoin(guest, room)).toBe(true);
  });

  it.each([
    (nick: string) => nick.toUpperCase(),
    (nick: string) => `${nick}!*@*`,
    (nick: string) => `${nick.slice(0, -1)}?!*ser@*`,
    () => '*!*ser@*',
    () => '*!*@127.0.0.*',
    () => '*!*@*',
  ])('understands masks of every part (%#)', async (mask) => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +b ${mask(guest.nick)}`);
    expect(await mayJoin(guest, room)).toBe(false);
  });

  it('silences who is there, but not an op', async () => {
    const { op, guest, room } = await opAndGuest();
    await guest.join(room);
    expect(await maySpeak(guest, room, op)).toBe(true);
    await op.ask(`MODE ${room} +b *!*@*`);
    await guest.sync();
    expect(await maySpeak(guest, room, op)).toBe(false);
    expect(await maySpeak(op, room, guest)).toBe(true);
  });
});

describe('Exception Channel Mode', () => {
  it('lets in, and speak, who is banned', async () => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +be *!*@* ${guest.nick}!*@*`);
    expect(await mayJoin(guest, room)).toBe(true);
    expect(await mayJoin(await server.register(), room)).toBe(false);
    await guest.join(room);
    expect(await maySpeak(guest, room, op)).toBe(true);
    await op.ask(`MODE ${room} -e ${guest.nick}!*@*`);
    await guest.sync();
    expect(await maySpeak(guest, room, op)).toBe(false);
  });

  it('is no invitation', async () => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +ie ${guest.nick}!*@*`);
    expect(await guest.ask(`JOIN ${room}`)).toEqual([message('473', guest.nick, room, TEXT)]);
  });
});

describe('Invite-Exception Channel Mode', () => {
  it('lets in without an invitation, and does not lift a ban', async () => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +iI ${guest.nick}!*@*`);
    expect(await mayJoin(guest, room)).toBe(true);
    expect(await mayJoin(await server.register(), room)).toBe(false);
    await op.ask(`MODE ${room} +b ${guest.nick}!*@*`);
    expect(await mayJoin(guest, room)).toBe(false);
  });
});

describe('EXTBAN', () => {
  it('is advertised with its prefix and letters, and the accounts’ one by itself', async () => {
    const { op } = await opAndGuest();
    const [prefix, letters = ''] = (isupport(op).get('EXTBAN') ?? '').split(',');
    expect(prefix).toBe('~');
    expect([...letters].sort()).toEqual(['a', 'm']);
    expect(isupport(op).get('ACCOUNTEXTBAN')).toBe('a');
  });

  it('~a: fits who is logged in to the account', async () => {
    const { op, guest, room } = await opAndGuest();
    const member = await registered(server);
    const account = member.nick;
    expect(changes(await op.ask(`MODE ${room} +b ~a:${account}`), room)).toEqual([`+b ~a:${account}`]);
    expect(only(await op.ask(`MODE ${room} b`), '367')[0]?.params[2]).toBe(`~a:${account}`);
    expect(await mayJoin(member, room)).toBe(false);
    expect(await mayJoin(guest, room)).toBe(true);
    await member.ask(`NICK ${account}-else`);
    expect(await mayJoin(member, room)).toBe(false);
  });

  it('~a:* fits everybody who is logged in; so an exception lets only these in', async () => {
    const { op, guest, room } = await opAndGuest();
    const member = await registered(server);
    await op.ask(`MODE ${room} +be *!*@* ~a:*`);
    expect([await mayJoin(member, room), await mayJoin(guest, room)]).toEqual([true, false]);
    await op.ask(`MODE ${room} -be+iI *!*@* ~a:* ~a:${member.nick.toUpperCase()}`);
    expect([await mayJoin(member, room), await mayJoin(guest, room)]).toEqual([true, false]);
  });

  it('~m: silences without keeping out', async () => {
    const { op, guest, room } = await opAndGuest();
    expect(changes(await op.ask(`MODE ${room} +b ~m:${guest.nick}!*@*`), room)).toEqual([`+b ~m:${guest.nick}!*@*`]);
    await guest.join(room);
    expect(await maySpeak(guest, room, op)).toBe(false);
    expect(await guest.ask(`NOTICE ${room} :hm`)).toEqual([]);
    expect(only(await op.sync(), 'NOTICE')).toEqual([]);
    await op.ask(`MODE ${room} -b ~m:${guest.nick}!*@*`);
    await guest.sync();
    expect(await maySpeak(guest, room, op)).toBe(true);
  });

  it('~m:~a: silences an account', async () => {
    const { op, guest, room } = await opAndGuest();
    const member = await registered(server);
    await op.ask(`MODE ${room} +b ~m:~a:${member.nick}`);
    await meet(room, member, guest);
    expect(await maySpeak(member, room, op)).toBe(false);
    expect(await maySpeak(guest, room, op)).toBe(true);
  });

  it.each(['~a:', '~m:', '~z:someone'])('makes no ban on everybody of a malformed one: %s', async (mask) => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +b ${mask}`);
    await guest.join(room);
    expect(await maySpeak(guest, room, op)).toBe(true);
  });
});
