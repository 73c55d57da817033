// modern-irc "OPER message", "Operator Messages", "WALLOPS message".
import { describe, expect, it } from 'vitest';
import { conformanceServer, freshRoom, from, meet, message, OPER, OPERATOR_OPTIONS, only, TEXT } from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS);
const two = async () => [await server.register(), await server.register()] as const;

async function operator() {
  const client = await server.register();
  await client.ask(OPER);
  return client;
}

describe('OPER message', () => {
  it('makes an operator (381), and tells of the mode', async () => {
    const client = await server.register();
    const heard = await client.ask(OPER);
    expect(only(heard, '381')).toEqual([message('381', client.nick, TEXT)]);
    expect(only(heard, 'MODE')).toEqual([message('MODE', client.nick, '+o')]);
  });

  it.each(['OPER root wrong', 'OPER root SESAME', 'OPER nobody sesame', 'OPER root :'])(
    'refuses a wrong name or password (464, 491): %s',
    async (line) => {
      const client = await server.register();
      const heard = await client.ask(line);
      if (line.endsWith(':') && heard[0]?.verb === '461') return;
      const verb = line.includes('nobody') ? /^(464|491)$/ : /^464$/;
      expect(heard).toEqual([
        expect.objectContaining({ verb: expect.stringMatching(verb), params: [client.nick, TEXT] }),
      ]);
      expect(only(await client.ask('WALLOPS :x'), '481')).toHaveLength(1);
    },
  );

  it.each(['OPER', 'OPER root'])('needs a name and a password (461): %s', async (line) => {
    const client = await server.register();
    expect(await client.ask(line)).toEqual([message('461', client.nick, 'OPER', TEXT)]);
  });

  describe('where there is no operator', () => {
    const lonely = conformanceServer();

    it('refuses everybody (464, 491)', async () => {
      const client = await lonely.register();
      for (const line of [OPER, 'OPER root undefined', 'OPER null null', 'OPER operator :']) {
        const verbs = (await client.ask(line)).map(({ verb }) => verb);
        expect(verbs).toEqual([expect.stringMatching(/^(464|491|461)$/)]);
      }
    });
  });
});

describe('KILL message', () => {
  it('tells the victim, who shares a room, and nobody else; the connection ends', async () => {
    const root = await operator();
    const [victim, friend] = await two();
    const stranger = await server.register();
    for (const room of [freshRoom(), freshRoom()]) await meet(room, victim, friend);
    root.send(`KILL ${victim.nick} :spam`);
    const heard = await victim.toTheEnd();
    expect(only(heard, 'KILL')).toEqual([from(root.nick, 'KILL', victim.nick, expect.stringContaining('spam'))]);
    expect(only(heard, 'QUIT')).toEqual([from(victim.nick, 'QUIT', expect.stringContaining('spam'))]);
    expect(heard.at(-1)).toEqual(message('ERROR', expect.stringContaining('spam')));
    const reason = expect.stringMatching(new RegExp(`^Killed \\(${root.nick} \\(spam\\)\\)$`));
    expect(await friend.sync()).toEqual([from(victim.nick, 'QUIT', reason)]);
    expect(await stranger.sync()).toEqual([]);
    expect(only(await root.sync(), 'ERROR')).toEqual([]);
    expect(only(await friend.ask(`WHOIS ${victim.nick}`), '401')).toHaveLength(1);
  });

  it('lets the victim come back at once', async () => {
    const root = await operator();
    const victim = await server.register();
    root.send(`KILL ${victim.nick} :spam`);
    await victim.closed;
    await server.register(victim.nick);
  });

  it('is for operators (481)', async () => {
    const [client, friend] = await two();
    expect(await client.ask(`KILL ${friend.nick} :spam`)).toEqual([message('481', client.nick, TEXT)]);
    expect(await friend.sync()).toEqual([]);
  });

  it('of nobody (401), and of a server (483)', async () => {
    const root = await operator();
    expect(await root.ask('KILL ghost :spam')).toEqual([message('401', root.nick, 'ghost', TEXT)]);
    const verbs = (await root.ask(`KILL ${root.welcome[0]?.source} :spam`)).map(({ verb }) => verb);
    expect(verbs).toEqual([expect.stringMatching(/^(483|401)$/)]);
  });

  it('needs a name and a reason (461)', async () => {
    const root = await operator();
    const victim = await server.register();
    for (const line of ['KILL', `KILL ${victim.nick}`]) {
      expect(await root.ask(line)).toEqual([message('461', root.nick, 'KILL', TEXT)]);
    }
    expect(await victim.sync()).toEqual([]);
  });
});

describe('WALLOPS message, WALLOPS User Mode', () => {
  it('reaches everybody with +w', async () => {
    const root = await operator();
    const [listener, other] = await two();
    await listener.ask(`MODE ${listener.nick} +w`);
    await other.ask(`MODE ${other.nick} -w`);
    const echo = await root.ask('WALLOPS :Back in five minutes');
    const heard = from(root.nick, 'WALLOPS', 'Back in five minutes');
    expect(await listener.sync()).toEqual([heard]);
    expect(await other.sync()).toEqual([]);
    expect(echo).toEqual(echo.length === 0 ? [] : [heard]);
    await listener.ask(`MODE ${listener.nick} -w`);
    await root.ask('WALLOPS :again');
    expect(await listener.sync()).toEqual([]);
  });

  it('is for operators (481)', async () => {
    const [client, listener] = await two();
    await listener.ask(`MODE ${listener.nick} +w`);
    expect(await client.ask('WALLOPS :x')).toEqual([message('481', client.nick, TEXT)]);
    expect(await listener.sync()).toEqual([]);
  });

  it.each(['WALLOPS', 'WALLOPS :'])('needs a text (461): %s', async (line) => {
    const root = await operator();
    const [answer, ...more] = await root.ask(line);
    expect(answer?.verb).toMatch(line.endsWith(':') ? /^(461|412)$/ : /^461$/);
    expect(answer?.params.at(-1)).toEqual(TEXT);
    expect(more).toEqual([]);
  });
});

describe('CONNECT, REHASH, RESTART, SQUIT', () => {
  it.each(['CONNECT a.b', 'REHASH', 'RESTART', 'SQUIT a.b :x', 'DIE'])(
    '%s is refused to users (481), or not known (421)',
    async (line) => {
      const client = await server.register();
      const [answer, ...more] = await client.ask(line);
      const verb = line.split(' ')[0] ?? '';
      const unknown = message('421', client.nick, verb, TEXT);
      expect(answer).toEqual(answer?.verb === '421' ? unknown : message('481', client.nick, TEXT));
      expect(more).toEqual([]);
    },
  );
});
