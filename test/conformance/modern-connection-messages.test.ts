// modern-irc "Connection Messages" of who is in: NICK, PING, PONG, QUIT, ERROR. OPER is with the operators' messages.
import { describe, expect, it } from 'vitest';
import { conformanceServer, fresh, freshRoom, from, isupport, meet, message, only, TEXT } from './irc.ts';

describe('NICK message', () => {
  const server = conformanceServer();

  it('tells the user, and each who shares a room once', async () => {
    const [client, friend, stranger] = [await server.register(), await server.register(), await server.register()];
    await meet(freshRoom(), client, friend);
    await meet(freshRoom(), client, friend);
    const [before, after] = [client.nick, fresh()];
    expect(await client.ask(`NICK ${after}`)).toEqual([from(before, 'NICK', after)]);
    expect(await friend.sync()).toEqual([from(before, 'NICK', after)]);
    expect(await stranger.sync()).toEqual([]);
    expect(await client.ask('MODE #nowhere-at-all')).toEqual([message('403', after, '#nowhere-at-all', TEXT)]);
  });

  it('refuses a name in use, in any case (433), and changes nothing', async () => {
    const [client, other] = [await server.register(), await server.register()];
    for (const wanted of [other.nick, other.nick.toUpperCase()]) {
      expect(await client.ask(`NICK ${wanted}`)).toEqual([message('433', client.nick, wanted, TEXT)]);
    }
    expect(only(await client.ask(`WHOIS ${client.nick}`), '311')).toHaveLength(1);
  });

  it('gives a name to the next one as soon as it is free', async () => {
    const [client, other] = [await server.register(), await server.register()];
    const [free, mine, others] = [client.nick, fresh(), other.nick];
    await client.ask(`NICK ${mine}`);
    expect(await other.ask(`NICK ${free}`)).toEqual([from(others, 'NICK', free)]);
    other.send('QUIT');
    await other.closed;
    expect(await client.ask(`NICK ${free}`)).toEqual([from(mine, 'NICK', free)]);
  });

  it('lets one change the case of the own name', async () => {
    const client = await server.register();
    const before = client.nick;
    expect(await client.ask(`NICK ${before.toUpperCase()}`)).toEqual([from(before, 'NICK', before.toUpperCase())]);
  });

  it('says nothing of a name in use when it is one’s own', async () => {
    const client = await server.register();
    expect(only(await client.ask(`NICK ${client.nick}`), '433', '432')).toEqual([]);
  });

  it.each(['abc', 'XYZ', 'a0123', 'a[]', 'a{}', 'a\\b', 'a|b', '[a]', '{a}', '|a', '\\a'])(
    'accepts %s',
    async (wanted) => {
      const client = await server.register();
      const before = client.nick;
      const nick = `${wanted}${fresh('')}`;
      expect(await client.ask(`NICK ${nick}`)).toEqual([from(before, 'NICK', nick)]);
    },
  );

  it.each([
    '#a',
    ':a b',
    '::a',
    'a,b',
    'a!b',
    'a@b',
    '*',
    'a*',
    'a?',
    '@a',
    '+a',
    '%a',
    '~a',
    '$a',
    'a.b',
    ':a\u0007b',
  ])('refuses %s, which would be ambiguous (432)', async (wanted) => {
    const client = await server.register();
    expect(await client.ask(`NICK ${wanted}`)).toEqual([message('432', client.nick, expect.any(String), TEXT)]);
  });

  it('says that no name was given (431)', async () => {
    const client = await server.register();
    expect(await client.ask('NICK')).toEqual([message('431', client.nick, TEXT)]);
    expect((await client.ask('NICK :')).map(({ verb }) => verb)).toEqual([expect.stringMatching(/^43[12]$/)]);
  });

  it('takes [ and { for two characters with CASEMAPPING=ascii', async () => {
    const [client, other] = [await server.register(), await server.register()];
    expect(isupport(client).get('CASEMAPPING')).toBe('ascii');
    const name = fresh('case');
    expect(await client.ask(`NICK ${name}[`)).toEqual([expect.objectContaining({ verb: 'NICK' })]);
    expect(await other.ask(`NICK ${name}{`)).toEqual([expect.objectContaining({ verb: 'NICK' })]);
  });
});

describe('PING message, PONG message', () => {
  const server = conformanceServer();

  it.each([
    ['a word', 'token'],
    ['words', ':two  words'],
    ['a colon', '::-)'],
    ['much', `:${'x'.repeat(400)}`],
  ])('sends back %s', async (_, token) => {
    const client = await server.register();
    client.send(`PING ${token}`);
    const { source, params } = await client.until('PONG');
    expect(params).toEqual([source, token.replace(/^:/, '')]);
  });

  it.each(['PING', 'PING :'])('wants a token: %s', async (line) => {
    const client = await server.register();
    const answer = await client.ask(line);
    const expected =
      answer[0]?.verb === '409' ? message('409', client.nick, TEXT) : message('461', client.nick, 'PING', TEXT);
    expect(answer).toEqual([expected]);
  });

  it('answers a PONG with nothing', async () => {
    const client = await server.register();
    expect(await client.ask('PONG whatever')).toEqual([]);
  });

  describe('from the server', () => {
    const impatient = conformanceServer('--ping-seconds', '2');

    it('asks who is silent, and sends away who does not answer', async () => {
      const [living, dead] = [await impatient.register(), await impatient.register()];
      const room = freshRoom();
      await meet(room, living, dead);
      const ping = await living.until('PING');
      expect(ping.params).toEqual([TEXT]);
      const asking = setInterval(() => living.send(`PONG ${ping.params[0]}`), 200);
      expect(await living.until('QUIT')).toEqual(from(dead.nick, 'QUIT', TEXT));
      clearInterval(asking);
      const heard = await dead.toTheEnd();
      expect(heard.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['PING', 'ERROR']));
      expect(heard.at(-1)).toEqual(message('ERROR', TEXT));
      expect(only(await living.sync(), 'ERROR')).toEqual([]);
    });
  });
});

describe('QUIT message, ERROR message', () => {
  const server = conformanceServer();
  const pair = async () => {
    const [leaver, friend, stranger] = [await server.register(), await server.register(), await server.register()];
    await meet(freshRoom(), leaver, friend);
    await meet(freshRoom(), leaver, friend);
    return { leaver, friend, stranger };
  };

  it.each([
    ['QUIT :Bye for now!', 'Quit: Bye for now!'],
    ['QUIT', 'Quit: '],
    ['QUIT :', 'Quit: '],
  ])('answers %s with ERROR, and tells each who shares a room once', async (line, reason) => {
    const { leaver, friend, stranger } = await pair();
    leaver.send(line);
    expect((await leaver.toTheEnd()).at(-1)).toEqual(message('ERROR', TEXT));
    expect(await friend.until('QUIT')).toEqual(from(leaver.nick, 'QUIT', reason));
    expect(await friend.sync()).toEqual([]);
    expect(await stranger.sync()).toEqual([]);
    expect(only(await friend.ask(`WHOIS ${leaver.nick}`), '311')).toEqual([]);
  });

  it('tells, with a reason, when somebody is gone without QUIT', async () => {
    const { leaver, friend } = await pair();
    leaver.finish();
    expect(await friend.until('QUIT')).toEqual(from(leaver.nick, 'QUIT', TEXT));
  });

  it('does nothing that comes after it', async () => {
    const { leaver, friend } = await pair();
    leaver.sendBytes(`QUIT :bye\r\nPRIVMSG ${friend.nick} :still here\r\n`);
    await leaver.closed;
    await friend.until('QUIT');
    expect(await friend.sync()).toEqual([]);
  });
});

describe('ERROR message, before registration', () => {
  const impatient = conformanceServer('--handshake-seconds', '1');

  it('is sent to who does not come in in time', async () => {
    const client = await impatient.connect();
    client.send(`NICK ${fresh()}`);
    const heard = await client.toTheEnd();
    expect(heard.at(-1)).toEqual(message('ERROR', TEXT));
    expect(only(heard, '001')).toEqual([]);
  });
});
