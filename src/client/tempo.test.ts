import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tempo } from './tempo.ts';

/** A server that lets `burst` lines through at once and then `perSecond`, as seen by somebody `roundTrip` ms away. */
function send(lines: number, perSecond: number, burst: number, roundTrip: number) {
  const tempo = new Tempo();
  let tokens = burst;
  let refilledAt = 0;
  let now = 0;
  let delays = 0;
  let mostDelays = 0;
  for (let line = 0; line < lines; line++) {
    tempo.asked(now);
    let handled = now + roundTrip / 2;
    tokens = Math.min(burst, tokens + ((handled - refilledAt) * perSecond) / 1000);
    if (tokens < 1) {
      handled += ((1 - tokens) * 1000) / perSecond;
      tokens = 1;
      delays++;
    }
    tokens--;
    refilledAt = handled;
    // Another line could come at once: the server has caught up with this sender.
    if (tokens >= 1) delays = 0;
    mostDelays = Math.max(mostDelays, delays);
    now = handled + roundTrip / 2;
    now += tempo.answered(now);
  }
  return { mostDelays, seconds: now / 1000 };
}

test('whatever the server allows and however far it is, it catches up again and again, and little time is lost', () => {
  const perSecond = fc.integer({ min: 1, max: 200 });
  const burst = fc.integer({ min: 3, max: 40 });
  const roundTrip = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(perSecond, burst, roundTrip, (rate, most, distance) => {
      const { mostDelays, seconds } = send(1000, rate, most, distance);
      expect(mostDelays).toBeLessThan(20);
      const least = Math.max(1000 / rate, distance);
      expect(seconds).toBeLessThan(1.5 * least + 1);
    }),
  );
});

test('time in which nothing was sent is no reason to rest', () => {
  const tempo = new Tempo();
  const rests = Array.from({ length: 10 }, (_, minute) => {
    tempo.asked(minute * 60_000);
    return tempo.answered(minute * 60_000 + 5);
  });
  expect(rests).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 15]);
});
