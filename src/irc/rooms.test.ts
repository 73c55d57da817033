import { expect, test } from 'vitest';
import { openHouse } from './house.fixture.ts';

test('JOIN: the line, the topic, the names, in this order', () => {
  const { enter } = openHouse();
  const ann = enter('ann');
  expect(ann.say('JOIN #tea')).toEqual([
    ':ann!~ann@192.0.2.7 JOIN #tea',
    ':tea.example 353 ann = #tea :@ann',
    ':tea.example 366 ann #tea :End of the list of names',
  ]);
  expect(ann.say('TOPIC #tea :Pu-erh tonight')).toEqual([':ann!~ann@192.0.2.7 TOPIC #tea :Pu-erh tonight']);
  const bob = enter('bob');
  expect(bob.say('JOIN #TEA')).toEqual([
    ':bob!~bob@192.0.2.7 JOIN #tea',
    ':tea.example 332 bob #tea :Pu-erh tonight',
    ':tea.example 333 bob #tea ann 1767323045',
    ':tea.example 353 bob = #tea :@ann bob',
    ':tea.example 366 bob #tea :End of the list of names',
  ]);
  expect(ann.heard()).toEqual([':bob!~bob@192.0.2.7 JOIN #tea']);
  expect(bob.say('JOIN #tea')).toEqual([]);
});

test('several rooms with their keys; JOIN 0 leaves them all', () => {
  const { enter } = openHouse();
  enter('ann').say('JOIN #a,#b', 'MODE #b +k sesame');
  const bob = enter('bob');
  expect(bob.say('JOIN #a,#b x,sesame').filter((line) => line.includes('JOIN'))).toHaveLength(2);
  expect(bob.say('JOIN 0')).toEqual([':bob!~bob@192.0.2.7 PART #a', ':bob!~bob@192.0.2.7 PART #b']);
});

test('why a room cannot be joined', () => {
  const { enter } = openHouse({ limits: { roomsPerUser: 6 } });
  const ann = enter('ann');
  ann.say('JOIN #k,#l,#i,#b', 'MODE #k +k x', 'MODE #l +l 1', 'MODE #i +i', 'MODE #b +b bob');
  const bob = enter('bob');
  const codes = bob.say('JOIN #k,#l,#i,#b,nowhere,#a!b').map((line) => line.split(' ').slice(1, 4).join(' '));
  expect(codes).toEqual(['475 bob #k', '471 bob #l', '473 bob #i', '474 bob #b', '403 bob nowhere', '476 bob #a!b']);
  bob.say('JOIN #1,#2,#3,#4,#5,#6');
  expect(bob.say('JOIN #7')).toEqual([expect.stringMatching(/^:tea\.example 405 bob #7 :/)]);
});

test('MODE: asked for, changed, refused', () => {
  const { enter, chat } = openHouse();
  const ann = enter('ann');
  const bob = enter('bob');
  ann.say('JOIN #tea');
  bob.say('JOIN #tea');
  ann.heard();
  expect(ann.say('MODE #tea')).toEqual([':tea.example 324 ann #tea +nt', ':tea.example 329 ann #tea 1767323045']);
  expect(ann.say('MODE #tea +ovkl-t bob bob sesame 9')).toEqual([
    ':ann!~ann@192.0.2.7 MODE #tea +ovkl-t bob bob sesame 9',
  ]);
  expect(bob.heard()).toEqual([':ann!~ann@192.0.2.7 MODE #tea +ovkl-t bob bob sesame 9']);
  expect(enter('eve').say('MODE #tea')[0]).toBe(':tea.example 324 eve #tea +nkl * 9');
  expect(bob.say('MODE #tea -k', 'MODE #tea +b *!*@198.51.100.1')).toEqual([
    ':bob!~bob@192.0.2.7 MODE #tea -k *',
    ':bob!~bob@192.0.2.7 MODE #tea +b *!*@198.51.100.1',
  ]);
  ann.heard();
  expect(ann.say('MODE #tea b')).toEqual([
    ':tea.example 367 ann #tea *!*@198.51.100.1 bob 1767323045',
    ':tea.example 368 ann #tea :End of the ban list',
  ]);
  expect(ann.say('MODE #tea +Zl', 'MODE #none +i', 'MODE #tea +o eve', 'MODE #tea +k a,b').map(code)).toEqual([
    '472 ann Z',
    '696 ann #tea',
    '403 ann #none',
    '441 ann eve',
    '696 ann #tea',
  ]);
  expect(chat.roomNamed('#tea')?.limit).toBe(9);
  const eve = enter('eve2');
  expect(eve.say('MODE #tea +i').map(code)).toEqual(['482 eve2 #tea']);
});

function code(line: string): string {
  return line.split(' ').slice(1, 4).join(' ');
}

test('masks too long for one MODE line become two', () => {
  const { enter } = openHouse();
  const name = '茶'.repeat(24);
  const room = `#${'房'.repeat(20)}`;
  const ann = enter(name);
  ann.say(`JOIN ${room}`);
  const [a, b, c] = ['a', 'b', 'c'].map((start) => `${start}${'x'.repeat(120)}!*@*`);
  const source = `:${name}!~user@192.0.2.7`;
  expect(ann.say(`MODE ${room} +bbb ${a} ${b} ${c}`)).toEqual([
    `${source} MODE ${room} +bb ${a} ${b}`,
    `${source} MODE ${room} +b ${c}`,
  ]);
});

test('user modes', () => {
  const { enter } = openHouse();
  const ann = enter('ann');
  enter('bob');
  expect(ann.say('MODE ann +i', 'MODE ANN', 'MODE ann +Z-i', 'MODE bob', 'MODE nobody')).toEqual([
    ':ann!~ann@192.0.2.7 MODE ann +i',
    ':tea.example 221 ann +i',
    ':ann!~ann@192.0.2.7 MODE ann -i',
    ':tea.example 501 ann :There is no such user mode.',
    ':tea.example 502 ann :You can see and change only your own modes.',
    ':tea.example 401 ann nobody :No user named "nobody" is here.',
  ]);
});

test('OPER, and what it is good for', () => {
  const { enter } = openHouse();
  const ann = enter('ann');
  const bob = enter('bob');
  const eve = enter('eve');
  bob.say('JOIN #tea');
  eve.say('JOIN #tea');
  bob.heard();
  expect(ann.say('KILL bob :no', 'OPER boss wrong', 'OPER boss secret').map(code)).toEqual([
    '481 ann :Only',
    '464 ann :The',
    '381 ann :You',
    'MODE ann +o',
  ]);
  expect(ann.say('KILL bob :go home')).toEqual([]);
  expect(bob.heard()).toEqual([
    ':ann!~ann@192.0.2.7 KILL bob :go home',
    ':bob!~bob@192.0.2.7 QUIT :Killed (ann (go home))',
    'ERROR :Closing link: (192.0.2.7) [Killed (ann (go home))]',
  ]);
  expect(eve.heard()).toEqual([':bob!~bob@192.0.2.7 QUIT :Killed (ann (go home))']);
  expect(ann.say('OPER boss secret', 'KILL TEA.example :no').map(code)).toEqual(['381 ann :You', '483 ann :A']);
  expect(ann.say('MODE ann', 'MODE ann -o', 'MODE ann')).toEqual([
    ':tea.example 221 ann +o',
    ':ann!~ann@192.0.2.7 MODE ann -o',
    ':tea.example 221 ann +',
  ]);
});

test('PART, KICK, INVITE, TOPIC, NICK, QUIT', () => {
  const { enter } = openHouse();
  const ann = enter('ann');
  const bob = enter('bob');
  const eve = enter('eve');
  for (const one of [ann, bob, eve]) one.say('JOIN #tea');
  for (const one of [ann, bob, eve]) one.heard();
  expect(bob.say('KICK #tea ann', 'TOPIC #tea :x', 'INVITE ann #tea', 'PART #none', 'TOPIC #tea').map(code)).toEqual([
    '482 bob #tea',
    '482 bob #tea',
    '443 bob ann',
    '403 bob #none',
    '331 bob #tea',
  ]);
  expect(ann.say('KICK #tea bob,eve')).toEqual([
    ':ann!~ann@192.0.2.7 KICK #tea bob ann',
    ':ann!~ann@192.0.2.7 KICK #tea eve ann',
  ]);
  expect(bob.heard()).toEqual([':ann!~ann@192.0.2.7 KICK #tea bob ann']);
  expect(bob.say('PART #tea :x')).toEqual([':tea.example 442 bob #tea :You are not in #tea.']);
  expect(ann.say('INVITE bob #tea')).toEqual([':tea.example 341 ann bob #tea']);
  expect(bob.heard()).toEqual([':ann!~ann@192.0.2.7 INVITE bob #tea']);
  bob.say('JOIN #tea');
  ann.heard();
  expect(bob.say('NICK bobby')).toEqual([':bob!~bob@192.0.2.7 NICK bobby']);
  expect(bob.say('NICK ann').map(code)).toEqual(['433 bobby ann']);
  bob.say('PART #tea :tired of it', 'JOIN #tea', 'QUIT');
  expect(ann.heard()).toEqual([
    ':bob!~bob@192.0.2.7 NICK bobby',
    ':bobby!~bob@192.0.2.7 PART #tea :tired of it',
    ':bobby!~bob@192.0.2.7 JOIN #tea',
    ':bobby!~bob@192.0.2.7 QUIT :Quit: ',
  ]);
});

test('NAMES, WHO and LIST show what the asker may know', () => {
  const { enter } = openHouse();
  const ann = enter('ann', 'multi-prefix');
  const bob = enter('bob');
  const eve = enter('eve');
  ann.say('JOIN #tea,#secret', 'MODE #secret +s', 'MODE #tea +v ann', 'MODE ann +i', 'AWAY :gone');
  bob.say('JOIN #tea');
  expect(eve.say('NAMES #tea,#secret,#none')).toEqual([
    ':tea.example 353 eve = #tea :bob',
    ':tea.example 366 eve #tea :End of the list of names',
    ':tea.example 366 eve #secret :End of the list of names',
    ':tea.example 366 eve #none :End of the list of names',
  ]);
  expect(eve.say('LIST').map(code)).toEqual(['321 eve Channel', '322 eve #lobby', '322 eve #tea', '323 eve :End']);
  expect(eve.say('WHO #tea').map(code)).toEqual(['352 eve #tea', '315 eve #tea']);
  expect(eve.say('WHO a*').map(code)).toEqual(['315 eve a*']);
  ann.heard();
  expect(ann.say('WHO #tea', 'NAMES #tea')).toEqual([
    ':tea.example 352 ann #tea ~ann 192.0.2.7 tea.example ann G@+ :0 ann Real',
    ':tea.example 352 ann #tea ~bob 192.0.2.7 tea.example bob H :0 bob Real',
    ':tea.example 315 ann #tea :End of the WHO list',
    ':tea.example 353 ann = #tea :@+ann bob',
    ':tea.example 366 ann #tea :End of the list of names',
  ]);
});

test('a list of many names takes several lines, none too long', () => {
  const { enter } = openHouse();
  const names = Array.from({ length: 60 }, (_, n) => `一二三四五六七八九十${n}`);
  for (const name of names) enter(name).say('JOIN #茶馆');
  const lines = enter('ann')
    .say('JOIN #茶馆')
    .filter((line) => line.includes(' 353 '));
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(510);
  const listed = lines.flatMap((line) => line.split(' :')[1]?.split(' ') ?? []);
  expect(listed).toEqual([`@${names[0]}`, ...names.slice(1), 'ann']);
});
