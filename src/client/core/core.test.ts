import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMessage, type Message, parseMessage } from '../../irc/message.ts';
import { fold } from './casemapping.ts';
import type { Privacy, Step, Wish } from './context.ts';
import { Core } from './core.ts';
import type { Request } from './request.ts';

const CAPS = 'batch echo-message labeled-response message-tags server-time';

const WISH: Wish = { name: 'ann', password: null, rooms: ['#lobby'], whenTaken: 'ask', proof: null };

/** A core whose lines and views are kept, and that is told whole lines. */
class Client {
  readonly core: Core;
  lines: string[] = [];
  views: Record<string, unknown>[] = [];

  readonly #privacy: Privacy;

  constructor(wish: Partial<Wish> = {}, privacy: Privacy = 'private') {
    this.#privacy = privacy;
    this.core = new Core({ ...WISH, ...wish });
    this.#take(this.core.opened(privacy));
  }

  hear(...lines: string[]): this {
    for (const line of lines) {
      const message = parseMessage(line);
      if (message !== null) this.#take(this.core.receive(message));
    }
    return this;
  }

  ask(request: Request): this {
    this.#take(this.core.ask(request));
    return this;
  }

  reopen(): this {
    this.#take(this.core.closed());
    this.#take(this.core.opened(this.#privacy));
    return this;
  }

  heardNothing(): this {
    this.#take(this.core.heardNothing());
    return this;
  }

  /** What came since the last time. */
  news(): { readonly lines: string[]; readonly views: Record<string, unknown>[] } {
    const { lines, views } = this;
    this.lines = [];
    this.views = [];
    return { lines, views };
  }

  #take(step: Step): void {
    this.lines.push(...step.lines);
    this.views.push(...step.views.map(({ at, ...view }) => (at === null ? view : { at, ...view })));
  }
}

/** In #lobby with bob, on a server with these capabilities; nothing is unanswered. */
function inLobby(caps = CAPS): Client {
  const client = new Client();
  if (caps !== '') client.hear(`CAP * LS :${caps}`, `CAP ann ACK :${caps}`);
  client.hear(':s 001 ann :Welcome', ':s 005 ann CASEMAPPING=ascii PREFIX=(ov)@+ :are supported');
  client.hear(':ann!chaguan@h JOIN #lobby', ':s 353 ann = #lobby :ann @bob', ':s 366 ann #lobby :End');
  client.hear(caps === '' ? ':s PONG s c1' : '@label=c1 :s ACK');
  client.news();
  return client;
}

function members(core: Core, room: string): Record<string, string> {
  return Object.fromEntries(core.roster.rooms.get(room)?.members ?? []);
}

describe('registration', () => {
  test('asks for the capabilities it knows, of those that are offered', () => {
    const client = new Client();
    expect(client.news().lines).toEqual(['CAP LS 302', 'NICK ann', 'USER chaguan 0 * ann']);
    client.hear('CAP * LS * :sasl=PLAIN batch', 'CAP * LS :server-time x/unknown');
    expect(client.news().lines).toEqual(['CAP REQ :batch server-time']);
    client.hear('CAP ann ACK :batch server-time');
    expect(client.news().lines).toEqual(['CAP END']);
    client.hear(':s 001 Ann :Welcome');
    expect(client.news()).toEqual({ lines: ['JOIN #lobby', 'PING c1'], views: [{ kind: 'welcomed', name: 'Ann' }] });
    expect(client.core.connection).toEqual({ kind: 'online', name: 'Ann' });
  });

  test('asks the person for another name when it is taken', () => {
    const client = new Client().hear(':s 433 * ann :Nickname is in use');
    expect(client.core.connection).toEqual({ kind: 'nameless', refused: 'ann' });
    expect(client.news().views).toEqual([
      { kind: 'name-refused', name: 'ann', why: 'taken', text: 'Nickname is in use' },
    ]);
    client.ask({ kind: 'rename', name: 'anna' });
    expect(client.news().lines).toEqual(['NICK anna']);
    expect(client.hear(':s 001 anna :Welcome').core.connection).toEqual({ kind: 'online', name: 'anna' });
  });

  test('numbers a taken name when nobody is asked', () => {
    const client = new Client({ whenTaken: 'number' }).hear(':s 433 * ann :taken', ':s 433 * ann2 :taken');
    expect(client.news().lines.slice(-2)).toEqual(['NICK ann2', 'NICK ann3']);
  });

  test('joins its rooms again after a reconnection, and takes its own name when it is free', () => {
    const client = inLobby();
    client.ask({ kind: 'join', room: '#dev', key: 'k' }).hear(':ann!chaguan@h JOIN #dev');
    client.news();
    client.reopen().hear(':s 433 * ann :taken', ':s 001 ann2 :Welcome');
    const { lines } = client.news();
    expect(lines.filter((line) => !line.startsWith('PING'))).toEqual([
      'CAP LS 302',
      'NICK ann',
      'USER chaguan 0 * ann',
      'NICK ann2',
      'JOIN #lobby',
      'JOIN #dev k',
    ]);
    client.hear(':ann2!c@h JOIN #lobby', ':s 353 ann2 = #lobby :ann2 ann', ':s 366 ann2 #lobby :End').news();
    expect(client.hear(':ann!c@h QUIT :timed out').news().lines).toEqual(['NICK ann']);
    expect(client.hear(':ann2!c@h NICK ann').core.connection).toEqual({ kind: 'online', name: 'ann' });
  });

  test.each([
    ['465 ann :You are banned', { kind: 'dismissed', text: 'You are banned' }],
    ['464 ann :Password incorrect', { kind: 'password-refused', given: false }],
  ])('does not come back after %s', (line, view) => {
    const client = new Client().hear(`:s ${line}`, 'ERROR :Closing link');
    expect(client.news().views).toEqual([view]);
    client.core.closed();
    expect(client.core.connection).toEqual({ kind: 'unwelcome' });
  });

  test('does not come back when an operator has sent it away; after any other end it does', () => {
    const client = inLobby().hear(':boss!b@h KILL ann :be nice', ':ann!a@h QUIT :x', 'ERROR :Closing link');
    expect(client.news().views).toEqual([{ kind: 'sent-away', by: 'boss', text: 'be nice' }]);
    client.core.closed();
    expect(client.core.connection).toEqual({ kind: 'unwelcome' });
    const other = inLobby().hear(':boss!b@h KILL bob :be nice', 'ERROR :Closing link');
    expect(other.news().views).toEqual([{ kind: 'dismissed', text: 'Closing link' }]);
    other.core.closed();
    expect(other.core.connection).toEqual({ kind: 'offline' });
  });

  test("gives the server's password first", () => {
    const client = new Client({ password: 'open sesame' });
    expect(client.news().lines).toEqual(['CAP LS 302', 'PASS :open sesame', 'NICK ann', 'USER chaguan 0 * ann']);
    expect(client.hear(':s 464 * :no').news().views).toEqual([{ kind: 'password-refused', given: true }]);
  });
});

describe('in the clear', () => {
  const INTRODUCTION = ['PASS secret', 'NICK ann', 'USER chaguan 0 * ann'];
  const greeting = () => new Client({ password: 'secret' }, 'in-the-clear');

  test('says nothing of itself before the server has said what it can do', () => {
    const client = greeting();
    expect(client.news().lines).toEqual(['CAP LS 302']);
    client.hear(':s NOTICE * :Looking up your host', 'CAP * LS * :batch');
    expect(client.news().lines).toEqual([]);
    client.hear('CAP * LS :sts=duration=300');
    expect(client.news().lines).toEqual([...INTRODUCTION, 'CAP REQ batch']);
  });

  test.each([':s 421 * CAP :Unknown command', ':s 451 * :You have not registered'])('goes on after %s', (line) => {
    const client = greeting().hear(line);
    expect(client.news().lines).toEqual(['CAP LS 302', ...INTRODUCTION]);
    client.hear(line).heardNothing();
    expect(client.news().lines).toEqual([]);
  });

  test('goes on when nothing is heard, and takes a late answer', () => {
    const client = greeting().heardNothing();
    expect(client.news().lines).toEqual(['CAP LS 302', ...INTRODUCTION]);
    expect(client.hear('CAP * LS :batch').news().lines).toEqual(['CAP REQ batch']);
  });

  test.each(['CAP * LS :batch sts=port=6697,duration=1', 'CAP * LS * :draft/x sts=x=y,port=6697'])(
    'is diverted by %s',
    (line) => {
      const client = greeting().hear(line, 'CAP * LS :server-time').heardNothing();
      expect(client.core.connection).toEqual({ kind: 'diverted', port: 6697 });
      expect(client.news()).toEqual({ lines: ['CAP LS 302'], views: [{ kind: 'diverted', port: 6697 }] });
    },
  );

  test('is diverted later, too', () => {
    const client = greeting().hear('CAP * LS :cap-notify', 'CAP * ACK cap-notify', ':s 001 ann :Welcome');
    client.hear('CAP ann NEW :sts=port=7000');
    expect(client.core.connection).toEqual({ kind: 'diverted', port: 7000 });
  });

  test.each(['sts', 'sts=duration=1', 'sts=port=0', 'sts=port=65536', 'sts=port=x', 'x=port=1'])(
    'not by %s',
    (offer) => {
      expect(greeting().hear(`CAP * LS :${offer}`).news().lines).toEqual(['CAP LS 302', ...INTRODUCTION, 'CAP END']);
    },
  );

  test('with TLS there is nowhere to be diverted to', () => {
    const client = new Client().hear('CAP * LS :sts=port=6697');
    expect(client.news().lines.at(-1)).toBe('CAP END');
  });
});

describe('a certificate', () => {
  const proving = () => new Client({ proof: 'certificate' });

  test.each(['sasl', 'sasl=PLAIN,EXTERNAL'])('logs in where %s is offered', (offer) => {
    const client = proving().hear(`CAP * LS :batch ${offer}`);
    expect(client.news().lines.at(-1)).toBe('CAP REQ :batch sasl');
    client.hear('CAP * ACK :batch sasl');
    expect(client.news().lines).toEqual(['AUTHENTICATE EXTERNAL']);
    client.hear('AUTHENTICATE +');
    expect(client.news().lines).toEqual(['AUTHENTICATE +']);
    client.hear(':s 900 ann ann!a@h Ann :You are logged in', ':s 903 ann :Done');
    expect(client.news()).toEqual({ lines: ['CAP END'], views: [{ kind: 'logged-in', account: 'Ann' }] });
  });

  test.each(['902', '904', '905', '906'])('goes on after %s', (code) => {
    const client = proving().hear('CAP * LS :sasl', 'CAP * ACK sasl', ':s 908 ann PLAIN :are available');
    expect(client.news().lines.at(-1)).toBe('AUTHENTICATE EXTERNAL');
    expect(client.hear(`:s ${code} ann :No`).news()).toEqual({
      lines: ['CAP END'],
      views: [{ kind: 'proof-refused' }],
    });
  });

  test.each(['CAP * LS :sasl=PLAIN', 'CAP * LS :'])('goes on without where %s is all that is offered', (line) => {
    const client = proving().hear(line);
    expect(client.news()).toEqual({
      lines: ['CAP LS 302', 'NICK ann', 'USER chaguan 0 * ann', 'CAP END'],
      views: [{ kind: 'proof-useless' }],
    });
  });
});

describe('rooms', () => {
  test('knows who is in them, with which roles', () => {
    const client = inLobby();
    expect(members(client.core, '#lobby')).toEqual({ ann: '', bob: '@' });
    client.hear(':Eve!e@h JOIN #lobby', ':bob!b@h MODE #lobby +v-o+l EVE bob 5', ':EVE!e@h NICK Eva');
    expect(members(client.core, '#lobby')).toEqual({ ann: '', bob: '', eva: '+' });
    client.hear(':bob!b@h PART #lobby :bye', ':ann!a@h KICK #lobby Eva :why');
    expect(members(client.core, '#lobby')).toEqual({ ann: '' });
    expect([...client.core.roster.users.keys()]).toEqual(['ann']);
  });

  test('goes to a room that was asked for, and back when it is left', () => {
    const client = inLobby();
    client.ask({ kind: 'join', room: 'dev', key: null }).hear(':ann!a@h JOIN #dev');
    expect(client.core.currentRoom).toBe('#dev');
    expect(client.news().lines).toEqual(['@label=c2 JOIN #dev']);
    client.hear(':bob!b@h KICK #dev ann :out');
    expect(client.core.currentRoom).toBe('#lobby');
    expect(client.ask({ kind: 'choose', room: 'dev' }).news().views.at(-1)).toEqual({
      kind: 'not-done',
      why: 'not-in-room',
      about: '#dev',
    });
  });

  test('does not try again to enter a room that was refused', () => {
    const client = inLobby().ask({ kind: 'join', room: '#dev', key: 'wrong' });
    client.hear(':s 475 ann #dev :Cannot join').reopen().hear(':s 001 ann :Welcome');
    expect(client.news().lines.filter((line) => line.includes('JOIN'))).toEqual([
      expect.stringMatching(/JOIN #dev wrong$/),
      'JOIN #lobby',
    ]);
  });
});

describe('speech', () => {
  test('is shown when it comes back, with the time of the server', () => {
    const client = inLobby().ask({ kind: 'say', to: null, text: 'hi', form: 'message' });
    expect(client.core.unanswered).toBe(1);
    expect(client.news()).toEqual({ lines: ['@label=c2 PRIVMSG #lobby hi'], views: [] });
    client.hear('@label=c2;time=2026-11-21T08:00:00.000Z :ann!a@h PRIVMSG #lobby :hi');
    expect(client.core.unanswered).toBe(0);
    expect(client.news().views).toEqual([
      {
        at: Date.UTC(2026, 10, 21, 8),
        kind: 'said',
        who: 'ann',
        place: { kind: 'room', room: '#lobby' },
        form: 'message',
        text: 'hi',
        own: true,
      },
    ]);
  });

  test('is shown at once where it does not come back', () => {
    const client = inLobby('').ask({ kind: 'say', to: 'Bob', text: 'waves', form: 'action' });
    expect(client.news()).toEqual({
      lines: ['PRIVMSG Bob :\x01ACTION waves\x01', 'PING c2'],
      views: [
        { kind: 'said', who: 'ann', place: { kind: 'private', with: 'Bob' }, form: 'action', text: 'waves', own: true },
      ],
    });
    expect(client.hear(':s PONG s c2').core.unanswered).toBe(0);
  });

  test('to oneself is shown once', () => {
    const client = inLobby().ask({ kind: 'say', to: 'ann', text: 'hm', form: 'message' });
    client.hear('@label=c2 :ann!a@h PRIVMSG ann :hm', ':ann!a@h PRIVMSG ann :hm');
    expect(client.news().views).toHaveLength(1);
  });

  test('is cut so that the others get every line whole', () => {
    const client = inLobby().ask({ kind: 'say', to: null, text: '一二三 '.repeat(200), form: 'message' });
    const { lines } = client.news();
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) {
      const relayed = `:ann!chaguan@h ${line.replace(/^@\S+ /, '')}\r\n`;
      expect(Buffer.byteLength(relayed)).toBeLessThanOrEqual(512);
    }
  });

  test('waits for the end of a batch that is an answer', () => {
    const client = inLobby().ask({ kind: 'who', target: null });
    client.hear('@label=c2 :s BATCH +x labeled-response', '@batch=x :s 352 ann #lobby b h s bob H@ :0 Bob B');
    expect(client.core.unanswered).toBe(1);
    client.hear('@batch=x :s 315 ann #lobby :End', ':s BATCH -x');
    expect(client.core.unanswered).toBe(0);
    expect(client.news().views).toEqual([
      {
        kind: 'people',
        people: [{ name: 'bob', address: 'b@h', away: false, prefixes: '@', realname: 'Bob B' }],
      },
    ]);
  });

  test('is not sent without a connection', () => {
    const client = inLobby();
    client.core.closed();
    client.ask({ kind: 'say', to: null, text: 'hi', form: 'message' });
    expect(client.news()).toEqual({ lines: [], views: [{ kind: 'not-done', why: 'offline', about: 'hi' }] });
  });
});

describe('a registered name', () => {
  test('is registered and logged in to by way of NickServ, whose words are those of the server', () => {
    const client = inLobby().ask({ kind: 'register', password: 's3cret' });
    expect(client.news()).toEqual({ lines: ['@label=c2 PRIVMSG NickServ :REGISTER s3cret'], views: [] });
    client.hear('@label=c2 :NickServ!NickServ@s NOTICE ann :The name is yours.');
    expect(client.core.unanswered).toBe(0);
    expect(client.news().views).toEqual([{ kind: 'server-said', text: 'The name is yours.' }]);
    expect(client.ask({ kind: 'log-out' }).news().lines).toEqual(['@label=c3 PRIVMSG NickServ LOGOUT']);
  });

  test('is taken once the password has been found right', () => {
    const client = inLobby().ask({ kind: 'log-in', name: 'Zoe', password: 's3cret' });
    expect(client.news().lines).toEqual(['@label=c2 PRIVMSG NickServ :IDENTIFY Zoe s3cret']);
    expect(client.hear(':s 900 ann ann!a@h someone :You are logged in').news().lines).toEqual([]);
    expect(client.hear(':s 900 ann ann!a@h zoe :You are logged in').news()).toEqual({
      lines: ['@label=c3 NICK zoe'],
      views: [],
    });
    client.hear(':ann!a@h NICK zoe').news();
    expect(client.hear(':s 900 zoe zoe!a@h zoe :You are logged in').news().lines).toEqual([]);
  });

  test('is logged in to again after a reconnection', () => {
    const client = inLobby().ask({ kind: 'log-in', name: 'ann', password: 's3cret' }).reopen();
    client.hear(':s 433 * ann :registered', ':s 001 ann2 :Welcome');
    expect(client.news().lines).toContain('PRIVMSG NickServ :IDENTIFY ann s3cret');
    expect(client.hear(':s 900 ann2 ann2!a@h ann :You are logged in').news().lines).toContain('NICK ann');
  });
});

// A server that says anything, true or not, in any order.
const oftenOf = (...words: string[]): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom('', '#x', '李雷') },
  );
const name = oftenOf('ann', 'ANN', 'bob', 'Bob');
const room = oftenOf('#lobby', '#LOBBY', '#dev');
const text = fc.constantFrom('', 'hi', '@ann +Bob ann', '\x01ACTION x\x01', '\x01', '+ov');
const from = name.map((one) => `${one}!u@h`);
const says = (verb: string, ...params: fc.Arbitrary<string>[]): fc.Arbitrary<Message> =>
  fc.tuple(from, fc.tuple(...params), fc.constantFrom('', 'c1', 'c2')).map(([source, rest, label]) => {
    const tags = new Map(label === '' ? [] : [['label', label]]);
    return { tags, source, verb, params: rest };
  });
const presence = fc.oneof(
  says('JOIN', room),
  says('JOIN', room),
  says('JOIN', room, name, text),
  says('PART', room, text),
  says('QUIT', text),
  says('KICK', room, name, text),
  says('NICK', name),
  says('366', name, room, text),
);
const message = fc.oneof(
  { weight: 12, arbitrary: presence },
  says('001', name, text),
  says('433', name, name, text),
  says('353', name, text, room, text),
  says('MODE', room, text, name, name),
  says('TOPIC', room, text),
  says('AWAY', text),
  says('PRIVMSG', fc.oneof(name, room), text),
  says('352', name, room, text, text, text, name, text, text),
  says('475', name, room, text),
  says('BATCH', text, text),
  says('005', name, fc.constantFrom('PREFIX=(qov)~@+', 'PREFIX=', 'CHANMODES=', 'CHANTYPES=&#'), text),
  fc.record({
    tags: fc.constant(new Map<string, string>()),
    source: fc.option(fc.string()),
    verb: fc.string(),
    params: fc.array(fc.string()),
  }),
);
type Act = { readonly hear: Message } | { readonly ask: Request } | { readonly connection: 'lost' };
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 20, arbitrary: message.map((hear) => ({ hear })) },
  {
    weight: 4,
    arbitrary: fc
      .oneof(
        fc.record({ kind: fc.constant('join' as const), room, key: fc.constant(null) }),
        fc.record({ kind: fc.constant('rename' as const), name }),
        fc.record({
          kind: fc.constant('say' as const),
          to: fc.constant(null),
          text,
          form: fc.constant('message' as const),
        }),
      )
      .map((ask) => ({ ask })),
  },
  { weight: 1, arbitrary: fc.constant({ connection: 'lost' as const }) },
);

test('whatever the server says, what is known fits together', () => {
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 60 }),
      fc.constantFrom<Privacy>('private', 'in-the-clear'),
      (acts, privacy) => {
        const core = new Core({ ...WISH, whenTaken: 'number', proof: 'certificate' });
        const welcome = { tags: new Map(), source: 's', verb: '001', params: ['ann', 'Welcome'] };
        core.opened(privacy);
        core.heardNothing();
        core.receive(welcome);
        for (const one of acts) {
          const steps: Step[] = [];
          if ('hear' in one) steps.push(core.receive(one.hear));
          else if ('ask' in one) steps.push(core.ask(one.ask));
          else steps.push(core.closed(), core.opened(privacy), core.heardNothing(), core.receive(welcome));
          for (const line of steps.flatMap((step) => step.lines)) expect(line).not.toMatch(/[\r\n\0]/);

          const { rooms, users } = core.roster;
          const { connection } = core;
          if (connection.kind !== 'online') expect([rooms.size, users.size]).toEqual([0, 0]);
          const present = new Set<string>();
          for (const [key, { name: roomName, members: inIt }] of rooms) {
            expect(key).toBe(fold(roomName));
            if (connection.kind === 'online') expect([...inIt.keys()]).toContain(fold(connection.name));
            for (const member of inIt.keys()) present.add(member);
          }
          expect([...users.keys()].sort()).toEqual([...present].sort());
          for (const [key, user] of users) expect(key).toBe(fold(user.name));
        }
      },
    ),
    { numRuns: 2000 },
  );
});

test('the members follow what really happens', () => {
  const people = ['bob', 'Eve', '李雷'];
  const happening = fc.record({
    who: fc.constantFrom(...people),
    what: fc.constantFrom('JOIN', 'PART', 'QUIT', 'KICK', 'NICK'),
  });
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 40 }), (happenings) => {
      const client = inLobby().hear(':bob!b@h PART #lobby');
      const here = new Map<string, string>();
      let renames = 0;
      for (const { who, what } of happenings) {
        const now = here.get(who);
        if (now === undefined && what === 'JOIN') {
          client.hear(formatMessage('JOIN', ['#LOBBY'], `${who}!u@h`));
          here.set(who, who);
        } else if (now !== undefined && what !== 'JOIN') {
          const next = `${who}${++renames}`;
          const params =
            { PART: ['#lobby', 'x'], QUIT: ['x'], KICK: ['#lobby', now.toUpperCase()], NICK: [next] }[what] ?? [];
          client.hear(formatMessage(what, params, what === 'KICK' ? 'ann!a@h' : `${now}!u@h`));
          if (what === 'NICK') here.set(who, next);
          else here.delete(who);
        }
        expect(Object.keys(members(client.core, '#lobby')).sort()).toEqual(
          ['ann', ...[...here.values()].map(fold)].sort(),
        );
      }
    }),
  );
});
