import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMessage, type Message } from '../../irc/message.ts';
import { fold } from './casemapping.ts';
import type { Privacy, Step } from './context.ts';
import { inLobby, members, WISH } from './core.fixture.ts';
import { Core } from './core.ts';
import type { Request } from './request.ts';

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
