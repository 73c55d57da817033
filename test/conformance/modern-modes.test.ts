// modern-irc "MODE message", "Channel mode"; "Secret Channel Mode", "Key Channel Mode", "Client Limit Channel Mode".
import { describe, expect, it } from 'vitest';
import {
  type ConformanceClient,
  conformanceServer,
  freshRoom,
  from,
  meet,
  message,
  NUMBER,
  only,
  TEXT,
} from './irc.ts';
import { changes } from './modes.ts';

const server = conformanceServer();

async function opAndMember() {
  const [op, member] = [await server.register(), await server.register()];
  const room = freshRoom();
  await meet(room, op, member);
  return { op, member, room };
}

/** The letters and parameters of RPL_CHANNELMODEIS. */
async function modesOf(client: ConformanceClient, room: string): Promise<string[]> {
  const [reply] = only(await client.ask(`MODE ${room}`), '324');
  return reply?.params.slice(2) ?? [];
}

describe('MODE message, Channel mode', () => {
  it('shows the modes and when the room began (324, 329)', async () => {
    const { op, member, room } = await opAndMember();
    await op.ask(`MODE ${room} +ml 12`);
    await member.sync();
    const [modes, created, ...more] = await member.ask(`MODE ${room}`);
    expect(modes).toEqual(message('324', member.nick, room, TEXT, '12'));
    expect([...(modes?.params[2] ?? '')].sort().join('')).toBe('+lmnt');
    expect(created).toEqual(message('329', member.nick, room, NUMBER));
    expect(Math.abs(Number(created?.params[2]) - Date.now() / 1000)).toBeLessThan(60);
    expect(more).toEqual([]);
  });

  it('tells every member what was changed, and by whom', async () => {
    const { op, member, room } = await opAndMember();
    const done = ['+m', '+i', '-t', '+b bad!*@*', '+l 7'];
    const heard = await op.ask(`MODE ${room} +mi-t+bl bad!*@* 7`);
    for (const messages of [heard, await member.sync()]) {
      expect(changes(messages, room).sort()).toEqual([...done].sort());
      for (const one of messages) expect(one).toEqual(from(op.nick, 'MODE', ...one.params));
    }
  });

  it('says nothing of what was so already', async () => {
    const { op, member, room } = await opAndMember();
    expect(await op.ask(`MODE ${room} +n-m`)).toEqual([]);
    expect(await member.sync()).toEqual([]);
  });

  it('is for who has a role (482), and changes nothing otherwise', async () => {
    const { op, member, room } = await opAndMember();
    for (const line of ['+m', '+b x!*@*', `+o ${member.nick}`, '+k key', '-nt']) {
      const answer = await member.ask(`MODE ${room} ${line}`);
      expect(answer).toContainEqual(message('482', member.nick, room, TEXT));
      expect(only(answer, '482')).toEqual(answer);
    }
    expect(await op.sync()).toEqual([]);
    expect([...((await modesOf(op, room))[0] ?? '')].sort().join('')).toBe('+nt');
  });

  it('is not for who is not there (442, 482)', async () => {
    const { op, room } = await opAndMember();
    const stranger = await server.register();
    expect((await stranger.ask(`MODE ${room} +m`)).map(({ verb }) => verb)).toEqual([
      expect.stringMatching(/^4[48]2$/),
    ]);
    expect(await op.sync()).toEqual([]);
  });

  it.each(['', ' +m', ' +b'])('of a room that is not there (403): MODE #…%s', async (rest) => {
    const { op } = await opAndMember();
    const room = freshRoom();
    expect(await op.ask(`MODE ${room}${rest}`)).toEqual([message('403', op.nick, room, TEXT)]);
  });

  it('tells of a letter it does not know (472), and does the others', async () => {
    const { op, room } = await opAndMember();
    const heard = await op.ask(`MODE ${room} +mX-t`);
    expect(only(heard, '472')).toEqual([message('472', op.nick, 'X', TEXT)]);
    expect(changes(heard, room).sort()).toEqual(['+m', '-t']);
  });

  it.each(['+k', '+l', '+o', '+v'])('does nothing for %s without its parameter', async (letters) => {
    const { op, member, room } = await opAndMember();
    expect(only(await op.ask(`MODE ${room} ${letters}`), 'MODE')).toEqual([]);
    expect(await member.sync()).toEqual([]);
  });

  it.each(['b', '+b', 'e', 'I'])('shows an empty list: MODE #… %s', async (letters) => {
    const { op, room } = await opAndMember();
    const end = { b: '368', e: '349', I: '347' }[letters.replace('+', '')] ?? '';
    expect(await op.ask(`MODE ${room} ${letters}`)).toEqual([message(end, op.nick, room, TEXT)]);
  });

  it('takes the room in any case', async () => {
    const { op, member, room } = await opAndMember();
    await op.ask(`MODE ${room.toUpperCase()} +m`);
    expect(await member.sync()).toEqual([from(op.nick, 'MODE', room, '+m')]);
  });
});

describe('Key Channel Mode', () => {
  it('keeps out who does not know it (475)', async () => {
    const { op, room } = await opAndMember();
    const guest = await server.register();
    expect(changes(await op.ask(`MODE ${room} +k fubar`), room)).toEqual(['+k fubar']);
    for (const key of ['', ' wrong', ' FUBAR', ' fuba']) {
      expect(await guest.ask(`JOIN ${room}${key}`)).toEqual([message('475', guest.nick, room, TEXT)]);
    }
    await guest.join(room, 'fubar');
  });

  it('is shown to who is there and not to others', async () => {
    const { op, member, room } = await opAndMember();
    await op.ask(`MODE ${room} +k fubar`);
    await member.sync();
    expect((await modesOf(member, room)).join(' ')).toMatch(/k.* fubar/);
    expect((await modesOf(await server.register(), room)).join(' ')).not.toContain('fubar');
  });

  it('is taken away with any parameter', async () => {
    const { op, room } = await opAndMember();
    await op.ask(`MODE ${room} +k fubar`);
    expect(changes(await op.ask(`MODE ${room} -k fubar`), room)).toEqual([expect.stringMatching(/^-k ./)]);
    await (await server.register()).join(room);
  });

  it.each(['a,b', ':two words', ':', 'x'.repeat(200)])(
    'that cannot be given in JOIN is refused (696, 525), or becomes one that can: %s',
    async (key) => {
      const { op, room } = await opAndMember();
      const heard = await op.ask(`MODE ${room} +k ${key}`);
      const [set] = changes(heard, room);
      if (set !== undefined) return (await server.register()).join(room, set.slice(3)).then(() => {});
      if (heard[0]?.verb === '525') expect(heard).toEqual([message('525', op.nick, room, TEXT)]);
      else expect(heard.map(({ verb }) => verb)).toEqual(key === ':' ? [expect.any(String)] : ['696']);
      expect((await modesOf(op, room))[0]).not.toContain('k');
    },
  );
});

describe('Client Limit Channel Mode', () => {
  it('keeps out one too many (471), until there is a place', async () => {
    const { op, member, room } = await opAndMember();
    const guest = await server.register();
    expect(changes(await op.ask(`MODE ${room} +l 2`), room)).toEqual(['+l 2']);
    expect(await guest.ask(`JOIN ${room}`)).toEqual([message('471', guest.nick, room, TEXT)]);
    await member.ask(`PART ${room}`);
    await guest.join(room);
  });

  it('may be below how many are there already, and puts nobody out', async () => {
    const { op, member, room } = await opAndMember();
    await op.ask(`MODE ${room} +l 1`);
    expect((await member.sync()).map(({ verb }) => verb)).toEqual(['MODE']);
    expect((await modesOf(member, room)).at(-1)).toBe('1');
  });

  it('is taken away without a parameter', async () => {
    const { op, room } = await opAndMember();
    await op.ask(`MODE ${room} +l 2`);
    expect(await op.ask(`MODE ${room} -l`)).toEqual([from(op.nick, 'MODE', room, '-l')]);
    await (await server.register()).join(room);
  });

  it.each(['abc', '-3', '0', '1.5'])('is not %s (696)', async (limit) => {
    const { op, room } = await opAndMember();
    expect(await op.ask(`MODE ${room} +l ${limit}`)).toEqual([message('696', op.nick, room, 'l', limit, TEXT)]);
  });
});

describe('Secret Channel Mode', () => {
  it('hides the room in the WHOIS of a member from who is not there', async () => {
    const { op, member, room } = await opAndMember();
    const stranger = await server.register();
    await op.ask(`MODE ${room} +s`);
    await member.sync();
    expect(only(await stranger.ask(`WHOIS ${member.nick}`), '319')).toEqual([]);
    const [channels] = only(await op.ask(`WHOIS ${member.nick}`), '319');
    expect(channels?.params.at(-1)?.trim()).toBe(room);
  });
});
