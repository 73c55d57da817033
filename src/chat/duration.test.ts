import { expect, it } from 'vitest';
import { durationIn } from './duration.ts';

const [S, M, H, D] = [1000, 60_000, 3_600_000, 86_400_000];

it.each([
  ['30m', 30 * M],
  ['2h', 2 * H],
  ['7d', 7 * D],
  ['1w', 7 * D],
  ['1d12h', D + 12 * H],
  ['90S', 90 * S],
  ['１ｄ', D],
  ['999999999w', 36_500 * D],
])('%s', (text, ms) => expect(durationIn(text)).toBe(ms));

it.each(['', '7', 'd', 'h2', '2h ', '2x', '-1h', '1.5h', '0m', '0d0h', 'spam', '1h!', '1234567890m'])(
  '"%s" is no time',
  (text) => expect(durationIn(text)).toBeNull(),
);
