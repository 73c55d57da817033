// IRCv3 extended-monitor
import { describe, expect, it } from 'vitest';
import { PASSWORD } from './accounts.ts';
import { gathering } from './gathering.ts';
import { conformanceServer, from, OPER, OPERATOR_OPTIONS, only } from './irc.ts';

const server = conformanceServer(...OPERATOR_OPTIONS);

/** What makes somebody send each notification. `operator` does it to somebody. */
const NOTIFICATIONS = [
  { cap: 'away-notify', verb: 'AWAY', line: 'AWAY :gone', params: () => ['gone'] },
  { cap: 'account-notify', verb: 'ACCOUNT', line: `REGISTER * * :${PASSWORD}`, params: (nick: string) => [nick] },
  { cap: 'setname', verb: 'SETNAME', line: 'SETNAME :Another Name', params: () => ['Another Name'] },
] as const;

describe('Description', () => {
  it.each(NOTIFICATIONS)('tells who watches of $verb with $cap', async ({ cap, verb, line, params }) => {
    const ann = await server.register(undefined, { caps: `extended-monitor ${cap}` });
    const bob = await server.register();
    await ann.ask(`MONITOR + ${bob.nick}`);
    await bob.ask(line);
    expect(await ann.sync()).toEqual([from(bob.nick, verb, ...params(bob.nick))]);
    await ann.ask(`MONITOR - ${bob.nick}`);
    await bob.ask('AWAY');
    await bob.ask('SETNAME :Once More');
    expect(await ann.sync()).toEqual([]);
  });

  it('tells who watches of CHGHOST with chghost', async () => {
    const ann = await server.register(undefined, { caps: 'extended-monitor chghost' });
    const plain = await server.register(undefined, { caps: 'extended-monitor' });
    const bob = await server.register();
    for (const watcher of [ann, plain]) await watcher.ask(`MONITOR + ${bob.nick}`);
    const root = await server.register();
    await root.ask(OPER);
    await root.ask(`CHGHOST ${bob.nick} newuser tea.house.example`);
    expect(await ann.sync()).toEqual([from(bob.nick, 'CHGHOST', 'newuser', 'tea.house.example')]);
    // The fallback of chghost is for common channels.
    expect(await plain.sync()).toEqual([]);
  });

  it('tells of the return too', async () => {
    const ann = await server.register(undefined, { caps: 'extended-monitor away-notify' });
    const bob = await server.register();
    await bob.ask('AWAY :gone');
    await ann.ask(`MONITOR + ${bob.nick}`);
    await bob.ask('AWAY');
    expect(await ann.sync()).toEqual([from(bob.nick, 'AWAY')]);
  });

  it.each(NOTIFICATIONS)('needs extended-monitor and $cap', async ({ cap, line }) => {
    const watchers = [
      await server.register(undefined, { caps: cap }),
      await server.register(undefined, { caps: 'extended-monitor' }),
    ];
    const bob = await server.register();
    for (const ann of watchers) await ann.ask(`MONITOR + ${bob.nick}`);
    await bob.ask(line);
    for (const ann of watchers) expect(await ann.sync()).toEqual([]);
  });

  it.each(NOTIFICATIONS)('tells of $verb once to who shares a channel as well', async ({ cap, verb, line }) => {
    const { people } = await gathering(server, `extended-monitor ${cap}`, '');
    const [ann, bob] = people;
    await ann.ask(`MONITOR + ${bob.nick}`);
    await bob.ask(line);
    expect(only(await ann.sync(), verb)).toHaveLength(1);
  });
});
