// Bans of the house over IRC: KLINE, UNKLINE, STATS k, and what the banned are told.
import { describe, expect, it } from 'vitest';
import { moment } from '../i18n/time.ts';
import { openHouse } from './house.fixture.ts';

const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const inAnHour = moment(NOW + 3_600_000);

/** A house, two operators, and somebody who is none. */
function hosted() {
  const house = openHouse();
  const [boss, other] = [house.enter('boss', '', '10.0.0.1'), house.enter('other', '', '10.0.0.2')];
  for (const one of [boss, other]) one.say('OPER boss secret');
  return { house, boss, other };
}

describe('KLINE', () => {
  it('sends somebody away and tells why and until when: them, the operators and nobody else', () => {
    const { house, boss, other } = hosted();
    const [eve, bob] = [house.enter('eve', '', '10.9.9.9'), house.enter('bob', '', '10.9.9.8')];
    const told = `:tea.example NOTICE * :boss banned eve (10.9.9.9) until ${inAnHour} (spam)`;
    expect(boss.say('KLINE 60 eve :spam')).toEqual([told]);
    expect(other.heard()).toEqual([told]);
    expect(bob.heard()).toEqual([]);
    expect(eve.heard()).toEqual([
      `:tea.example 465 eve :You are banned here until ${inAnHour}: spam.`,
      ':boss!~boss@10.0.0.1 KILL eve spam',
      ':eve!~eve@10.9.9.9 QUIT :Killed (boss (spam))',
      'ERROR :Closing link: (10.9.9.9) [Killed (boss (spam))]',
    ]);
    const again = house.connect('10.9.9.9');
    expect(again.say('NICK eve', 'USER eve 0 * :Eve')[0]).toBe(
      `:tea.example 465 * :Nobody from your address may come in without an account until ${inAnHour}: spam. ` +
        'If you have one, come with it: give its name and password first.',
    );
  });

  it('takes an address as clients write it, a network, a time as at the console, and no reason', () => {
    const { boss, house } = hosted();
    const { sanctions } = house.chat.house;
    boss.say('KLINE *@10.9.9.9 :spam', 'KLINE *!*@10.9.8.0/24', 'KLINE 1h 10.9.7.7', 'KLINE 0 10.9.6.6 :no end');
    expect([...sanctions.values()].map(({ networks: [one], until, text }) => [one?.text, until, text])).toEqual([
      ['10.9.9.9', null, 'spam'],
      ['10.9.8.0/24', null, ''],
      ['10.9.7.7', NOW + 3_600_000, ''],
      ['10.9.6.6', null, 'no end'],
    ]);
  });

  it('is for operators', () => {
    const { house, boss } = hosted();
    const bob = house.enter('bob', '', '10.9.9.8');
    for (const line of ['KLINE boss :x', 'UNKLINE 1', 'STATS k']) {
      expect(bob.say(line)[0]).toMatch(/^:tea\.example 481 bob :/);
    }
    expect(boss.say('KLINE 10.0.0.0/24 :all')[0]).toMatch(/^:tea\.example 400 boss KLINE :.*keep you out/);
    expect(boss.say('KLINE')[0]).toMatch(/^:tea\.example 461 boss KLINE :/);
  });
});

it('a wrong password for OPER is told to the operators, and to who gave it', () => {
  const { house, boss } = hosted();
  const eve = house.enter('eve', '', '10.9.9.9');
  expect(eve.say('OPER boss guess')).toEqual([expect.stringMatching(/^:tea\.example 464 eve :/)]);
  expect(boss.heard()).toEqual([':tea.example NOTICE * :eve wanted to be an operator: wrong name or password']);
});

it('STATS k lists them by the numbers that UNKLINE takes', () => {
  const { boss, other } = hosted();
  boss.say('KLINE 10.9.9.9 :spam', 'KLINE 60 10.9.8.0/24');
  other.heard();
  expect(boss.say('STATS k')).toEqual([
    ':tea.example 216 boss K 10.9.9.9 * 1 :10.9.9.9, by boss: spam',
    `:tea.example 216 boss K 10.9.8.0/24 * 2 :10.9.8.0/24, by boss until ${inAnHour}`,
    ':tea.example 219 boss k :End of the statistics',
  ]);
  expect(boss.say('UNKLINE 2')).toEqual([':tea.example NOTICE * :boss lifted the ban on 10.9.8.0/24']);
  expect(other.heard()).toEqual([':tea.example NOTICE * :boss lifted the ban on 10.9.8.0/24']);
  expect(boss.say('UNKLINE 2')[0]).toMatch(/^:tea\.example 400 boss UNKLINE :"2" is not banned/);
});

it('a ban of a room is told with its reason and its end', () => {
  const { house } = hosted();
  const [ann, eve] = [house.enter('ann', '', '10.9.9.1'), house.enter('eve', '', '10.9.9.9')];
  for (const one of [ann, eve]) one.say('JOIN #tea');
  ann.heard();
  const user = house.chat.userNamed('ann')?.id ?? '';
  const hour = { lasting: 3_600_000, text: 'loud' };
  house.hub.submit({ kind: 'room-ban', user, room: '#tea', name: 'eve', ...hour }, null);
  expect(eve.heard()).toEqual([
    ':ann!~ann@10.9.9.1 MODE #tea +b *!*@10.9.9.9',
    `:ann!~ann@10.9.9.1 KICK #tea eve :loud until ${inAnHour}`,
  ]);
  expect(eve.say('JOIN #tea')).toEqual([
    `:tea.example 474 eve #tea :You cannot join #tea: you are banned there until ${inAnHour}: loud.`,
  ]);
  ann.heard();
  house.hub.submit({ kind: 'expire' }, null);
  expect(ann.heard()).toEqual([]);
});
