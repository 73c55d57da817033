// Questions about the server itself: HELP, INFO, LINKS, TIME, VERSION, ADMIN, STATS, LUSERS, MOTD.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomNameFlaw, userNameFlaw } from '../chat/names.ts';
import { LANGUAGES } from '../i18n/language.ts';
import { limitsWith } from '../limits.ts';
import { openHouse } from './house.fixture.ts';
import { USERLEN } from './isupport.ts';
import { parseMessage } from './message.ts';
import { verbNamed, verbNames } from './verbs/table.ts';

function code(line: string): string {
  return line.split(' ').slice(1, 4).join(' ');
}

describe('HELP', () => {
  it('lists every command', () => {
    const [start, blank, ...lines] = openHouse().enter('ann').say('HELP');
    expect([start, blank, lines.pop()]).toEqual([
      ':tea.example 704 ann * :The commands of this server',
      ':tea.example 705 ann * :',
      ':tea.example 706 ann * :HELP and a command tells what it does.',
    ]);
    for (const line of lines) expect(line).toMatch(/^:tea\.example 705 ann \* :/);
    expect(lines.flatMap((line) => line.split(' :')[1]?.split(' '))).toEqual([...verbNames()].sort());
  });

  it('tells of one, in any case', () => {
    expect(openHouse().enter('ann').say('HELP kick')).toEqual([
      ':tea.example 704 ann KICK KICK',
      ':tea.example 705 ann KICK :',
      ':tea.example 705 ann KICK :Puts people out of a room.',
      ':tea.example 706 ann KICK :Like this: KICK <room> <nick>[,<nick>] [<reason>]',
    ]);
  });

  it('knows nothing else', () => {
    const ann = openHouse().enter('ann');
    expect(ann.say('HELP tea', 'HELP :two words', 'HELP ::x').map(code)).toEqual([
      '524 ann tea',
      '524 ann *',
      '524 ann *',
    ]);
  });

  it.each(LANGUAGES)('has a sentence for each command (%s)', (lang) => {
    for (const name of verbNames()) expect(verbNamed(name)?.help[lang], name).toMatch(/[.。]$/);
  });
});

describe('a server may be named', () => {
  it.each(['ADMIN', 'INFO', 'MOTD', 'STATS u', 'TIME', 'VERSION'])('%s', (line) => {
    const ann = openHouse().enter('ann');
    const answer = ann.say(line);
    for (const name of ['TEA.example', '*.example', 'te?.*', 'ANN', ':'])
      expect(ann.say(`${line} ${name}`)).toEqual(answer);
    expect(ann.say(`${line} else.where`).map(code)).toEqual(['402 ann else.where']);
  });
});

it('INFO, LINKS, TIME, ADMIN, STATS', () => {
  const ann = openHouse().enter('ann');
  expect(ann.say('INFO', 'LINKS', 'TIME', 'ADMIN', 'STATS u', 'STATS m', 'STATS')).toEqual([
    ':tea.example 371 ann :Chaguan 0.1.0',
    ':tea.example 371 ann :A teahouse for every chat client',
    ':tea.example 371 ann :This server has been running since 2026-01-02T03:04:05.678Z',
    ':tea.example 374 ann :End of the information',
    ':tea.example 364 ann tea.example tea.example :0 A teahouse for every chat client',
    ':tea.example 365 ann * :End of the list of servers',
    ':tea.example 391 ann tea.example 1767323045 0 2026-01-02T03:04:05.678Z',
    ':tea.example 423 ann tea.example :Ask an operator of this server; nothing else is known.',
    ':tea.example 242 ann :Server Up 0 days 0:00:00',
    ':tea.example 219 ann u :End of the statistics',
    ':tea.example 219 ann m :End of the statistics',
    ':tea.example 461 ann STATS :Something is missing after the command.',
  ]);
});

it('LUSERS counts, and remembers the most there were', () => {
  const { enter, connect } = openHouse();
  const ann = enter('ann');
  enter('boss').say('OPER boss secret', 'MODE boss +i');
  enter('bob').say('QUIT');
  connect().say('NICK eve');
  connect().say('NICK gone', 'QUIT');
  expect(ann.say('LUSERS')).toEqual([
    ':tea.example 251 ann :There are 1 users and 1 invisible on 1 servers',
    ':tea.example 252 ann 1 :operator(s) online',
    ':tea.example 253 ann 1 :unknown connection(s)',
    ':tea.example 255 ann :I have 2 clients and 0 servers',
    ':tea.example 265 ann 2 3 :Current local users 2, max 3',
    ':tea.example 266 ann 2 3 :Current global users 2, max 3',
  ]);
});

it('LUSERS does not count who stays without a connection', async () => {
  const { enter } = openHouse();
  const bob = enter('bob');
  const ann = enter('ann');
  await ann.sayAndWait('NS REGISTER s3cret', 'NS SET ALWAYS-ON ON', 'QUIT');
  expect(bob.say('WHOIS ann').map(code)).toContain('301 bob ann');
  expect(bob.say('LUSERS')).toContain(':tea.example 265 bob 1 2 :Current local users 1, max 2');
});

describe('lines that would be too long', () => {
  const long = { serverName: `${'茶'.repeat(30)}.馆`, limits: { nameLength: 64 } };

  it('of the message of the day go on in the next one', () => {
    const text = '一二三四五 '.repeat(100);
    const lines = openHouse({ ...long, motd: [text, ''] })
      .enter('名'.repeat(30))
      .say('MOTD');
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510);
    const shown = lines.filter((line) => line.includes(' 372 ')).map((line) => line.slice(line.indexOf(' :- ') + 4));
    expect(shown.pop()).toBe('');
    expect(shown.join('')).toBe(text);
  });

  /** The longest name of one letter that is let through. */
  function longest(letter: string, start: string, flaw: (name: string) => unknown): string {
    let name = start + letter;
    while (flaw(name + letter) === null) name += letter;
    return name;
  }

  it('are none where a part would be something else: masks and metadata beside the longest names', () => {
    const lengths = fc.record({
      nameLength: fc.oneof(fc.constantFrom(9, 24, 64), fc.integer({ min: 9, max: 64 })),
      roomNameLength: fc.oneof(fc.constantFrom(2, 50, 64), fc.integer({ min: 2, max: 64 })),
    });
    const letters = fc.constantFrom(['安', '波', '房'], ['a', 'b', 'c'], ['é', 'ü', 'ñ'], ['𠀀', '𠀁', '𠀂']);
    fc.assert(
      fc.property(lengths, letters, (set, [a = '', b = '', c = '']) => {
        const limits = limitsWith(set);
        const { enter } = openHouse({ serverName: long.serverName, limits: set });
        const [ann, bob] = [a, b].map((one) => longest(one, '', (name) => userNameFlaw(name, set.nameLength)));
        const room = longest(c, '#', (name) => roomNameFlaw(name, set.roomNameLength));
        if (ann === undefined || bob === undefined) throw new Error('nobody is there');
        const key = 'k'.repeat(64);
        const mask = `*!*@${'m'.repeat(limits.maskBytes - 4)}`;
        const value = 'v'.repeat(limits.metadataBytes);
        // Of whoever is here the name can be banned.
        expect(limits.maskBytes).toBeGreaterThanOrEqual(Buffer.byteLength(`${ann}!*@*`));
        const [setting, seeing] = [enter(ann), enter(bob, 'batch draft/metadata-2')];
        setting.say('OPER boss secret', `CHGHOST ${ann} ${'u'.repeat(USERLEN)} ${'h'.repeat(63)}`, `JOIN ${room}`);
        seeing.say(`JOIN ${room}`, `METADATA * SUB ${key}`);
        setting.say(`MODE ${room} +b ${mask}`, `METADATA ${room} SET ${key} :${value}`);
        const lines = seeing.say(`MODE ${room} b`, `METADATA ${room} GET ${key}`);
        for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510);
        const messages = lines.map((line) => parseMessage(line));
        expect(messages.map((message) => [message?.verb, ...(message?.params ?? [])])).toEqual([
          ['MODE', room, '+b', mask],
          ['METADATA', room, key, '*', value],
          ['367', bob, room, mask, ann, expect.stringMatching(/^\d{10}$/)],
          ['368', bob, room, expect.any(String)],
          ['BATCH', expect.any(String), 'metadata', room],
          ['761', bob, room, key, '*', value],
          ['BATCH', expect.any(String)],
        ]);
        // Who is put out is named whole.
        const kick = setting.say(`KICK ${room} ${bob} :${'x'.repeat(100)}`).map((line) => parseMessage(line)?.params);
        expect(kick).toEqual([[room, bob, expect.stringMatching(/^x+$/)]]);
      }),
      { numRuns: 60 },
    );
  });

  it('of RPL_ISUPPORT become more', () => {
    const lines = openHouse(long).enter('名'.repeat(30)).say('VERSION').slice(1);
    const tokensOf = (line: string) =>
      line
        .replace(/ :are supported by this server$/, '')
        .split(' ')
        .slice(3);
    for (const line of lines) expect(line).toMatch(/ :are supported by this server$/);
    for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510);
    const usual = openHouse({ limits: { nameLength: 64 } })
      .enter('ann')
      .say('VERSION')
      .slice(1);
    const isSame = (token: string) => !token.startsWith('NETWORK=');
    expect(lines.flatMap(tokensOf).filter(isSame)).toEqual(usual.flatMap(tokensOf).filter(isSame));
  });
});
