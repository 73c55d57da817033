// modern-irc "User mode", "User Modes", and the optional messages about users: AWAY, USERHOST; ISON of RFC 2812 section 4.9.
import { describe, expect, it } from 'vitest';
import { registered } from './accounts.ts';
import { conformanceServer, freshRoom, from, meet, message, OPER, OPERATOR_OPTIONS, only, TEXT } from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS);
const two = async () => [await server.register(), await server.register()] as const;

describe('MODE message, User mode', () => {
  it('shows the own modes (221)', async () => {
    const client = await server.register();
    expect(await client.ask(`MODE ${client.nick}`)).toEqual([
      message('221', client.nick, expect.stringMatching(/^\+/)),
    ]);
    await client.ask(`MODE ${client.nick} +iw`);
    const [modes] = await client.ask(`MODE ${client.nick.toUpperCase()}`);
    expect([...(modes?.params[1] ?? '')]).toEqual(expect.arrayContaining(['i', 'w']));
  });

  it.each(['i', 'w', 'B', 'R'])('sets and takes away +%s', async (letter) => {
    const client = await server.register();
    await client.ask(`MODE ${client.nick} -${letter}`);
    for (const change of [`+${letter}`, `-${letter}`]) {
      expect(await client.ask(`MODE ${client.nick} ${change}`)).toEqual([message('MODE', client.nick, change)]);
      const [modes] = await client.ask(`MODE ${client.nick}`);
      expect(modes?.params[1]?.includes(letter)).toBe(change.startsWith('+'));
    }
  });

  it('does what it knows of several, and tells of the others (501)', async () => {
    const client = await server.register();
    const heard = await client.ask(`MODE ${client.nick} +wXi`);
    expect(only(heard, '501')).toEqual([message('501', client.nick, TEXT)]);
    const letters = only(heard, 'MODE').flatMap(({ params }) => [...(params[1] ?? '')].filter((one) => one !== '+'));
    expect(letters).toContain('w');
    const [modes] = await client.ask(`MODE ${client.nick}`);
    expect([...(modes?.params[1] ?? '')]).toEqual(expect.arrayContaining(['i', 'w']));
  });

  it('of another (502), even only to see them', async () => {
    const [client, friend] = await two();
    for (const rest of ['', ' +i', ' -o']) {
      expect(await client.ask(`MODE ${friend.nick}${rest}`)).toEqual([message('502', client.nick, TEXT)]);
    }
    expect(await friend.sync()).toEqual([]);
  });

  it('of nobody (401)', async () => {
    const client = await server.register();
    expect(await client.ask('MODE ghost')).toEqual([message('401', client.nick, 'ghost', TEXT)]);
    expect(await client.ask('MODE ghost +i')).toEqual([message('401', client.nick, 'ghost', TEXT)]);
  });

  it('makes no operator (+o), and lets one stop being one (-o)', async () => {
    const client = await server.register();
    expect(only(await client.ask(`MODE ${client.nick} +o`), 'MODE', '381')).toEqual([]);
    await client.ask(OPER);
    expect((await client.ask(`MODE ${client.nick}`))[0]?.params[1]).toContain('o');
    expect(await client.ask(`MODE ${client.nick} -o`)).toEqual([message('MODE', client.nick, '-o')]);
    expect((await client.ask(`MODE ${client.nick}`))[0]?.params[1]).not.toContain('o');
    expect(only(await client.ask('WALLOPS :still?'), '481')).toHaveLength(1);
  });
});

describe('registered users only (+R)', () => {
  it('is reached only by who has an account', async () => {
    const [client, picky] = await two();
    const known = await registered(server);
    await picky.ask(`MODE ${picky.nick} +R`);
    const [refusal, ...more] = await client.ask(`PRIVMSG ${picky.nick} :hi`);
    expect(refusal).toEqual(expect.objectContaining({ verb: expect.stringMatching(/^[45]\d\d$/) }));
    expect(refusal?.params).toEqual([client.nick, picky.nick, TEXT]);
    expect(more).toEqual([]);
    expect(await client.ask(`NOTICE ${picky.nick} :hi`)).toEqual([]);
    expect(await known.ask(`PRIVMSG ${picky.nick} :hi`)).toEqual([]);
    expect(await picky.sync()).toEqual([from(known.nick, 'PRIVMSG', picky.nick, 'hi')]);
  });

  it('hears everybody in a room', async () => {
    const [client, picky] = await two();
    const room = freshRoom();
    await picky.ask(`MODE ${picky.nick} +R`);
    await meet(room, client, picky);
    await client.ask(`PRIVMSG ${room} :hi`);
    expect(await picky.sync()).toEqual([from(client.nick, 'PRIVMSG', room, 'hi')]);
  });
});

describe('AWAY message', () => {
  it('is confirmed (306), and taken back (305) with no text or an empty one', async () => {
    const client = await server.register();
    for (const back of ['AWAY', 'AWAY :']) {
      expect(await client.ask('AWAY :Gone to have lunch')).toEqual([message('306', client.nick, TEXT)]);
      expect(await client.ask(back)).toEqual([message('305', client.nick, TEXT)]);
    }
  });

  it('is told to nobody who has not asked for it', async () => {
    const [client, friend] = await two();
    await meet(freshRoom(), client, friend);
    await client.ask('AWAY :out');
    expect(await friend.sync()).toEqual([]);
  });
});

describe('USERHOST message', () => {
  it('tells of up to five, who is away and who an operator (302)', async () => {
    const [client, friend] = await two();
    await friend.ask('AWAY :out');
    await friend.ask(OPER);
    const [reply, ...more] = await client.ask(`USERHOST ${client.nick} ghost ${friend.nick.toUpperCase()}`);
    expect(reply).toEqual(message('302', client.nick, TEXT));
    expect(reply?.params[1]?.trim().split(' ').sort()).toEqual(
      [
        expect.stringMatching(new RegExp(`^${client.nick}=\\+[^ ]+$`)),
        expect.stringMatching(new RegExp(`^${friend.nick}\\*=-[^ ]+$`)),
      ].sort(),
    );
    expect(more).toEqual([]);
  });

  it('has an empty list of nobody', async () => {
    const client = await server.register();
    expect(await client.ask('USERHOST ghost')).toEqual([message('302', client.nick, expect.stringMatching(/^ ?$/))]);
  });

  it('tells of five', async () => {
    const clients = await Promise.all(Array.from({ length: 5 }, () => server.register()));
    const [reply] = (await clients[0]?.ask(`USERHOST ${clients.map(({ nick }) => nick).join(' ')}`)) ?? [];
    expect(reply?.params[1]?.trim().split(' ')).toHaveLength(5);
  });

  it('needs a name (461)', async () => {
    const client = await server.register();
    expect(await client.ask('USERHOST')).toEqual([message('461', client.nick, 'USERHOST', TEXT)]);
  });
});

describe('ISON message', () => {
  it('has those of the names that are here (303)', async () => {
    const [client, friend] = await two();
    const [reply, ...more] = await client.ask(`ISON ghost ${friend.nick} ${client.nick.toUpperCase()} other-ghost`);
    expect(reply).toEqual(message('303', client.nick, TEXT));
    expect(reply?.params[1]?.trim().toLowerCase().split(' ').sort()).toEqual([client.nick, friend.nick].sort());
    expect(more).toEqual([]);
    const [one] = await client.ask(`ISON :ghost ${friend.nick}`);
    expect(one?.params[1]?.trim()).toBe(friend.nick);
  });

  it('has an empty list of nobody', async () => {
    const client = await server.register();
    expect(await client.ask('ISON ghost')).toEqual([message('303', client.nick, expect.stringMatching(/^ ?$/))]);
  });

  it('needs a name (461)', async () => {
    const client = await server.register();
    expect(await client.ask('ISON')).toEqual([message('461', client.nick, 'ISON', TEXT)]);
  });
});
