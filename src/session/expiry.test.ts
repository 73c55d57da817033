import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { entering, house } from '../chat/house.fixture.ts';
import { Expiry } from './expiry.ts';

const DAY = 86_400_000;

beforeEach(() => void vi.useFakeTimers({ now: 1000 }));
afterEach(() => void vi.useRealTimers());

/** A house whose operator bans, and the times at which it was asked to see what has ended. */
function watched() {
  const { chat } = house();
  const asked: number[] = [];
  const apply = (command: Parameters<typeof chat.apply>[0]['command']): void => {
    chat.apply({ id: '', at: Date.now(), command });
    expiry.look();
  };
  const expiry = new Expiry(chat.view, () => {
    asked.push(Date.now());
    apply({ kind: 'expire' });
  });
  apply(entering('o', 'boss', 'console', 'console'));
  const ban = (who: string, lasting: number | null): void => apply({ kind: 'ban', user: 'o', who, lasting, text: '' });
  const unban = (who: string): void => apply({ kind: 'unban', user: 'o', who });
  return { expiry, ban, unban, asked, banned: () => chat.view.house.sanctions.size };
}

it('asks when the first has ended, and then when the next has', () => {
  const { ban, asked, banned } = watched();
  ban('9.9.9.9', 500);
  ban('9.9.9.8', 200);
  ban('9.9.9.7', null);
  vi.advanceTimersByTime(199);
  expect(asked).toEqual([]);
  vi.advanceTimersByTime(1);
  expect([asked, banned()]).toEqual([[1200], 2]);
  vi.advanceTimersByTime(DAY);
  expect([asked, banned()]).toEqual([[1200, 1500], 1]);
});

it('waits for years, as long as timers go', () => {
  const { ban, asked, banned } = watched();
  ban('9.9.9.9', 100 * DAY);
  vi.advanceTimersByTime(100 * DAY - 1);
  expect(banned()).toBe(1);
  vi.advanceTimersByTime(1);
  expect(banned()).toBe(0);
  expect(asked.length).toBeLessThan(10);
});

it('asks in vain for what was lifted, and not at all when it is stopped', () => {
  const { ban, unban, asked, expiry } = watched();
  ban('9.9.9.9', 500);
  unban('9.9.9.9');
  ban('9.9.9.8', 900);
  vi.advanceTimersByTime(DAY);
  expect(asked).toEqual([1500, 1900]);
  ban('9.9.9.9', 500);
  expiry.stop();
  vi.advanceTimersByTime(DAY);
  expect(asked).toEqual([1500, 1900]);
});
