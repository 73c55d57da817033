import { expect, it } from 'vitest';
import { WRONG_PER_ACCOUNT, WRONG_PER_ADDRESS } from '../limits.ts';
import { Guesses } from './guesses.ts';

function house() {
  const clock = { now: 0 };
  const guesses = new Guesses(() => clock.now);
  /** Guesses wrong until nothing may be tried. @returns how often */
  const guess = (account: string, host: string): number => {
    let count = 0;
    while (count < 1000 && guesses.begin(account, host) !== null) count++;
    return count;
  };
  return { clock, guesses, guess };
}

it('are few for one account, in any spelling and from anywhere, and one more a minute', () => {
  const { clock, guess } = house();
  expect(guess('Ann', 'a')).toBe(WRONG_PER_ACCOUNT.burst);
  expect(guess('ＡＮＮ', 'b')).toBe(0);
  expect(guess('Bob', 'b')).toBe(WRONG_PER_ACCOUNT.burst);
  clock.now += 59_000;
  expect(guess('ann', 'c')).toBe(0);
  clock.now += 1000;
  expect(guess('ann', 'c')).toBe(1);
});

it('are limited for one address, whatever the accounts', () => {
  const { guesses, guess } = house();
  for (let count = 0; count < WRONG_PER_ADDRESS.burst; count++) expect(guesses.begin(`n${count}`, 'a')).not.toBeNull();
  expect(guesses.begin('another', 'a')).toBeNull();
  expect(guess('another', 'b')).toBe(WRONG_PER_ACCOUNT.burst);
});

it('are limited for one address, whatever they are guesses at', () => {
  const { guesses, guess } = house();
  for (let count = 0; count < WRONG_PER_ADDRESS.burst; count++) expect(guesses.beginOther('a')).not.toBeNull();
  expect(guesses.beginOther('a')).toBeNull();
  expect(guess('ann', 'a')).toBe(0);
  expect(guesses.beginOther('b')).not.toBeNull();
});

it('from one IPv6 network are from one address', () => {
  const { guesses, guess } = house();
  for (let count = 0; count < WRONG_PER_ADDRESS.burst; count++) guesses.begin(`n${count}`, `2001:db8::${count}`);
  expect(guesses.begin('another', '2001:db8::ffff')).toBeNull();
  expect(guess('another', '2001:db8:0:1::1')).toBe(WRONG_PER_ACCOUNT.burst);
});

it('count when they are begun, so that many at once are as many one by one', () => {
  const { guesses } = house();
  const begun = Array.from({ length: WRONG_PER_ACCOUNT.burst }, () => guesses.begin('ann', 'a'));
  expect(guesses.begin('ann', 'a')).toBeNull();
  begun[0]?.takeBack();
  expect(guesses.begin('ann', 'a')).not.toBeNull();
});

it('of strangers do not keep the owner out, where it has logged in before', () => {
  const { guesses, guess } = house();
  for (let count = 0; count < 50; count++) guesses.begin('ann', 'home')?.right();
  guess('ann', 'elsewhere');
  expect(guesses.begin('ann', 'elsewhere')).toBeNull();
  guesses.begin('ann', 'home')?.right();
  expect(guess('ann', 'home')).toBe(WRONG_PER_ACCOUNT.burst);
});
