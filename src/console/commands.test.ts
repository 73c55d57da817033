import { beforeEach, describe, expect, test } from 'vitest';
import { CREDENTIALS } from '../chat/house.fixture.ts';
import { textWidth } from '../chat/width.ts';
import { LANGUAGES } from '../i18n/language.ts';
import { qrLines } from '../terminal/qr.ts';
import { COMMANDS, firstWord } from './commands.ts';
import { AT } from './happenings.fixture.ts';
import { House } from './house.fixture.ts';
import { bansLines, roomsLines, whoLines } from './overview.ts';

let house: House;

beforeEach(() => {
  house = new House();
  house.guest('Ann', { host: '127.0.0.1', port: 50001 });
  house.guest('李雷', { host: '::1', port: 50002 }, 'irc');
  house.events.length = 0;
});

const last = () => house.events.at(-1);

describe('commands', () => {
  test('/broadcast', () => {
    expect(house.run('/broadcast  茶 好了 ')).toEqual([]);
    expect(last()).toMatchObject({ kind: 'broadcast', text: '茶 好了' });
  });

  test.each(['/kick Ann  too loud', '/KICK ann too loud', '/kick 127.0.0.1:50001 too loud'])('%s', (line) => {
    house.run(line);
    expect(last()).toMatchObject({
      kind: 'left',
      who: { name: 'Ann' },
      departure: { cause: 'kicked', text: 'too loud' },
    });
  });

  test('/ban and /unban', () => {
    house.run('/ban [::1]:50002 noise');
    expect(house.events).toMatchObject([
      { kind: 'left', who: { name: '李雷' }, departure: { cause: 'banned', text: 'noise' } },
      { kind: 'banned', sanction: { name: '李雷', networks: [{ text: '::/64' }], text: 'noise' } },
    ]);
    house.run('/unban 李雷');
    expect(last()).toMatchObject({ kind: 'unbanned', because: 'lifted' });
    house.run('/unban 李雷');
    expect(house.refusals).toEqual([{ why: 'not-banned', who: '李雷' }]);
  });

  test('/unregister', () => {
    const ann = house.chat.userNamed('Ann')?.id ?? '';
    house.submit({ kind: 'register', user: ann, account: 'Ann', credentials: CREDENTIALS });
    house.run('/unregister ann');
    expect(house.events.slice(-2)).toMatchObject([
      { kind: 'account-dropped', account: 'Ann' },
      { kind: 'account-changed', who: { name: 'Ann', account: null } },
    ]);
    house.run('/unregister ann');
    expect(house.refusals).toEqual([{ why: 'no-such-account', account: 'ann' }]);
  });

  test('/ban for a time, and /bans', () => {
    expect(house.run('/bans')).toEqual(['Nobody is banned.']);
    house.run('/ban Ann 1d12h  too  loud');
    house.run('/ban 192.0.2.0/24 2hours');
    expect([...house.chat.house.sanctions.values()]).toMatchObject([
      { name: 'Ann', text: 'too  loud', until: AT + 36 * 3_600_000 },
      { name: null, text: '2hours', until: null },
    ]);
    const table = bansLines(house, AT, 100).map((line) =>
      line.replace(/\d{4}-\d\d-\d\d \d\d:\d\d/, 'DAY').replace(/\d\d:\d\d/, 'TIME'),
    );
    expect(table).toEqual([
      'no.  who              until             by        since  why',
      '1    Ann (127.0.0.1)  DAY  operator  TIME  too  loud',
      '2    192.0.2.0/24     for good          operator  TIME  2hours',
    ]);
    for (const line of bansLines(house, AT, 40)) expect(textWidth(line)).toBeLessThanOrEqual(40);
  });

  test('/audit', async () => {
    const audit = async (line: string, columns = 100): Promise<string[]> => {
      const printed = house.run(line, columns);
      await house.audit({ about: null, limit: 1 });
      return printed.map((text) => text.replace(/(?:\d{4}-\d\d-\d\d )?\d\d:\d\d/g, 'TIME'));
    };
    expect(await audit('/audit')).toEqual(['There is nothing in the log about that.']);
    house.run('/kick 李雷 noise');
    house.run('/lock');
    house.run('/ban Ann 2h');
    const lines = [
      '  TIME  operator  sent 李雷 (::1) away (noise)',
      '  TIME  operator  locked the server',
      '  TIME  operator  banned Ann (127.0.0.1) until TIME',
    ];
    expect(await audit('/audit')).toEqual(lines);
    expect(await audit('/audit 2')).toEqual(lines.slice(1));
    expect(await audit('/audit 李雷')).toEqual(lines.slice(0, 1));
    expect(await audit('/audit 5 127.0.0.1')).toEqual(lines.slice(2));
    for (const line of await audit('/audit', 40)) expect(textWidth(line)).toBeLessThanOrEqual(40);
  });

  test('/limit, /lock, /unlock, /mode', () => {
    for (const line of ['/limit 5', '/lock', '/unlock', '/mode Desk']) expect(house.run(line)).toEqual([]);
    expect(house.events).toMatchObject([
      { kind: 'limited', users: 5 },
      { kind: 'locked', locked: true },
      { kind: 'locked', locked: false },
      { kind: 'mode-changed', mode: 'desk' },
    ]);
  });

  test('/qr shows where the page is, or says why not', () => {
    expect(house.run('/qr')).toEqual(qrLines('http://192.168.1.5:12000/', 80, 'own'));
    expect(house.run('/qr', 32)).toEqual([
      'This screen is too narrow for',
      'the QR code of',
      'http://192.168.1.5:12000/',
    ]);
    house.pageUrl = null;
    expect(house.run('/qr')).toEqual(['Nobody gets here by an address, so there is no QR code.']);
  });

  test('/trace asks for the connection of a name or an address', () => {
    for (const who of ['ann', '[::1]:50002']) expect(house.run(`/trace ${who}`)).toEqual([]);
    expect(house.traced).toEqual(['Ann', '李雷']);
    expect(house.run('/trace nobody')).toEqual([
      'No connection of "nobody". Write a name, or address:port as /who shows it.',
    ]);
  });

  test('/close', () => {
    house.run('/close');
    expect(house.stopped).toBe(1);
  });

  test.each([
    ['/foo bar', 'There is no command /foo. /help lists them.'],
    ['/', 'There is no command /. /help lists them.'],
    ['/kick', 'Something is missing. It goes like this: /kick <name> [reason]'],
    ['/broadcast  ', 'Something is missing. It goes like this: /broadcast <text>'],
    ['/limit 0', '"0" is not a number of guests; write a whole number from 1 up.'],
    ['/limit many', '"many" is not a number of guests; write a whole number from 1 up.'],
    ['/mode x', '"x" is not a mode. The modes are hub, desk, p2p and echo.'],
  ])('%s: one clear sentence, and nothing happens', (line, sentence) => {
    expect(house.run(line)).toEqual([sentence]);
    expect(house.events).toEqual([]);
  });

  test.each(LANGUAGES)('/help has a line for each command, and fits 80 columns (%s)', (lang) => {
    const lines = new House('hub', lang).run('/help');
    expect(lines).toHaveLength(COMMANDS.length + 3);
    for (const { name } of COMMANDS) expect(lines.some((line) => line.startsWith(`/${name} `))).toBe(true);
    for (const line of lines.slice(0, -1)) expect(textWidth(line)).toBeLessThanOrEqual(80);
  });
});

test('firstWord', () => {
  expect(firstWord('  a  b c ')).toEqual(['a', 'b c']);
  expect(firstWord('茶　好')).toEqual(['茶', '好']);
  expect(firstWord(' ')).toEqual(['', '']);
});

describe('/who', () => {
  const time = (lines: string[]) => lines.map((line) => line.replace(/\d\d:\d\d:\d\d$/, 'HH:MM:SS'));

  test('is a table aligned by columns', () => {
    expect(time(whoLines(house, AT, 80))).toEqual([
      'name  address          protocol  rooms   since',
      'Ann   127.0.0.1:50001  text      #lobby  HH:MM:SS',
      '李雷  [::1]:50002      IRC       #lobby  HH:MM:SS',
    ]);
    expect(time(whoLines({ ...house, chat: house.chat, lang: 'zh-CN' }, AT, 80))).toEqual([
      '名字  地址             协议  房间    来的时间',
      'Ann   127.0.0.1:50001  文本  #lobby  HH:MM:SS',
      '李雷  [::1]:50002      IRC   #lobby  HH:MM:SS',
    ]);
  });

  test('has a row for each further connection', () => {
    const several = new House();
    const ann = { username: '', realname: '', account: null, away: '', secure: false, certificate: null } as const;
    const name = { kind: 'chosen', name: 'Ann' } as const;
    several.submit({ kind: 'enter', user: 'ann', name, peer: { host: '10.0.0.1', port: 1 }, face: 'irc', ...ann });
    several.submit({ kind: 'join', user: 'ann', room: '#lobby', key: '' });
    several.submit({ kind: 'register', user: 'ann', account: 'Ann', credentials: CREDENTIALS });
    const proven = { ...ann, account: 'Ann' };
    several.submit({ kind: 'enter', user: 'two', name, peer: { host: '10.0.0.2', port: 2 }, face: 'plain', ...proven });
    expect(time(whoLines(several, AT, 80))).toEqual([
      'name  address     protocol  rooms   since',
      'Ann   10.0.0.1:1  IRC       #lobby  HH:MM:SS',
      '      10.0.0.2:2  text',
    ]);
    expect(whoLines(several, AT, 24).slice(-2)).toEqual([expect.stringMatching(/:/), '  10.0.0.2:2  text']);
  });

  test('fits a narrow terminal', () => {
    for (const line of whoLines(house, AT, 30)) expect(textWidth(line)).toBeLessThanOrEqual(30);
  });

  test('says the day of those who came on another one', () => {
    expect(whoLines(house, AT + 86_400_000, 80)[1]).toMatch(/ 2026-01-0\d \d\d:\d\d$/);
  });

  test('without guests', () => {
    expect(whoLines(new House(), AT, 80)).toEqual(['Nobody is here.']);
  });
});

test('/rooms', () => {
  house.submit({ kind: 'join', user: '::1 50002', room: '#茶馆', key: '' });
  house.submit({ kind: 'topic', user: '::1 50002', room: '#茶馆', text: '喝\x1b茶' });
  expect(roomsLines(house, 80)).toEqual(['room    people  topic', '#lobby  3', '#茶馆   1       喝␛茶']);
});
