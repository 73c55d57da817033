import { expect, test } from 'vitest';
import { openHouse } from './house.fixture.ts';

/** The numerics among lines. */
function numerics(lines: readonly string[]): string[] {
  return lines.flatMap((line) => /^(?:@\S+ )?:\S+ (\d{3}) /.exec(line)?.[1] ?? []);
}

const WELCOME = ['001', '002', '003', '004', '005', '005', '005', '251', '255', '265', '266', '375', '372', '376'];

test('NICK and USER in any order, with PASS and PING between', () => {
  const house = openHouse();
  const ann = house.connect();
  expect(ann.say('PASS any', 'USER ann 0 * :Ann A', 'PING x')).toEqual([':tea.example PONG tea.example x']);
  expect(numerics(ann.say('NICK Ann'))).toEqual(WELCOME);
  expect(house.chat.userNamed('ann')?.id).toBe('u1');
  expect(house.chat.userNamed('ann')?.person).toMatchObject({ name: 'Ann', username: '~ann', realname: 'Ann A' });
  expect(numerics(ann.say('USER x 0 * :x', 'PASS y'))).toEqual(['462', '462']);
  expect(house.failures).toEqual([]);
});

test('RPL_ISUPPORT tells the truth, at most 13 tokens a line', () => {
  const { enter } = openHouse({ limits: { nameLength: 30 }, serverName: 'My Tea House' });
  const lines = enter('ann').say('VERSION');
  expect(lines[0]).toBe(':My-Tea-House.irc 351 ann chaguan-0.1.0 My-Tea-House.irc :A teahouse for every chat client');
  const tokens = lines.slice(1).flatMap((line) => {
    const words = line.split(' :')[0]?.split(' ').slice(3) ?? [];
    expect(words.length).toBeLessThanOrEqual(13);
    return words;
  });
  for (const token of [
    'NICKLEN=30',
    'CASEMAPPING=ascii',
    'PREFIX=(qohv)~@%+',
    'CHANMODES=beI,k,l,CMRimnrst',
    'UTF8ONLY',
  ])
    expect(tokens).toContain(token);
  expect(tokens).toContain('NETWORK=My\\x20Tea\\x20House');
});

test('CAP LS suspends registration until CAP END; LIST tells what is on', () => {
  const ann = openHouse().connect();
  const [first, last] = ann.say('CAP LS 302');
  expect(first).toMatch(/^:tea\.example CAP \* LS \* :.*\bmessage-tags\b/);
  expect(last).toMatch(/^:tea\.example CAP \* LS :.*\bsasl=PLAIN,SCRAM-SHA-256\b.*znc\.in\/playback$/);
  expect(ann.say('NICK ann', 'USER ann 0 * :Ann')).toEqual([]);
  expect(ann.say('CAP REQ :server-time  batch')).toEqual([':tea.example CAP ann ACK :server-time batch']);
  expect(ann.say('CAP REQ :echo-message no-such-cap')).toEqual([':tea.example CAP ann NAK :echo-message no-such-cap']);
  expect(ann.say('CAP REQ -batch')).toEqual([':tea.example CAP ann ACK -batch']);
  expect(ann.say('CAP LIST')).toEqual([':tea.example CAP ann LIST :cap-notify server-time']);
  expect(ann.say('CAP REQ -cap-notify')).toEqual([':tea.example CAP ann NAK -cap-notify']);
  expect(ann.say('CAP FOO')).toEqual([':tea.example 410 ann FOO :There is no such CAP command.']);
  expect(numerics(ann.say('CAP END'))).toEqual(WELCOME);
  expect(ann.say('CAP END')).toEqual([]);
});

test('a client that does not know 302 may take cap-notify off, and gets the list in one line', () => {
  const ann = openHouse().connect();
  expect(ann.say('CAP LS')).toHaveLength(1);
  expect(ann.say('CAP REQ cap-notify', 'CAP REQ -cap-notify')).toHaveLength(2);
  expect(ann.say('CAP LIST')).toEqual([':tea.example CAP * LIST :']);
});

test('a name that cannot be had is refused at once', () => {
  const { connect, enter } = openHouse();
  enter('Ann');
  const bob = connect();
  expect(bob.say('NICK ann')).toEqual([':tea.example 433 * ann :The name "ann" is taken.']);
  expect(numerics(bob.say('NICK #bob', 'NICK', 'NICK :a b', `NICK ${'x'.repeat(25)}`))).toEqual([
    '432',
    '431',
    '432',
    '432',
  ]);
  expect(numerics(bob.say('USER bob 0 * :Bob', 'NICK bob'))).toEqual(WELCOME);
});

test('a name that is taken meanwhile is refused at the end, and another may follow', () => {
  const { connect, enter } = openHouse();
  const slow = connect();
  slow.say('CAP LS 302', 'NICK ann', 'USER ann 0 * :Slow');
  enter('Ann');
  expect(slow.say('CAP END')).toEqual([':tea.example 433 * ann :The name "ann" is taken.']);
  expect(numerics(slow.say('NICK ann2'))).toEqual(WELCOME);
});

test('before registration most verbs are not understood yet', () => {
  const ann = openHouse().connect();
  expect(numerics(ann.say('JOIN #a', 'FOO', 'USER x', 'PING', 'PING :'))).toEqual(['451', '421', '461', '461', '409']);
});

test('who is not let in is told why, with ERROR at the end', () => {
  const { connect, enter, rules } = openHouse({ limits: { clients: 1 } });
  const ann = enter('ann');
  const bob = connect();
  expect(bob.say('NICK bob', 'USER bob 0 * :Bob')).toEqual([
    'ERROR :Closing link: (192.0.2.7) [not let in: The server is full (1).]',
  ]);
  expect(bob.closed).toMatchObject([{ cause: 'refused' }]);
  expect(rules.lang).toBe('en');
  expect(ann.say('QUIT :so long')).toEqual(['ERROR :Closing link: (192.0.2.7) [Quit: so long]']);
});

test('a banned address is told why', () => {
  const { connect, hub } = openHouse();
  const peer = { host: 'console', port: 0 };
  const name = { kind: 'chosen', name: 'host' } as const;
  hub.submit(
    {
      kind: 'enter',
      user: 'op',
      name,
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
  hub.submit({ kind: 'ban', user: 'op', who: '192.0.2.7', lasting: null, text: 'spam' }, null);
  const bob = connect();
  expect(bob.say('NICK bob', 'USER bob 0 * :Bob')).toEqual([
    ':tea.example 465 * :Your address is banned here: spam.',
    'ERROR :Closing link: (192.0.2.7) [not let in: Your address is banned here: spam.]',
  ]);
});

test('silence: one PING, then the end', () => {
  const ann = openHouse().enter('ann');
  ann.session.quiet();
  expect(ann.heard()).toEqual(['PING tea.example']);
  ann.say('PONG tea.example');
  ann.session.quiet();
  expect(ann.heard()).toEqual(['PING tea.example']);
  ann.session.quiet();
  expect(ann.closed).toEqual([{ cause: 'timed-out', text: '' }]);
});

test('lines that cannot be read', () => {
  const ann = openHouse().enter('ann');
  expect(ann.say(`PRIVMSG ann :${'x'.repeat(600)}`)).toEqual([expect.stringMatching(/^:tea\.example 417 ann :/)]);
  ann.push(Buffer.from([0x41, 0x20, 0xff, 0x0a]));
  expect(ann.heard()).toEqual([expect.stringMatching(/^:tea\.example FAIL A INVALID_UTF8 :/)]);
});

test('everything can be said in Chinese', () => {
  const house = openHouse({ lang: 'zh-CN' });
  const ann = house.connect();
  const lines = ann.say('NICK 小明', 'USER xm 0 * :小明');
  expect(lines[0]).toBe(':tea.example 001 小明 :小明，欢迎来到 tea.example');
  expect(ann.say('NICK 小明 ', 'FOO', 'JOIN #茶馆', 'NOTICE 小明 :你好').at(-1)).toBe(
    ':小明!~xm@192.0.2.7 NOTICE 小明 :你好',
  );
  expect(house.failures).toEqual([]);
});
