import { expect, test } from 'vitest';
import { dayAt, timeIn } from './time.ts';

const NOW = new Date(2026, 10, 30, 12).getTime();

test('a time is a day, a minute, or an age', () => {
  expect(timeIn('2026-11-01', NOW)).toBe(new Date(2026, 10, 1).getTime());
  expect(timeIn('2026-11-01T08:05', NOW)).toBe(new Date(2026, 10, 1, 8, 5).getTime());
  expect(timeIn('1d12h', NOW)).toBe(NOW - 36 * 3_600_000);
  expect(dayAt(timeIn('30d', NOW) ?? 0)).toBe('2026-10-31');
});

test('what there is not is no time', () => {
  for (const written of ['', '2026-02-30', '2026-13-01', '2026-11-01T24:00', '2026-11-01T08:60', '7', 'd', 'soon']) {
    expect(timeIn(written, NOW), written).toBeNull();
  }
});
