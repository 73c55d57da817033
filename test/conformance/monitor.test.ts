// IRCv3 monitor
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { gathering } from './gathering.ts';
import { type ConformanceClient, conformanceServer, fresh, isupport, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

/** The nicknames in replies of this numeric, which must all be for this client. */
function targets(client: ConformanceClient, heard: readonly Message[], numeric: string): string[] {
  return only(heard, numeric).flatMap(({ params }) => {
    expect(params).toEqual([expect.stringMatching(new RegExp(`^(\\*|${RegExp.escape(client.nick)})$`)), TEXT]);
    return (params[1] ?? '').split(',').map((target) => target.replace(/!.*/, ''));
  });
}

async function list(client: ConformanceClient): Promise<string[]> {
  const heard = await client.ask('MONITOR L');
  expect(heard.at(-1)).toEqual(message('733', client.nick, TEXT));
  expect(heard.slice(0, -1).filter(({ verb }) => verb !== '732')).toEqual([]);
  return targets(client, heard, '732');
}

async function leave(client: ConformanceClient): Promise<void> {
  client.send('QUIT');
  await client.closed;
}

describe('MONITOR Command', () => {
  it('is announced with the most targets there may be', async () => {
    expect(isupport(await server.register()).get('MONITOR')).toMatch(/^[1-9]\d*$/);
  });

  it('needs a modifier it knows', async () => {
    const ann = await server.register();
    expect(await ann.ask('MONITOR')).toEqual([message('461', ann.nick, 'MONITOR', TEXT)]);
    expect(targets(ann, await ann.ask('MONITOR X bob'), '730')).toEqual([]);
    expect(await list(ann)).toEqual([]);
  });
});

describe('MONITOR + target[,target2]*', () => {
  it('tells who is online and who is not', async () => {
    const [ann, bob, cid] = [await server.register(), await server.register(), await server.register()];
    const nobody = [fresh(), fresh()];
    const heard = await ann.ask(`MONITOR + ${[bob.nick, nobody[0], cid.nick, nobody[1]].join(',')}`);
    expect(targets(ann, heard, '730').sort()).toEqual([bob.nick, cid.nick].sort());
    expect(targets(ann, heard, '731').sort()).toEqual([...nobody].sort());
    expect(heard.filter(({ verb }) => verb !== '730' && verb !== '731')).toEqual([]);
  });

  it('shows the real mask of who is online, if it shows one', async () => {
    const [ann, bob] = [await server.register(), await server.register()];
    const [online] = only(await ann.ask(`MONITOR + ${bob.nick}`), '730');
    const [, nick, user, host] = only(await ann.ask(`WHOIS ${bob.nick}`), '311')[0]?.params ?? [];
    expect([bob.nick, `${nick}!${user}@${host}`]).toContain(online?.params[1]);
  });

  it('adds nobody twice, in whatever case', async () => {
    const ann = await server.register();
    const name = fresh('Target');
    await ann.ask(`MONITOR + ${name},${name}`);
    await ann.ask(`MONITOR + ${name.toUpperCase()}`);
    expect(await list(ann)).toEqual([name]);
  });

  it('takes only nicknames', async () => {
    const ann = await server.register();
    const name = fresh();
    await ann.ask(`MONITOR + *!*@*,#room,${name}`);
    expect(await list(ann)).toEqual([name]);
  });

  it('finds people whatever the case', async () => {
    const [ann, bob] = [await server.register(), await server.register(fresh('Somebody'))];
    const heard = await ann.ask(`MONITOR + ${bob.nick.toLowerCase()}`);
    expect(targets(ann, heard, '730').map((nick) => nick.toLowerCase())).toEqual([bob.nick.toLowerCase()]);
  });
});

describe('MONITOR - target[,target2]*', () => {
  it('removes without a word, and nothing more is told', async () => {
    const [ann, bob] = [await server.register(), await server.register()];
    const others = [fresh(), fresh()];
    await ann.ask(`MONITOR + ${bob.nick},${others.join()}`);
    expect(await ann.ask(`MONITOR - ${bob.nick},${others[0]},${fresh()}`)).toEqual([]);
    expect(await list(ann)).toEqual([others[1]]);
    await leave(bob);
    expect(await ann.sync()).toEqual([]);
  });
});

describe('MONITOR C', () => {
  it('removes everybody without a word', async () => {
    const [ann, bob] = [await server.register(), await server.register()];
    await ann.ask(`MONITOR + ${bob.nick},${fresh()}`);
    expect(await ann.ask('MONITOR C')).toEqual([]);
    expect(await list(ann)).toEqual([]);
    await leave(bob);
    expect(await ann.sync()).toEqual([]);
  });
});

describe('MONITOR L', () => {
  it('lists everybody, in as many lines as it needs', async () => {
    const ann = await server.register();
    const names = Array.from({ length: 40 }, () => fresh('a-rather-long-name-'));
    for (const start of [0, 20]) await ann.ask(`MONITOR + ${names.slice(start, start + 20)}`);
    expect((await list(ann)).sort()).toEqual([...names].sort());
  });

  it('is of each client by itself', async () => {
    const [ann, bob] = [await server.register(), await server.register()];
    await ann.ask(`MONITOR + ${fresh()}`);
    expect(await list(bob)).toEqual([]);
  });
});

describe('MONITOR S', () => {
  it('tells again who is online and who is not', async () => {
    const [ann, bob] = [await server.register(), await server.register()];
    const nobody = fresh();
    await ann.ask(`MONITOR + ${bob.nick},${nobody}`);
    const heard = await ann.ask('MONITOR S');
    expect(targets(ann, heard, '730')).toEqual([bob.nick]);
    expect(targets(ann, heard, '731')).toEqual([nobody]);
    await leave(bob);
    await ann.sync();
    expect(targets(ann, await ann.ask('MONITOR S'), '731').sort()).toEqual([bob.nick, nobody].sort());
  });
});

describe('RPL_MONONLINE and RPL_MONOFFLINE', () => {
  it('come when somebody comes and leaves', async () => {
    const ann = await server.register();
    const name = fresh();
    await ann.ask(`MONITOR + ${name}`);
    const bob = await server.register(name);
    expect(targets(ann, await ann.sync(), '730')).toEqual([name]);
    await leave(bob);
    expect(targets(ann, await ann.sync(), '731')).toEqual([name]);
  });

  it('come when somebody takes another name', async () => {
    const ann = await server.register();
    const [before, after] = [fresh(), fresh()];
    await ann.ask(`MONITOR + ${before},${after}`);
    const bob = await server.register(before);
    await ann.sync();
    await bob.ask(`NICK ${after}`);
    const heard = await ann.sync();
    expect(targets(ann, heard, '731')).toEqual([before]);
    expect(targets(ann, heard, '730')).toEqual([after]);
  });

  it('do not say that who writes its name otherwise has left', async () => {
    const ann = await server.register();
    const bob = await server.register();
    await ann.ask(`MONITOR + ${bob.nick}`);
    await bob.ask(`NICK ${bob.nick.toUpperCase()}`);
    expect(targets(ann, await ann.sync(), '731')).toEqual([]);
  });

  it('come once, and to people on common channels too', async () => {
    const { people } = await gathering(server, '', '');
    const [ann, bob] = people;
    await ann.ask(`MONITOR + ${bob.nick}`);
    await leave(bob);
    const heard = await ann.sync();
    expect(targets(ann, heard, '731')).toEqual([bob.nick]);
    expect(only(heard, 'QUIT')).toHaveLength(1);
  });

  it('go to all who watch', async () => {
    const watchers = [await server.register(), await server.register()];
    const name = fresh();
    for (const ann of watchers) await ann.ask(`MONITOR + ${name}`);
    await server.register(name);
    for (const ann of watchers) expect(targets(ann, await ann.sync(), '730')).toEqual([name]);
  });
});

describe('ERR_MONLISTFULL', () => {
  it('names the targets that cannot be added', async () => {
    const ann = await server.register();
    const limit = Number(isupport(ann).get('MONITOR'));
    const names = Array.from({ length: limit - 1 }, () => fresh());
    for (let start = 0; start < names.length; start += 30) await ann.ask(`MONITOR + ${names.slice(start, start + 30)}`);
    const [last, ...tooMany] = [fresh(), fresh(), fresh()];
    const heard = await ann.ask(`MONITOR + ${[last, ...tooMany].join()}`);
    const [full, ...more] = only(heard, '734');
    expect(more).toEqual([]);
    expect(full).toEqual(message('734', ann.nick, String(limit), TEXT, TEXT));
    const refused = full?.params[2]?.split(',') ?? [];
    const kept = await list(ann);
    expect(kept.length).toBeLessThanOrEqual(limit);
    // Whether the one for which there is room is added is the server's choice; what it says must be true.
    expect([...kept, ...refused].sort()).toEqual([...names, last, ...tooMany].sort());
    expect(refused).toEqual(expect.arrayContaining(tooMany));
  });
});
