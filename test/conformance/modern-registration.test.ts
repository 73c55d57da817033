// modern-irc "Connection Registration", "PASS message", and NICK and USER as far as they belong to coming in.
import { describe, expect, it } from 'vitest';
import { conformanceServer, fresh, freshRoom, from, isupport, message, only, TEXT } from './irc.ts';

/** Who a numeric is for as long as the client has no name of its own. */
const NOBODY = expect.stringMatching(/^(\*|nick\d+)$/);

describe('Connection Registration', () => {
  const server = conformanceServer();

  it.each([
    ['NICK, then USER', (nick: string) => [`NICK ${nick}`, 'USER user 0 * :Real Name']],
    ['USER, then NICK', (nick: string) => ['USER user 0 * :Real Name', `NICK ${nick}`]],
    ['PASS that nobody asked for', (nick: string) => ['PASS x', `NICK ${nick}`, 'USER user 0 * :Real Name']],
    ['PASS between the two', (nick: string) => [`NICK ${nick}`, 'PASS x', 'USER user 0 * :Real Name']],
    ['a change of mind', (nick: string) => [`NICK ${fresh()}`, `NICK ${nick}`, 'USER user 0 * :Real Name']],
  ])('welcomes after %s', async (_, lines) => {
    const client = await server.connect();
    const nick = fresh();
    for (const line of lines(nick)) client.send(line);
    expect(await client.next()).toEqual(message('001', nick, TEXT));
  });

  it('sends what it must in the right order', async () => {
    const client = await server.register();
    const { nick, welcome } = client;
    expect(welcome.slice(0, 5)).toEqual([
      message('001', nick, TEXT),
      message('002', nick, TEXT),
      message('003', nick, TEXT),
      expect.objectContaining({ verb: '004' }),
      expect.objectContaining({ verb: '005' }),
    ]);
    const verbs = welcome.map(({ verb }) => verb);
    const rest = verbs.slice(verbs.lastIndexOf('005') + 1);
    expect(verbs.slice(4, verbs.lastIndexOf('005') + 1)).toEqual(verbs.filter((verb) => verb === '005'));
    expect(rest.indexOf('251')).toBeGreaterThanOrEqual(0);
    expect(rest).toEqual(expect.arrayContaining(['251', '255', '265', '266']));
    expect(rest.indexOf('255')).toBeLessThan(rest.findIndex((verb) => verb === '422' || verb === '375'));
  });

  it('tells the same server name everywhere, and the letters of all modes in RPL_MYINFO', async () => {
    const client = await server.register();
    const [myinfo] = only(client.welcome, '004');
    const [, name = '', version, userModes = '', channelModes = '', withParameter = ''] = myinfo?.params ?? [];
    for (const { source } of client.welcome) expect(source).toBe(name);
    expect(name).toMatch(/^[^ !@]+$/);
    expect(version).toMatch(/^[^ ]+$/);
    expect([...userModes].sort()).toEqual(expect.arrayContaining(['B', 'R', 'i', 'o', 'w']));
    const [lists = '', always = '', whenSet = '', flags = ''] = (isupport(client).get('CHANMODES') ?? '').split(',');
    const roles = /^\((\w+)\)/.exec(isupport(client).get('PREFIX') ?? '')?.[1] ?? '';
    expect([...channelModes].sort()).toEqual([...(lists + always + whenSet + flags + roles)].sort());
    expect([...withParameter].sort()).toEqual([...(lists + always + whenSet + roles)].sort());
  });

  it('waits for CAP END once capability negotiation has begun', async () => {
    const client = await server.connect();
    const nick = fresh();
    for (const line of ['CAP LS 302', `NICK ${nick}`, 'USER user 0 * :Real Name', 'CAP LIST']) client.send(line);
    expect((await client.next()).params).toEqual(expect.arrayContaining(['LS']));
    let heard = await client.next();
    while (heard.params.includes('LS')) heard = await client.next();
    expect(heard.params).toEqual(expect.arrayContaining(['LIST']));
    client.send('CAP END');
    expect(await client.next()).toEqual(message('001', nick, TEXT));
  });

  it.each(['JOIN #room', 'PRIVMSG nick :hi', 'WHOIS nick', 'MODE #room', 'OPER root sesame', 'LIST', 'AWAY :gone'])(
    'does not accept %s yet (451)',
    async (line) => {
      const client = await server.connect();
      client.send('USER user 0 * :Real Name');
      client.send(line);
      expect(await client.next()).toEqual(message('451', NOBODY, TEXT));
      const nick = fresh();
      client.send(`NICK ${nick}`);
      expect(await client.next()).toEqual(message('001', nick, TEXT));
    },
  );

  it('answers an unknown command, and goes on', async () => {
    const client = await server.connect();
    client.send('NICK :');
    await client.next();
    client.send('NOSUCHVERB');
    expect((await client.next()).verb).toMatch(/^(421|451)$/);
    await client.register(fresh());
  });

  it('lets go who changes their mind', async () => {
    const client = await server.connect();
    client.send(`NICK ${fresh()}`);
    client.send('QUIT :never mind');
    expect((await client.toTheEnd()).at(-1)).toEqual(message('ERROR', TEXT));
  });
});

describe('NICK message, while registering', () => {
  const server = conformanceServer();

  it.each([
    ['the same name', (nick: string) => nick],
    ['another case', (nick: string) => nick.toUpperCase()],
  ])('refuses a name in use (433), given as %s; another one is enough then', async (_, variant) => {
    const { nick } = await server.register();
    const client = await server.connect();
    client.send(`NICK ${variant(nick)}`);
    client.send('USER user 0 * :Real Name');
    expect(await client.next()).toEqual(message('433', expect.any(String), variant(nick), TEXT));
    const other = fresh();
    client.send(`NICK ${other}`);
    expect(await client.next()).toEqual(message('001', other, TEXT));
  });

  it('gives a name to one of two who want it at once', async () => {
    const [one, two] = [await server.connect(), await server.connect()];
    const nick = fresh();
    for (const client of [one, two]) client.send(`NICK ${nick}`);
    for (const client of [one, two]) client.send('USER user 0 * :Real Name');
    const verbs = [(await one.until('001', '433')).verb, (await two.until('001', '433')).verb];
    expect(verbs.sort()).toEqual(['001', '433']);
  });

  it('refuses what cannot be a name (432)', async () => {
    const client = await server.connect();
    client.send('USER user 0 * :Real Name');
    client.send('NICK #room');
    expect(await client.next()).toEqual(message('432', NOBODY, '#room', TEXT));
  });

  it('says that no name was given (431)', async () => {
    const client = await server.connect();
    client.send('USER user 0 * :Real Name');
    client.send('NICK');
    expect(await client.next()).toEqual(message('431', NOBODY, TEXT));
  });
});

describe('USER message', () => {
  const server = conformanceServer();

  it.each(['USER', 'USER user', 'USER user 0', 'USER user 0 *'])('needs all parameters (461): %s', async (line) => {
    const client = await server.connect();
    client.send(`NICK ${fresh()}`);
    client.send(line);
    expect(await client.next()).toEqual(message('461', NOBODY, 'USER', TEXT));
  });

  it('has the real name, with its spaces, in WHOIS', async () => {
    const client = await server.register(fresh(), { username: 'ronnie', realname: 'Ronnie  :Reagan ' });
    const [whoisUser] = only(await client.ask(`WHOIS ${client.nick}`), '311');
    expect(whoisUser?.params.slice(2)).toEqual([
      expect.stringMatching(/^~?ronnie$/),
      expect.any(String),
      '*',
      expect.stringMatching(/^Ronnie {2}:Reagan ?$/),
    ]);
  });

  it('takes an empty user name for a missing one, or puts another in its place', async () => {
    const client = await server.connect();
    const nick = fresh();
    client.send(`NICK ${nick}`);
    client.send('USER  0 * :'); // the empty first parameter cannot be written: `0` becomes the user name, one is missing
    expect(await client.next()).toEqual(message('461', NOBODY, 'USER', TEXT));
    client.send('USER user 0 * :');
    const answer = await client.until('001', '461');
    expect(answer.params).toEqual(answer.verb === '001' ? [nick, TEXT] : [NOBODY, 'USER', TEXT]);
  });

  it('cuts the user name to USERLEN without a word', async () => {
    const client = await server.register(fresh(), { username: 'abcdefghijklmnopqrstuvwxyz' });
    const most = Number(isupport(client).get('USERLEN'));
    const [whoisUser] = only(await client.ask(`WHOIS ${client.nick}`), '311');
    const username = whoisUser?.params[2] ?? '';
    expect(username).toHaveLength(most);
    expect('~abcdefghijklmnopqrstuvwxyz').toContain(username);
  });

  it('lets no user name into the source that would make it ambiguous', async () => {
    const client = await server.connect();
    const nick = fresh();
    client.send(`NICK ${nick}`);
    client.send('USER a!b@c 0 * :Real Name');
    const first = await client.next();
    if (first.verb !== '001') return expect(first.verb).toMatch(/^(461|468|ERROR)$/);
    await client.until('376', '422');
    const room = freshRoom();
    expect(only(await client.ask(`JOIN ${room}`), 'JOIN')).toEqual([from(nick, 'JOIN', room)]);
  });

  it('is not accepted a second time (462)', async () => {
    const client = await server.register();
    expect(await client.ask('USER other 0 * :Other')).toEqual([message('462', client.nick, TEXT)]);
    const [whoisUser] = only(await client.ask(`WHOIS ${client.nick}`), '311');
    expect(whoisUser?.params.at(-1)).toBe('Real Name');
  });
});

describe('PASS message', () => {
  const server = conformanceServer('--password', 'open sesame');
  const come = async (...passwords: readonly string[]) => {
    const client = await server.connect();
    for (const password of passwords) client.send(`PASS ${password}`);
    client.send(`NICK ${fresh()}`);
    client.send('USER user 0 * :Real Name');
    return client;
  };

  it('lets in who knows the password', async () => {
    expect((await (await come(':open sesame')).next()).verb).toBe('001');
  });

  it('may come between NICK and USER', async () => {
    const client = await server.connect();
    for (const line of [`NICK ${fresh()}`, 'PASS :open sesame', 'USER user 0 * :Real Name']) client.send(line);
    expect((await client.next()).verb).toBe('001');
  });

  it('counts the last of several', async () => {
    expect((await (await come('wrong', ':open sesame')).next()).verb).toBe('001');
    expect((await (await come(':open sesame', 'wrong')).next()).verb).toBe('464');
  });

  it.each([
    ['a wrong password', ['wrong']],
    ['the beginning of it', ['open']],
    ['another case', [':Open Sesame']],
    ['none', []],
  ])('sends away who has %s (464, ERROR)', async (_, passwords) => {
    const client = await come(...passwords);
    const heard = await client.toTheEnd();
    expect(heard[0]).toEqual(message('464', expect.any(String), TEXT));
    expect(heard.at(-1)).toEqual(message('ERROR', TEXT));
    expect(only(heard, '001')).toEqual([]);
  });

  it('needs a parameter (461)', async () => {
    const client = await server.connect();
    client.send(`NICK ${fresh()}`);
    client.send('PASS');
    expect(await client.next()).toEqual(message('461', NOBODY, 'PASS', TEXT));
  });

  it('is not accepted once registered (462)', async () => {
    const client = await server.register(fresh(), { password: 'open sesame' });
    expect(await client.ask('PASS :open sesame')).toEqual([message('462', client.nick, TEXT)]);
  });
});
