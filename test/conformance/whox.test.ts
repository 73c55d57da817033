// IRCv3 whox
import { describe, expect, it } from 'vitest';
import type { Message } from '../../src/irc/message.ts';
import { registered } from './accounts.ts';
import { gathering } from './gathering.ts';
import { conformanceServer, fresh, isupport, message, NUMBER, only, TEXT } from './irc.ts';

const server = conformanceServer();

/** The fields of each reply, without the asker. */
function rows(heard: readonly Message[]): (readonly string[])[] {
  return only(heard, '354').map(({ params }) => params.slice(1));
}

describe('ISUPPORT token', () => {
  it('has no value', async () => {
    expect(isupport(await server.register()).get('WHOX')).toBe('');
  });
});

describe('Extended WHO command', () => {
  it('answers with 354 and 315 only', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann, bob] = people;
    const heard = await ann.ask(`WHO ${room} %n`);
    expect(heard.map(({ verb }) => verb)).toEqual(['354', '354', '315']);
    expect(rows(heard).sort()).toEqual([[ann.nick], [bob.nick]].sort());
    expect(heard.at(-1)).toEqual(message('315', ann.nick, room, TEXT));
  });

  it('answers with nothing but 315 when nobody matches', async () => {
    const ann = await server.register();
    const nobody = fresh();
    expect(await ann.ask(`WHO ${nobody} %n`)).toEqual([message('315', ann.nick, nobody, TEXT)]);
  });

  it('changes nothing for WHO without fields', async () => {
    const ann = await server.register();
    expect((await ann.ask(`WHO ${ann.nick}`)).map(({ verb }) => verb)).toEqual(['352', '315']);
  });

  it('ignores fields it does not know', async () => {
    const ann = await server.register();
    expect(rows(await ann.ask(`WHO ${ann.nick} %nZz`))).toEqual([[ann.nick]]);
  });
});

describe('RPL_WHOSPCRPL (354) numeric reply', () => {
  it('has all fields in the one order, whatever the order of the request', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann] = people;
    const fields = [
      '42',
      room,
      expect.stringMatching(/^[^ !@]+$/),
      expect.stringMatching(/^(\d+\.\d+\.\d+\.\d+|[0-9a-f:]+)$/),
      expect.stringMatching(/^[^ !@]+$/),
      expect.stringMatching(/^[^ ]+$/),
      ann.nick,
      'H@',
      NUMBER,
      NUMBER,
      '0',
      TEXT,
      'Real Name',
    ];
    for (const letters of ['tcuihsnfdlaor', 'roaldfnshiuct']) {
      const found = rows(await ann.ask(`WHO ${room} %${letters},42`)).filter((row) => row[6] === ann.nick);
      expect(found).toEqual([fields]);
    }
  });

  it.each(['1', '42', '007'])('gives the token %s back', async (token) => {
    const ann = await server.register();
    expect(rows(await ann.ask(`WHO ${ann.nick} %tn,${token}`))).toEqual([[token, ann.nick]]);
  });

  it('has only what was asked for', async () => {
    const ann = await server.register(undefined, { realname: 'Ann of the Tea House' });
    const [, nick = '', user = '', host = ''] = only(await ann.ask(`WHOIS ${ann.nick}`), '311')[0]?.params ?? [];
    expect(rows(await ann.ask(`WHO ${ann.nick} %uh`))).toEqual([[user, host]]);
    expect(rows(await ann.ask(`WHO ${ann.nick} %r`))).toEqual([['Ann of the Tea House']]);
    expect(rows(await ann.ask(`WHO ${ann.nick} %cuhnar`))).toEqual([
      ['*', user, host, nick, '0', 'Ann of the Tea House'],
    ]);
    // A token that was not asked for is not a field.
    expect(rows(await ann.ask(`WHO ${ann.nick} %n,42`))).toEqual([[nick]]);
  });

  it('shows the account, and 0 for none', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    const bob = await registered(server);
    await bob.join(room);
    const accounts = rows(await ann.ask(`WHO ${room} %na`)).map(([nick, account]) => [nick, account]);
    expect(Object.fromEntries(accounts)).toEqual({ [ann.nick]: '0', [bob.nick]: bob.nick });
  });

  it('shows the channel that was asked about, and * for none', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    expect(rows(await ann.ask(`WHO ${room} %cn`))).toEqual([[room, ann.nick]]);
    const bob = await server.register();
    expect(rows(await ann.ask(`WHO ${bob.nick} %cn`))).toEqual([['*', bob.nick]]);
  });

  it('shows no secret channel to who is not in it', async () => {
    const { room, people } = await gathering(server, '');
    const [ann] = people;
    await ann.ask(`MODE ${room} +s`);
    const bob = await server.register();
    expect(rows(await bob.ask(`WHO ${ann.nick} %cn`))).toEqual([['*', ann.nick]]);
  });

  it('shows who is away', async () => {
    const ann = await server.register();
    expect(rows(await ann.ask(`WHO ${ann.nick} %f`))).toEqual([['H']]);
    await ann.ask('AWAY :gone');
    expect(rows(await ann.ask(`WHO ${ann.nick} %f`))).toEqual([['G']]);
  });

  it('shows the address of others to them alone, or to all', async () => {
    const [ann, bob] = [await server.register(), await server.register()];
    expect(rows(await ann.ask(`WHO ${ann.nick} %i`))).toEqual([['127.0.0.1']]);
    expect([[['127.0.0.1']], [['255.255.255.255']]]).toContainEqual(rows(await ann.ask(`WHO ${bob.nick} %i`)));
  });
});
