// IRCv3 capability-negotiation
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { type ConformanceClient, conformanceServer, fresh, message, TEXT } from './irc.ts';

const server = conformanceServer();

/** The replies of one subcommand, of which `probe` is another that answers with one line. */
async function replies(client: ConformanceClient, line: string, subcommand: string): Promise<Message[]> {
  client.send(line);
  client.send('CAP FOO');
  const heard: Message[] = [];
  for (;;) {
    const next = await client.next();
    if (next.verb === '410') return heard;
    expect(next.params[1]).toBe(subcommand);
    heard.push(next);
  }
}

/** As many requests as these need. */
async function requestAll(client: ConformanceClient, names: readonly string[]): Promise<Message[]> {
  const half = names.length / 2;
  return [await request(client, names.slice(0, half).join(' ')), await request(client, names.slice(half).join(' '))];
}

/** Names, with values where there are any. */
function words(lines: readonly Message[]): string[] {
  return lines.flatMap(({ params }) => (params.at(-1) ?? '').split(' ')).filter((word) => word !== '');
}

async function enabled(client: ConformanceClient): Promise<string[]> {
  return words(await replies(client, 'CAP LIST', 'LIST'));
}

async function request(client: ConformanceClient, caps: string): Promise<Message> {
  client.send(`CAP REQ :${caps}`);
  return client.next();
}

describe('Connection Registration', () => {
  it.each(['CAP LS 302', 'CAP LS', 'CAP REQ :server-time', 'CAP REQ :there-is-no-such-thing'])(
    'is not completed between %s and CAP END',
    async (line) => {
      const client = await server.connect();
      client.send(line);
      const nick = fresh();
      client.send(`NICK ${nick}`);
      client.send('USER user 0 * :Real Name');
      client.send('CAP FOO');
      const heard: Message[] = [];
      do heard.push(await client.next());
      while (heard.at(-1)?.verb !== '410');
      expect(heard.map(({ verb }) => verb)).not.toContain('001');
      client.send('CAP END');
      expect(await client.next()).toEqual(message('001', nick, TEXT));
    },
  );
});

describe('The CAP command', () => {
  it('answers subcommands it does not know with 410', async () => {
    const client = await server.connect();
    client.send('CAP FOO');
    expect(await client.next()).toEqual(message('410', '*', 'FOO', TEXT));
    const ann = await server.register();
    expect(await ann.ask('CAP FOO')).toEqual([message('410', ann.nick, 'FOO', TEXT)]);
  });

  it.each(['ACK', 'NAK', 'NEW', 'DEL'])('does not take %s from a client', async (subcommand) => {
    const ann = await server.register();
    expect(await ann.ask(`CAP ${subcommand} :echo-message`)).toEqual([message('410', ann.nick, subcommand, TEXT)]);
    expect(await enabled(ann)).toEqual([]);
  });

  it('is accepted after registration, with the nickname in its replies', async () => {
    const ann = await server.register();
    expect(await ann.ask('CAP REQ :echo-message')).toEqual([message('CAP', ann.nick, 'ACK', 'echo-message')]);
    expect(await ann.ask('CAP LIST')).toEqual([message('CAP', ann.nick, 'LIST', 'echo-message')]);
  });
});

describe('The CAP LS subcommand', () => {
  it('lists capabilities, each once, under names that do not start with a hyphen', async () => {
    const client = await server.connect();
    const names = words(await replies(client, 'CAP LS', 'LS'));
    expect(names).toEqual([...new Set(names)]);
    expect(names.filter((name) => name.startsWith('-'))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(['message-tags', 'server-time', 'batch', 'sasl']));
  });

  it('lists what can be had: all of it at once', async () => {
    const client = await server.connect();
    const names = words(await replies(client, 'CAP LS', 'LS'));
    await request(client, names.join(' '));
    expect((await enabled(client)).sort()).toEqual(names.sort());
  });
});

describe('The CAP ACK subcommand', () => {
  it('fits into one line, as LS does, whatever the nickname', async () => {
    const ann = await server.register('茶'.repeat(24));
    const [ls, ...rest] = await ann.ask('CAP LS');
    expect(rest).toEqual([]);
    const names = ls?.params.at(-1) ?? '';
    expect(names).toMatch(/server-time.*userhost-in-names/);
    await ann.ask(`CAP REQ :${names}`);
    expect((await enabled(ann)).length).toBe(names.split(' ').length);
  });
});

describe('CAP LS Version', () => {
  it('sends values only when the version is 302 or higher', async () => {
    const client = await server.connect();
    const old = await replies(client, 'CAP LS', 'LS');
    expect(words(old).filter((word) => word.includes('='))).toEqual([]);
    expect(old).toEqual([message('CAP', '*', 'LS', TEXT)]);
    expect(words(await replies(client, 'CAP LS 301', 'LS'))).toEqual(words(old));
    const modern = words(await replies(client, 'CAP LS 302', 'LS'));
    expect(modern).toEqual(expect.arrayContaining([expect.stringMatching(/^sasl=/)]));
    expect(words(await replies(client, 'CAP LS 307', 'LS'))).toEqual(modern);
  });

  it('keeps the highest version, and answers each request by its own', async () => {
    const client = await server.connect();
    await replies(client, 'CAP LS 302', 'LS');
    const lower = words(await replies(client, 'CAP LS', 'LS'));
    expect(lower.filter((word) => word.includes('='))).toEqual([]);
    expect(await request(client, '-cap-notify')).not.toEqual(message('CAP', '*', 'ACK', '-cap-notify'));
  });
});

describe('Capability Values', () => {
  it('are in no reply but that of LS', async () => {
    const client = await server.connect();
    const names = words(await replies(client, 'CAP LS 302', 'LS')).map((word) => word.replace(/=.*/, ''));
    const acknowledged = words(await requestAll(client, names));
    const list = await enabled(client);
    expect([...acknowledged, ...list].filter((word) => word.includes('='))).toEqual([]);
  });
});

describe('Multiline replies to CAP LS and CAP LIST', () => {
  it('have an asterisk in all but the last', async () => {
    const client = await server.connect();
    const ls = await replies(client, 'CAP LS 302', 'LS');
    expect(ls.slice(0, -1).map(({ params }) => params.slice(0, -1))).toEqual(
      ls.slice(0, -1).map(() => ['*', 'LS', '*']),
    );
    expect(ls.at(-1)).toEqual(message('CAP', '*', 'LS', TEXT));
    const names = words(ls).map((word) => word.replace(/=.*/, ''));
    await requestAll(client, names);
    const list = await replies(client, 'CAP LIST', 'LIST');
    expect(list.slice(0, -1).filter(({ params }) => params[2] !== '*')).toEqual([]);
    expect(list.at(-1)).toEqual(message('CAP', '*', 'LIST', TEXT));
  });
});

describe('The CAP LIST subcommand', () => {
  it('lists what is enabled, with an empty parameter when nothing is', async () => {
    const client = await server.connect();
    expect(await replies(client, 'CAP LIST', 'LIST')).toEqual([message('CAP', '*', 'LIST', '')]);
    await request(client, 'server-time batch');
    expect((await enabled(client)).sort()).toEqual(['batch', 'server-time']);
    await request(client, '-batch');
    expect(await enabled(client)).toEqual(['server-time']);
  });
});

describe('The CAP REQ subcommand', () => {
  it('acknowledges what it did, several at once, on and off', async () => {
    const client = await server.connect();
    expect(await request(client, 'server-time batch')).toEqual(message('CAP', '*', 'ACK', 'server-time batch'));
    expect(await request(client, '-batch echo-message')).toEqual(message('CAP', '*', 'ACK', '-batch echo-message'));
    expect((await enabled(client)).sort()).toEqual(['echo-message', 'server-time']);
  });

  it('takes the list without a colon too, and spaces around it', async () => {
    const client = await server.connect();
    client.send('CAP REQ batch');
    expect(await client.next()).toEqual(message('CAP', '*', 'ACK', expect.stringMatching(/^batch *$/)));
    expect(await request(client, ' echo-message ')).toEqual(
      message('CAP', '*', 'ACK', expect.stringMatching(/^ *echo-message *$/)),
    );
    expect((await enabled(client)).sort()).toEqual(['batch', 'echo-message']);
  });

  it('accepts what is already so', async () => {
    const client = await server.connect();
    expect(await request(client, 'batch')).toEqual(message('CAP', '*', 'ACK', 'batch'));
    expect(await request(client, 'batch')).toEqual(message('CAP', '*', 'ACK', 'batch'));
    expect(await request(client, '-echo-message')).toEqual(message('CAP', '*', 'ACK', '-echo-message'));
    expect(await enabled(client)).toEqual(['batch']);
  });

  it('works from left to right', async () => {
    const client = await server.connect();
    await request(client, 'batch -batch');
    expect(await enabled(client)).toEqual([]);
    await request(client, '-batch batch');
    expect(await enabled(client)).toEqual(['batch']);
  });
});

describe('The CAP NAK subcommand', () => {
  it.each([
    'batch there-is-no-such-thing',
    'there-is-no-such-thing batch',
    'batch -there-is-no-such-thing',
    '-server-time there-is-no-such-thing',
  ])('rejects %s as a whole', async (caps) => {
    const client = await server.connect();
    await request(client, 'server-time');
    expect(await request(client, caps)).toEqual(message('CAP', '*', 'NAK', caps));
    expect(await enabled(client)).toEqual(['server-time']);
  });
});

describe('The CAP END subcommand', () => {
  it('is ignored after registration', async () => {
    const ann = await server.register();
    expect(await ann.ask('CAP END')).toEqual([]);
  });

  it('does not end what was not negotiated', async () => {
    const client = await server.connect();
    client.send('CAP END');
    client.send(`NICK ${fresh()}`);
    client.send('USER user 0 * :Real Name');
    expect((await client.until('001', '451')).verb).toBe('001');
  });
});

describe('cap-notify', () => {
  it('can be asked for, and never be switched off, with 302', async () => {
    const client = await server.connect();
    await replies(client, 'CAP LS 302', 'LS');
    expect(await request(client, 'cap-notify')).toEqual(message('CAP', '*', 'ACK', 'cap-notify'));
    expect((await request(client, '-cap-notify')).params[1]).toBe('NAK');
  });

  it('can be switched on and off without 302', async () => {
    const client = await server.connect();
    expect(await request(client, 'cap-notify')).toEqual(message('CAP', '*', 'ACK', 'cap-notify'));
    expect(await request(client, '-cap-notify')).toEqual(message('CAP', '*', 'ACK', '-cap-notify'));
    expect(await enabled(client)).toEqual([]);
  });
});

describe('Rules for naming capabilities', () => {
  it('makes names opaque: case counts', async () => {
    const client = await server.connect();
    expect(await request(client, 'Echo-Message')).toEqual(message('CAP', '*', 'NAK', 'Echo-Message'));
  });
});
