// modern-irc "TOPIC message", "KICK message".
import { describe, expect, it } from 'vitest';
import { conformanceServer, freshRoom, from, isupport, meet, message, NUMBER, only, TEXT } from './irc.ts';

const server = conformanceServer();

async function opAndMember() {
  const [op, member] = [await server.register(), await server.register()];
  const room = freshRoom();
  await meet(room, op, member);
  return { op, member, room };
}

describe('TOPIC message', () => {
  it('tells everybody in the room, the author too', async () => {
    const { op, member, room } = await opAndMember();
    const topic = from(op.nick, 'TOPIC', room, 'New topic');
    expect(await op.ask(`TOPIC ${room} :New topic`)).toEqual([topic]);
    expect(await member.sync()).toEqual([topic]);
  });

  it('is shown with who set it and when (332, 333)', async () => {
    const { op, member, room } = await opAndMember();
    const before = Math.floor(Date.now() / 1000);
    await op.ask(`TOPIC ${room} :New topic`);
    await member.sync();
    const shown = await member.ask(`TOPIC ${room}`);
    expect(shown).toEqual([
      message('332', member.nick, room, 'New topic'),
      message('333', member.nick, room, expect.stringMatching(new RegExp(`^${op.nick}(!.*)?$`)), NUMBER),
    ]);
    const setAt = Number(shown[1]?.params[3]);
    expect(setAt).toBeGreaterThanOrEqual(before);
    expect(setAt).toBeLessThanOrEqual(Date.now() / 1000 + 1);
  });

  it('is said not to be there (331)', async () => {
    const { member, room } = await opAndMember();
    expect(await member.ask(`TOPIC ${room}`)).toEqual([message('331', member.nick, room, TEXT)]);
  });

  it('is cleared with an empty text', async () => {
    const { op, member, room } = await opAndMember();
    await op.ask(`TOPIC ${room} :New topic`);
    expect(await op.ask(`TOPIC ${room} :`)).toEqual([from(op.nick, 'TOPIC', room, '')]);
    expect(await member.sync()).toEqual([from(op.nick, 'TOPIC', room, 'New topic'), from(op.nick, 'TOPIC', room, '')]);
    expect(await member.ask(`TOPIC ${room}`)).toEqual([message('331', member.nick, room, TEXT)]);
  });

  it('is the op’s with +t (482), and everybody’s with -t', async () => {
    const { op, member, room } = await opAndMember();
    expect(await member.ask(`TOPIC ${room} :mine`)).toEqual([message('482', member.nick, room, TEXT)]);
    expect(await op.sync()).toEqual([]);
    await op.ask(`MODE ${room} -t`);
    await member.sync();
    expect(await member.ask(`TOPIC ${room} :mine`)).toEqual([from(member.nick, 'TOPIC', room, 'mine')]);
  });

  it('cannot be changed from outside, even with -t (442)', async () => {
    const { op, room } = await opAndMember();
    await op.ask(`MODE ${room} -t`);
    const stranger = await server.register();
    expect(await stranger.ask(`TOPIC ${room} :mine`)).toEqual([message('442', stranger.nick, room, TEXT)]);
    expect(await op.sync()).toEqual([]);
  });

  it('of a room that is not there (403)', async () => {
    const { op } = await opAndMember();
    const room = freshRoom();
    expect(await op.ask(`TOPIC ${room}`)).toEqual([message('403', op.nick, room, TEXT)]);
    expect(await op.ask(`TOPIC ${room} :x`)).toEqual([message('403', op.nick, room, TEXT)]);
  });

  it('of a secret room is not shown to strangers', async () => {
    const { op, room } = await opAndMember();
    await op.ask(`TOPIC ${room} :hidden`);
    await op.ask(`MODE ${room} +s`);
    const stranger = await server.register();
    const answer = await stranger.ask(`TOPIC ${room}`);
    expect(answer.map(({ verb }) => verb)).toEqual([expect.stringMatching(/^(403|442)$/)]);
  });
});

describe('KICK message', () => {
  it('tells everybody in the room, and who is put out', async () => {
    const { op, member, room } = await opAndMember();
    const kick = from(op.nick, 'KICK', room, member.nick, 'Speaking English');
    expect(await op.ask(`KICK ${room} ${member.nick} :Speaking English`)).toEqual([kick]);
    expect(await member.sync()).toEqual([kick]);
    await op.ask(`PRIVMSG ${room} :gone?`);
    expect(await member.sync()).toEqual([]);
    expect(only(await member.ask(`PART ${room}`), '442')).toHaveLength(1);
  });

  it('has a reason of its own when none is given', async () => {
    const { op, member, room } = await opAndMember();
    for (const line of [`KICK ${room} ${member.nick}`, `KICK ${room} ${member.nick} :`]) {
      expect(await op.ask(line)).toEqual([from(op.nick, 'KICK', room, member.nick, TEXT)]);
      await member.join(room);
      await op.sync();
    }
  });

  it('takes several, one message and the reason for each', async () => {
    const { op, member, room } = await opAndMember();
    const others = [await server.register(), await server.register()];
    await meet(room, ...others);
    for (const one of [op, member]) await one.sync();
    const nicks = [member, ...others].map(({ nick }) => nick);
    const kicks = nicks.map((nick) => from(op.nick, 'KICK', room, nick, 'all of you'));
    expect(await op.ask(`KICK ${room} ${nicks.join(',')} :all of you`)).toEqual(kicks);
    expect(await others.at(-1)?.sync()).toEqual(kicks);
  });

  it('takes up to TARGMAX at once', async () => {
    const { op, room } = await opAndMember();
    const most = Number(/\bKICK:(\d+)/.exec(isupport(op).get('TARGMAX') ?? '')?.[1]);
    const others = await Promise.all(Array.from({ length: Math.min(most, 8) }, () => server.register()));
    await meet(room, ...others);
    await op.sync();
    expect(await op.ask(`KICK ${room} ${others.map(({ nick }) => nick)} :out`)).toHaveLength(others.length);
  });

  it('goes on after one who is not there (441, 401)', async () => {
    const { op, member, room } = await opAndMember();
    const stranger = await server.register();
    const heard = await op.ask(`KICK ${room} ${stranger.nick},ghost,${member.nick} :out`);
    expect(only(heard, 'KICK')).toEqual([from(op.nick, 'KICK', room, member.nick, 'out')]);
    expect(only(heard, '441', '401')).toEqual([
      message('441', op.nick, stranger.nick, room, TEXT),
      expect.objectContaining({ params: expect.arrayContaining(['ghost']) }),
    ]);
    expect(heard).toHaveLength(3);
  });

  it('is refused once (482, 442, 403), however many are named', async () => {
    const { op, member, room } = await opAndMember();
    const other = await server.register();
    await other.join(room);
    await member.sync();
    const names = [op.nick, other.nick, 'ghost'].join(',');
    expect(await member.ask(`KICK ${room} ${names}`)).toEqual([message('482', member.nick, room, TEXT)]);
    const stranger = await server.register();
    expect(await stranger.ask(`KICK ${room} ${names}`)).toEqual([message('442', stranger.nick, room, TEXT)]);
    const nowhere = freshRoom();
    await op.sync();
    expect(await op.ask(`KICK ${nowhere} ${names}`)).toEqual([message('403', op.nick, nowhere, TEXT)]);
  });

  it('is not for members without a role (482)', async () => {
    const { op, member, room } = await opAndMember();
    expect(await member.ask(`KICK ${room} ${op.nick}`)).toEqual([message('482', member.nick, room, TEXT)]);
    expect(await op.sync()).toEqual([]);
  });

  it('is not for who is not there (442)', async () => {
    const { op, room } = await opAndMember();
    const stranger = await server.register();
    expect(await stranger.ask(`KICK ${room} ${op.nick}`)).toEqual([message('442', stranger.nick, room, TEXT)]);
  });

  it('of a room that is not there (403)', async () => {
    const { op, member } = await opAndMember();
    const room = freshRoom();
    expect(await op.ask(`KICK ${room} ${member.nick}`)).toEqual([message('403', op.nick, room, TEXT)]);
  });

  it.each(['KICK', 'KICK #room'])('needs a room and a name (461): %s', async (line) => {
    const { op } = await opAndMember();
    expect(await op.ask(line)).toEqual([message('461', op.nick, 'KICK', TEXT)]);
  });
});
