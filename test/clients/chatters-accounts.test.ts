// irssi, WeeChat and catgirl, the real programs, with an account, among people with IRC and with nc.
import { beforeAll, describe, expect, test } from 'vitest';
import type { TestClient } from '../client.ts';
import { startServer, type TestServer } from '../server.ts';
import { tlsOptions } from '../tls.ts';
import { registered, registerName } from './accounts.ts';
import { CHATTERS } from './chatters.ts';
import { netcat } from './netcat.ts';
import { INSTALLING, need } from './packages.ts';
import { relay } from './relay.ts';

beforeAll(() => need('irssi', 'weechat', 'catgirl', 'nc', 'tmux'), INSTALLING);

// catgirl speaks nothing else.
const TLS = await tlsOptions();

const PASSWORD = '芝麻 open sesame';
const ANN = ':Ann!~ann@127.0.0.1';

/** A server where the name Ann is registered, and Bob, who is logged in and is told of everything. */
async function house(...options: string[]): Promise<{ server: TestServer; bob: TestClient }> {
  const server = await startServer(...TLS, ...options);
  await registerName(server.port, 'Ann', PASSWORD);
  return { server, bob: await registered(server.port, 'Bob') };
}

describe.each(CHATTERS)('$program', ({ open, mechanisms, commands, shows }) => {
  test.each(mechanisms)('logs in with SASL %s, and everybody is told whose name it is', async (mechanism) => {
    const { server, bob } = await house();
    const ann = await open(server.port, { login: { mechanism, password: PASSWORD } });
    await ann.sees(shows.loggedIn('Ann'));
    ann.types('/join #lobby');
    await bob.until(`${ANN} JOIN #lobby Ann :Ann Lee\r\n`);
    await ann.sees(shows.joined('Ann', '#lobby'));
    bob.say('WHOIS Ann');
    await bob.until(' 330 Bob Ann Ann :');
    ann.types(commands.turnToServer);
    ann.types('/whois Bob');
    await ann.sees(shows.whoisAccount('Bob', 'Bob'));
  });

  test.each([80, 40])('talks, goes away and hears who is away, in %i columns', async (columns) => {
    const { server, bob } = await house();
    const lei = await netcat(server.port, '李雷');
    const login = { mechanism: 'PLAIN', password: PASSWORD } as const;
    const ann = await open(server.port, { login, columns, room: '#lobby' });
    ann.types('早上好，大家 🍵');
    await bob.until(`${ANN} PRIVMSG #lobby :早上好，大家 🍵\r\n`);
    await lei.printed.until('Ann: 早上好，大家 🍵\n');
    bob.say('PRIVMSG #lobby :你好，安 👋');
    await ann.sees(shows.said('Bob', '你好，安 👋'));
    ann.types('/me 倒了一杯茶');
    await bob.until(`${ANN} PRIVMSG #lobby :\x01ACTION 倒了一杯茶\x01\r\n`);
    bob.say('PRIVMSG #lobby :\x01ACTION 喝了一口\x01');
    await ann.sees(shows.did('Bob', '喝了一口'));

    ann.types('/away 吃饭去了');
    await bob.until(`${ANN} AWAY 吃饭去了\r\n`);
    await lei.printed.until('-- Ann is away: 吃饭去了\n');
    bob.say('PRIVMSG Ann :在吗');
    await bob.until(' 301 Bob Ann 吃饭去了\r\n');
    ann.types('/query Bob');
    await ann.sees(shows.said('Bob', '在吗'));
    ann.types('/away');
    await bob.until(`${ANN} AWAY\r\n`);
    bob.say('AWAY 散步');
    await bob.until(' 306 Bob ');
    ann.types('回来了');
    await bob.until(`${ANN} PRIVMSG Bob :回来了\r\n`);
    await ann.sees(shows.isAway('Bob', '散步'));
    ann.types(commands.turnToServer);
    await ann.sees(shows.away);
    await ann.sees(shows.back);
  });

  test('gives a role, is put out, and comes in again', async () => {
    const { server, bob } = await house();
    const login = { mechanism: 'PLAIN', password: PASSWORD } as const;
    const ann = await open(server.port, { login, room: '#茶' });
    await ann.sees(shows.opped('#茶'));
    bob.say('JOIN #茶');
    await ann.sees(shows.joined('Bob', '#茶'));
    ann.types('/voice Bob');
    await bob.until(`${ANN} MODE #茶 +v Bob\r\n`);
    await ann.sees(shows.voiced('Bob', '#茶'));
    ann.types('/op Bob');
    await bob.until(`${ANN} MODE #茶 +o Bob\r\n`);
    await ann.sees(shows.opGiven('Bob', '#茶'));
    bob.say('KICK #茶 Ann :歇一会儿');
    await ann.sees(shows.kickedBy('Bob', '#茶', '歇一会儿'));
    ann.types('/join #茶');
    await bob.until(`${ANN} JOIN #茶 Ann :Ann Lee\r\n`);
    bob.say('PRIVMSG #茶 :又来了');
    await ann.sees(shows.said('Bob', '又来了'));
  });

  test('comes back under its own name after the line broke, and after KILL', async () => {
    const { server, bob } = await house('--operator-password', 'sesame');
    const line = await relay(server.port);
    const login = { mechanism: 'PLAIN', password: PASSWORD } as const;
    const ann = await open(line.port, { login, room: '#lobby' });
    await bob.until(`${ANN} JOIN #lobby Ann :Ann Lee\r\n`);
    line.cut();
    await bob.until(/:Ann!~ann@127\.0\.0\.1 QUIT .*\r\n/);
    await bob.until(`${ANN} JOIN #lobby Ann :Ann Lee\r\n`);

    bob.say('OPER host sesame', 'KILL Ann :歇一会儿');
    await bob.until(/:Ann!~ann@127\.0\.0\.1 QUIT .*歇一会儿.*\r\n/);
    if (commands.comeBack !== null) {
      await ann.sees(shows.left('Ann', 'Killed (Bob (歇一会儿))'));
      ann.types(commands.comeBack);
    }
    await bob.until(`${ANN} JOIN #lobby Ann :Ann Lee\r\n`);
    // The name was never anybody else's.
    expect(bob.heard.all).not.toMatch(/Ann[_`1]/);
  });

  test('is known to NickServ without SASL', async () => {
    const { server, bob } = await house();
    const lee = await open(server.port);
    lee.types('/join #lobby');
    await lee.sees(shows.joined('Ann_', '#lobby'));
    lee.types(commands.nickserv(`IDENTIFY Ann ${PASSWORD}`));
    await bob.until(' ACCOUNT Ann\r\n');
    lee.types('/nick Ann');
    await bob.until(' NICK Ann\r\n');
  });
});
