import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openHouse } from './house.fixture.ts';
import { parseMessage } from './message.ts';

const TIME = '@time=2026-01-02T03:04:05.678Z';

/** Ann and Bob in one room, with nothing unread. */
function twoInARoom(annCaps = '', bobCaps = '') {
  const house = openHouse();
  const ann = house.enter('ann', annCaps);
  const bob = house.enter('bob', bobCaps);
  ann.say('JOIN #tea');
  bob.say('JOIN #tea');
  ann.heard();
  return { house, ann, bob };
}

test('messages, notices, actions, other CTCP', () => {
  const { ann, bob } = twoInARoom();
  expect(
    ann.say(
      'PRIVMSG #tea hello',
      'NOTICE #TEA :a b',
      'PRIVMSG #tea :\x01ACTION waves\x01',
      'PRIVMSG bob :\x01ACTION nods',
      'PRIVMSG Bob :\x01VERSION\x01',
      'PRIVMSG #tea,bob,#tea :both',
    ),
  ).toEqual([]);
  expect(bob.heard()).toEqual([
    ':ann!~ann@192.0.2.7 PRIVMSG #tea :hello',
    ':ann!~ann@192.0.2.7 NOTICE #tea :a b',
    ':ann!~ann@192.0.2.7 PRIVMSG #tea :\x01ACTION waves\x01',
    ':ann!~ann@192.0.2.7 PRIVMSG bob :\x01ACTION nods\x01',
    ':ann!~ann@192.0.2.7 PRIVMSG bob :\x01VERSION\x01',
    ':ann!~ann@192.0.2.7 PRIVMSG #tea :both',
    ':ann!~ann@192.0.2.7 PRIVMSG bob :both',
  ]);
});

test('what cannot be said, and to whom; a notice is never answered', () => {
  const { ann, house } = twoInARoom();
  house.enter('eve').say('JOIN #other');
  const lines = ['', ' nobody :x', ' #none :x', ' #other :x', ' bob', ' a,b,c,d,e :x'];
  expect(
    ann.say(...lines.map((rest) => `PRIVMSG${rest}`)).map((line) => line.split(' ').slice(1, 4).join(' ')),
  ).toEqual(['411 ann :PRIVMSG', '401 ann nobody', '403 ann #none', '404 ann #other', '412 ann :There', '407 ann e']);
  expect(ann.say(...lines.map((rest) => `NOTICE${rest}`))).toEqual([]);
});

test('server-time, msgid and client tags go to those who asked for them', () => {
  const { ann, bob, house } = twoInARoom('message-tags', 'message-tags server-time');
  const eve = house.enter('eve');
  eve.say('JOIN #tea');
  ann.heard();
  bob.heard();
  ann.say('@+draft/reply=a\\sb;label=x;time=never :fake PRIVMSG #tea :hi', '@+typing=active TAGMSG #tea');
  const [said, typing] = bob.heard();
  expect(said).toMatch(
    /^@time=2026-01-02T03:04:05\.678Z;msgid=[^; ]+;\+draft\/reply=a\\sb :ann!~ann@192.0.2.7 PRIVMSG #tea :hi$/,
  );
  expect(typing).toMatch(/;\+typing=active :ann!~ann@192.0.2.7 TAGMSG #tea$/);
  expect(eve.heard()).toEqual([':ann!~ann@192.0.2.7 PRIVMSG #tea :hi']);
});

test('echo-message: the speaker hears what the others hear', () => {
  const { ann, bob } = twoInARoom('echo-message');
  const line = ':ann!~ann@192.0.2.7 PRIVMSG #tea :hi';
  expect(ann.say('PRIVMSG #tea hi')).toEqual([line]);
  expect(bob.heard()).toEqual([line]);
  expect(ann.say('PRIVMSG bob hi')).toEqual([':ann!~ann@192.0.2.7 PRIVMSG bob :hi']);
});

test('somebody away is said to be', () => {
  const { ann, bob } = twoInARoom('away-notify extended-join setname');
  expect(bob.say('AWAY :at lunch')).toEqual([':tea.example 306 bob :You are marked as away']);
  expect(ann.heard()).toEqual([':bob!~bob@192.0.2.7 AWAY :at lunch']);
  expect(ann.say('PRIVMSG bob hi', 'NOTICE bob hi')).toEqual([':tea.example 301 ann bob :at lunch']);
  expect(
    bob.say('PART #tea', 'JOIN #tea', 'AWAY', 'SETNAME :Bob B').filter((line) => line.includes(' 305 ')),
  ).toHaveLength(1);
  expect(ann.heard()).toEqual([
    ':bob!~bob@192.0.2.7 PART #tea',
    ':bob!~bob@192.0.2.7 JOIN #tea * :bob Real',
    ':bob!~bob@192.0.2.7 AWAY :at lunch',
    ':bob!~bob@192.0.2.7 AWAY',
    ':bob!~bob@192.0.2.7 SETNAME :Bob B',
  ]);
  expect(ann.say('AWAY x', 'SETNAME ann')).toEqual([
    ':tea.example 306 ann :You are marked as away',
    ':ann!~ann@192.0.2.7 SETNAME ann',
  ]);
  expect(ann.say(`SETNAME :${'x'.repeat(301)}`)).toEqual([expect.stringContaining('FAIL SETNAME INVALID_REALNAME :')]);
});

test('labeled-response: nothing, one line, several lines', () => {
  const { ann, bob } = twoInARoom('batch labeled-response echo-message server-time');
  bob.say('AWAY gone');
  expect(ann.say('@label=1 PONG x')).toEqual(['@label=1 :tea.example ACK']);
  expect(ann.say('@label=a\\sb PRIVMSG nobody x')).toEqual([
    '@label=a\\sb :tea.example 401 ann nobody :No user named "nobody" is here.',
  ]);
  expect(ann.say('@label=2 PRIVMSG #tea hi')).toEqual([
    `@label=2;${TIME.slice(1)} :ann!~ann@192.0.2.7 PRIVMSG #tea :hi`,
  ]);
  expect(ann.say('@label=3 PRIVMSG bob hi')).toEqual([
    '@label=3 :tea.example BATCH +b4 labeled-response',
    `@batch=b4;${TIME.slice(1)} :ann!~ann@192.0.2.7 PRIVMSG bob :hi`,
    '@batch=b4 :tea.example 301 ann bob gone',
    ':tea.example BATCH -b4',
  ]);
  expect(ann.say('@label=4 NOTICE nobody x')).toEqual(['@label=4 :tea.example ACK']);
  expect(ann.say('@label=5 FOO')).toEqual(['@label=5 :tea.example 421 ann FOO :There is no such command.']);
  expect(ann.say(`@label=${'x'.repeat(65)} PONG`)).toEqual([]);
  expect(ann.say('@label=6 PRIVMSG ann :me')).toEqual([
    `${TIME} :ann!~ann@192.0.2.7 PRIVMSG ann :me`,
    `@label=6;${TIME.slice(1)} :ann!~ann@192.0.2.7 PRIVMSG ann :me`,
  ]);
  bob.heard();
  expect(bob.say('@label=7 PONG x')).toEqual([]);
});

test('people of plain text: an address for a name, and long texts', () => {
  const { house, ann } = twoInARoom();
  const peer = { host: '::1', port: 5 };
  house.hub.submit(
    {
      kind: 'enter',
      user: 'p',
      name: { kind: 'address' },
      peer,
      username: '',
      realname: '',
      face: 'plain',
      account: null,
      away: '',
      secure: false,
      certificate: null,
    },
    null,
  );
  house.hub.submit({ kind: 'join', user: 'p', room: '#tea', key: '' }, null);
  expect(ann.heard()).toEqual([':[::1]:5!plain@0::1 JOIN #tea']);
  const text = '茶馆里什么人都有。'.repeat(60);
  house.hub.submit(
    { kind: 'say', user: 'p', to: '#tea', text, form: 'message', tags: {}, least: null, lines: null },
    null,
  );
  const pieces = ann.heard().map((line) => {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510);
    return parseMessage(line)?.params[1];
  });
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join('')).toBe(text);
});

test('the operator speaks to everybody', () => {
  const { house, ann } = twoInARoom();
  const peer = { host: 'console', port: 0 };
  house.hub.submit(
    {
      kind: 'enter',
      user: 'op',
      name: { kind: 'chosen', name: 'host' },
      peer,
      username: '',
      realname: '',
      face: 'console',
      account: null,
      away: '',
      secure: false,
      certificate: null,
    },
    null,
  );
  house.hub.submit({ kind: 'broadcast', user: 'op', text: 'We close at six' }, null);
  expect(ann.heard()).toEqual([':tea.example NOTICE $* :We close at six']);
});

test('of no text is anything lost, whatever its length', () => {
  const { house, ann } = twoInARoom('message-tags');
  const said = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 900 })
    .map((any) => any.replace(/[\r\n\0\x01]/g, '_'));
  fc.assert(
    fc.property(said, fc.constantFrom('message', 'notice', 'action'), (text, form) => {
      house.hub.submit({ kind: 'say', user: 'u2', to: '#tea', text, form, tags: {}, least: null, lines: null }, null);
      const pieces = ann.heard().map((line) => {
        const body = line.startsWith('@') ? line.slice(line.indexOf(' ') + 1) : line;
        expect(Buffer.byteLength(body)).toBeLessThanOrEqual(510);
        const piece = parseMessage(line)?.params[1] ?? '';
        return form === 'action' ? piece.slice('\x01ACTION '.length, -1) : piece;
      });
      expect(pieces.join('')).toBe(text);
    }),
    { numRuns: 200 },
  );
});
