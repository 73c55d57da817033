// modern-irc "INVITE message", "Invite-Only Channel Mode".
import { describe, expect, it } from 'vitest';
import { conformanceServer, freshRoom, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

async function opAndGuest() {
  const [op, guest] = [await server.register(), await server.register()];
  const room = freshRoom();
  await op.join(room);
  return { op, guest, room };
}

describe('INVITE message', () => {
  it('is confirmed (341) and tells who is invited, and no other member', async () => {
    const { op, guest, room } = await opAndGuest();
    const member = await server.register();
    await member.join(room);
    await op.sync();
    expect(await op.ask(`INVITE ${guest.nick} ${room}`)).toEqual([message('341', op.nick, guest.nick, room)]);
    expect(await guest.sync()).toEqual([from(op.nick, 'INVITE', guest.nick, room)]);
    expect(await member.sync()).toEqual([]);
  });

  it('of nobody (401)', async () => {
    const { op, room } = await opAndGuest();
    expect(await op.ask(`INVITE ghost ${room}`)).toEqual([message('401', op.nick, 'ghost', TEXT)]);
  });

  it('to a room that is not there (403)', async () => {
    const { op, guest } = await opAndGuest();
    const room = freshRoom();
    expect(await op.ask(`INVITE ${guest.nick} ${room}`)).toEqual([message('403', op.nick, room, TEXT)]);
    expect(await guest.sync()).toEqual([]);
  });

  it('to a room that one is not in (442)', async () => {
    const { guest, room } = await opAndGuest();
    const stranger = await server.register();
    expect(await stranger.ask(`INVITE ${guest.nick} ${room}`)).toEqual([message('442', stranger.nick, room, TEXT)]);
    expect(await guest.sync()).toEqual([]);
  });

  it('of somebody who is there (443)', async () => {
    const { op, guest, room } = await opAndGuest();
    await guest.join(room);
    await op.sync();
    expect(await op.ask(`INVITE ${guest.nick} ${room}`)).toEqual([message('443', op.nick, guest.nick, room, TEXT)]);
    expect(await guest.sync()).toEqual([]);
  });

  it('by a member to an invite-only room (482)', async () => {
    const { op, guest, room } = await opAndGuest();
    const member = await server.register();
    await member.join(room);
    await op.ask(`MODE ${room} +i`);
    await member.sync();
    expect(await member.ask(`INVITE ${guest.nick} ${room}`)).toEqual([message('482', member.nick, room, TEXT)]);
    expect(await guest.sync()).toEqual([]);
  });

  it('by a member to an open room is passed on, or refused (482)', async () => {
    const { guest, room } = await opAndGuest();
    const member = await server.register();
    await member.join(room);
    const [answer] = await member.ask(`INVITE ${guest.nick} ${room}`);
    const invited = answer?.verb === '341';
    if (!invited) expect(answer).toEqual(message('482', member.nick, room, TEXT));
    expect(await guest.sync()).toHaveLength(invited ? 1 : 0);
  });

  it('needs a room as well as a name (461)', async () => {
    const { op, guest } = await opAndGuest();
    expect(await op.ask(`INVITE ${guest.nick}`)).toEqual([message('461', op.nick, 'INVITE', TEXT)]);
  });

  it('tells the inviter that the guest is away (301), or nothing of it', async () => {
    const { op, guest, room } = await opAndGuest();
    await guest.ask('AWAY :out');
    const heard = await op.ask(`INVITE ${guest.nick} ${room}`);
    expect(only(heard, '341')).toHaveLength(1);
    expect(heard.filter(({ verb }) => verb !== '341')).toEqual(
      heard.length === 1 ? [] : [message('301', op.nick, guest.nick, 'out')],
    );
  });
});

describe('Invite list', () => {
  it('names the rooms one is invited to (336, 337)', async () => {
    const { op, guest, room } = await opAndGuest();
    const other = freshRoom();
    await op.join(other);
    for (const to of [room, other]) await op.ask(`INVITE ${guest.nick} ${to}`);
    await guest.sync();
    const heard = await guest.ask('INVITE');
    expect(heard.at(-1)).toEqual(message('337', guest.nick, TEXT));
    expect(heard.slice(0, -1)).toHaveLength(2);
    expect(heard).toEqual(
      expect.arrayContaining([message('336', guest.nick, room), message('336', guest.nick, other)]),
    );
    await guest.join(room);
    expect(await guest.ask('INVITE')).toEqual([message('336', guest.nick, other), message('337', guest.nick, TEXT)]);
  });

  it('is empty for who is invited nowhere', async () => {
    const { guest } = await opAndGuest();
    expect(await guest.ask('INVITE')).toEqual([message('337', guest.nick, TEXT)]);
  });
});

describe('Invite-Only Channel Mode', () => {
  it('keeps out who is not invited (473), and an invitation lets in, once', async () => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +i`);
    expect(await guest.ask(`JOIN ${room}`)).toEqual([message('473', guest.nick, room, TEXT)]);
    await op.ask(`INVITE ${guest.nick} ${room}`);
    await guest.join(room);
    await guest.ask(`PART ${room}`);
    expect(only(await guest.ask(`JOIN ${room}`), 'JOIN')).toEqual([]);
  });

  it('keeps an invitation for the person, whatever the name', async () => {
    const { op, guest, room } = await opAndGuest();
    await op.ask(`MODE ${room} +i`);
    await op.ask(`INVITE ${guest.nick} ${room}`);
    await guest.ask(`NICK ${guest.nick}-too`);
    await guest.join(room);
  });
});
