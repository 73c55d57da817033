// IRCv3 echo-message
import { describe, expect, it } from 'vitest';
import { PASSWORD } from './accounts.ts';
import { gathering } from './gathering.ts';
import { conformanceServer, from, message, only, TEXT } from './irc.ts';

const server = conformanceServer();

describe('Description', () => {
  it.each(['PRIVMSG', 'NOTICE'])('sends %s back, to rooms and people', async (verb) => {
    const { room, people } = await gathering(server, 'echo-message', '');
    const [ann, bob] = people;
    for (const target of [room, bob.nick, `@${room}`]) {
      expect(await ann.ask(`${verb} ${target} :hi there`)).toEqual([from(ann.nick, verb, target, 'hi there')]);
    }
    await bob.sync();
    expect(await bob.ask(`${verb} ${room} :hi`)).toEqual([]);
  });

  it('sends back what was sent to each of several targets', async () => {
    const { room, people } = await gathering(server, 'echo-message', '');
    const [ann, bob] = people;
    expect(await ann.ask(`PRIVMSG ${room},${bob.nick} :hi`)).toEqual([
      from(ann.nick, 'PRIVMSG', room, 'hi'),
      from(ann.nick, 'PRIVMSG', bob.nick, 'hi'),
    ]);
  });

  it('sends back the final version of a message', async () => {
    const { room, people } = await gathering(server, 'echo-message', '');
    const [ann, bob] = people;
    const start = `PRIVMSG ${room} :`;
    // Exactly one line for who sends it; with a source it cannot be one line for who gets it.
    const echoed = await ann.ask(start + 'x'.repeat(510 - start.length));
    const delivered = await bob.sync();
    expect(echoed.length).toBeGreaterThan(0);
    expect(echoed.map(({ params }) => params)).toEqual(delivered.map(({ params }) => params));
  });

  it('sends nothing back that was refused', async () => {
    const { room, people } = await gathering(server, '', '');
    const [ann] = people;
    const out = await server.register(undefined, { caps: 'echo-message' });
    expect(await out.ask(`PRIVMSG ${room} :hi`)).toEqual([message('404', out.nick, room, TEXT)]);
    expect(await out.ask('PRIVMSG nobodyatall :hi')).toEqual([message('401', out.nick, 'nobodyatall', TEXT)]);
    expect(await out.ask('NOTICE nobodyatall :hi')).toEqual([]);
    expect(await ann.sync()).toEqual([]);
  });

  it('sends what somebody says to itself twice: as sent and as received', async () => {
    const ann = await server.register(undefined, { caps: 'echo-message' });
    const heard = await ann.ask(`PRIVMSG ${ann.nick} :hi`);
    expect(heard).toEqual([from(ann.nick, 'PRIVMSG', ann.nick, 'hi'), from(ann.nick, 'PRIVMSG', ann.nick, 'hi')]);
  });

  it('sends back what was said to NickServ, but no password', async () => {
    const ann = await server.register(undefined, { caps: 'echo-message message-tags server-time' });
    for (const [said, shown] of [
      ['HELP', 'HELP'],
      ['help me', 'help me'],
      ['IDENTIFY wrong', 'IDENTIFY ***'],
      [`register ${PASSWORD}`, 'register ***'],
    ] as const) {
      const [first] = await ann.ask(`@+a=b PRIVMSG nickserv :${said}`);
      expect(first).toEqual(from(ann.nick, 'PRIVMSG', 'NickServ', shown));
      expect([...(first?.tags.keys() ?? [])].sort()).toEqual(['+a', 'msgid', 'time']);
    }
    expect(await ann.ask('@+typing=active TAGMSG NickServ')).toEqual([from(ann.nick, 'TAGMSG', 'NickServ')]);
    const bob = await server.register();
    expect(only(await bob.ask('PRIVMSG NickServ :HELP'), 'PRIVMSG')).toEqual([]);
  });

  it('says nothing different about who is away', async () => {
    const { people } = await gathering(server, 'echo-message', '');
    const [ann, bob] = people;
    await bob.ask('AWAY :gone');
    const heard = await ann.ask(`PRIVMSG ${bob.nick} :hi`);
    expect(only(heard, 'PRIVMSG')).toEqual([from(ann.nick, 'PRIVMSG', bob.nick, 'hi')]);
    expect(only(heard, '301')).toEqual([message('301', ann.nick, bob.nick, 'gone')]);
  });

  it('sends TAGMSG back to who has message-tags too', async () => {
    const { room, people } = await gathering(server, 'echo-message message-tags', '');
    const [ann] = people;
    const [echo, ...rest] = await ann.ask(`@+a=1 TAGMSG ${room}`);
    expect(rest).toEqual([]);
    expect(echo).toEqual(from(ann.nick, 'TAGMSG', room));
    expect(echo?.tags.get('+a')).toBe('1');
    await ann.ask('CAP REQ -message-tags');
    expect(only(await ann.ask(`@+a=1 TAGMSG ${room}`), 'TAGMSG')).toEqual([]);
  });
});
