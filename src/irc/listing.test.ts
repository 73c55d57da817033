// Questions about rooms: LIST, NAMES, INVITE without a name, the lists of MODE.
import { describe, expect, it } from 'vitest';
import { openHouse } from './house.fixture.ts';

function code(line: string): string {
  return line.split(' ').slice(1, 4).join(' ');
}

/** The rooms that LIST gives. */
function rooms(lines: readonly string[]): string[] {
  return lines.filter((line) => line.includes(' 322 ')).map((line) => line.split(' ')[3] ?? '');
}

describe('LIST', () => {
  function house() {
    const { enter } = openHouse();
    const [ann, bob] = [enter('ann'), enter('bob')];
    ann.say('JOIN #tea,#coffee,#hidden', 'MODE #hidden +s', 'TOPIC #tea :Pu-erh');
    bob.say('JOIN #tea');
    return { ann, bob };
  }

  it('has a beginning, the rooms and an end', () => {
    expect(house().bob.say('LIST')).toEqual([
      ':tea.example 321 bob Channel :Users  Topic',
      ':tea.example 322 bob #lobby 0 :',
      ':tea.example 322 bob #tea 2 Pu-erh',
      ':tea.example 322 bob #coffee 1 :',
      ':tea.example 323 bob :End of the list of rooms',
    ]);
  });

  it.each([
    ['#TEA,#none,#hidden', ['#tea']],
    ['*f*', ['#coffee']],
    ['#t*', ['#tea']],
    ['!*e*', ['#lobby']],
    ['>0', ['#tea', '#coffee']],
    ['>0,<2', ['#coffee']],
    ['*e*,!*f*', ['#tea']],
    ['T<1', ['#tea']],
    ['t>0', []],
    ['C<1,>0', ['#tea', '#coffee']],
    ['C>1', []],
    ['#tea,#coffee >1', ['#tea']],
    ['C<x', []],
    ['tea', []],
  ])('%s', (conditions, expected) => {
    expect(rooms(house().bob.say(`LIST ${conditions}`))).toEqual(expected);
  });

  it('takes no more conditions than it needs', () => {
    const { bob } = house();
    expect(rooms(bob.say(`LIST ${'#tea,#coffee,'.repeat(30)}`))).toEqual(['#tea', '#coffee']);
    expect(bob.say(`LIST ${'*e'.repeat(32)}*`).map(code)).toEqual(['417 bob :That']);
  });

  it('shows a secret room to its members and to operators', () => {
    const { ann, bob } = house();
    expect(rooms(ann.say('LIST #hid*'))).toEqual(['#hidden']);
    expect(rooms(bob.say('OPER boss secret', 'LIST #hid*'))).toEqual(['#hidden']);
  });
});

describe('NAMES', () => {
  it('has signs and sources as the client asked for them', () => {
    const { enter } = openHouse();
    enter('ann').say('JOIN #tea', 'MODE #tea +qv ann ann', 'MODE #tea +s');
    const names = (caps: string) =>
      enter('bob', caps)
        .say('JOIN #tea', 'QUIT')
        .find((line) => line.includes(' 353 '));
    expect(names('')).toBe(':tea.example 353 bob @ #tea :~ann bob');
    expect(names('multi-prefix')).toBe(':tea.example 353 bob @ #tea :~@+ann bob');
    expect(names('userhost-in-names multi-prefix')).toBe(
      ':tea.example 353 bob @ #tea :~@+ann!~ann@192.0.2.7 bob!~bob@192.0.2.7',
    );
  });
});

describe('INVITE', () => {
  it('alone lists where one is invited', () => {
    const { enter } = openHouse();
    enter('ann').say('JOIN #tea,#secret', 'MODE #secret +s', 'INVITE bob #tea', 'INVITE bob #secret');
    expect(enter('eve').say('INVITE', 'INVITE bob').map(code)).toEqual(['337 eve :End', '461 eve INVITE']);
  });

  it('lets in, and is used up then', () => {
    const { enter } = openHouse();
    const bob = enter('bob');
    enter('ann').say('JOIN #tea,#secret', 'MODE #secret +is', 'INVITE bob #tea', 'INVITE bob #secret');
    bob.heard();
    expect(bob.say('INVITE')).toEqual([
      ':tea.example 336 bob #tea',
      ':tea.example 336 bob #secret',
      ':tea.example 337 bob :End of the list of invitations',
    ]);
    bob.say('JOIN #secret');
    expect(bob.say('INVITE')[0]).toBe(':tea.example 336 bob #tea');
  });
});

describe('the lists of a room', () => {
  it('show bans to everybody, exceptions to those who keep order there', () => {
    const { enter } = openHouse();
    const [ann, bob] = [enter('ann'), enter('bob')];
    ann.say('JOIN #tea', 'MODE #tea +beI bad ~a:good x@y');
    bob.say('JOIN #tea');
    ann.heard();
    expect(ann.say('MODE #tea +eIb')).toEqual([
      ':tea.example 348 ann #tea ~a:good ann 1767323045',
      ':tea.example 349 ann #tea :End of the list of exceptions',
      ':tea.example 346 ann #tea *!x@y ann 1767323045',
      ':tea.example 347 ann #tea :End of the list of those who need no invitation',
      ':tea.example 367 ann #tea bad!*@* ann 1767323045',
      ':tea.example 368 ann #tea :End of the ban list',
    ]);
    expect(bob.say('MODE #tea b', 'MODE #tea e', 'MODE #tea I').map(code)).toEqual([
      '367 bob #tea',
      '368 bob #tea',
      '482 bob #tea',
      '482 bob #tea',
    ]);
    ann.say('MODE #tea +h bob');
    bob.heard();
    expect(bob.say('MODE #tea eI').map(code)).toEqual(['348 bob #tea', '349 bob #tea', '346 bob #tea', '347 bob #tea']);
  });

  it('take no more than they may, and no nonsense', () => {
    const { enter } = openHouse({ limits: { bansPerRoom: 2 } });
    const ann = enter('ann');
    ann.say('JOIN #tea', 'MODE #tea +bI a b');
    const lines = ann.say('MODE #tea +e c', 'MODE #tea +b ~m:', `MODE #tea -I+I b ${'x'.repeat(400)}`);
    expect(lines.map((line) => line.split(' ').slice(1, 6).join(' '))).toEqual([
      '478 ann #tea e :c!*@*',
      '696 ann #tea b ~m:',
      'MODE #tea -I b!*@*',
      '696 ann #tea I *',
    ]);
  });
});

describe('more than one at once, and nothing at all', () => {
  it('KICK goes up to TARGMAX, and says when something is missing', () => {
    const { enter } = openHouse();
    const ann = enter('ann');
    ann.say('JOIN #tea');
    for (const name of ['b', 'c', 'd', 'e', 'f']) enter(name).say('JOIN #tea');
    ann.heard();
    expect(ann.say('KICK #tea b,c,B,d,e,f :out').map(code)).toEqual([
      'KICK #tea b',
      'KICK #tea c',
      'KICK #tea d',
      'KICK #tea e',
    ]);
    for (const line of ['KICK #tea ,', 'KICK #tea :', 'JOIN ,', 'JOIN :', 'PART :']) {
      expect(ann.say(line).map(code)).toEqual([`461 ann ${line.split(' ')[0]}`]);
    }
  });
});
