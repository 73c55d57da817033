import { expect, it } from 'vitest';
import { examine, ROUND_LINES } from './examine.ts';

/** Another one: `FUZZ_SEED=7 npx vitest run test/fuzz` */
const SEED = Number(process.env.FUZZ_SEED ?? 1);
const LINES = 100_000;

it('100,000 lines, whatever is in them, break nothing and tell nobody what is not for them', async () => {
  const { findings, tally } = await examine(SEED, new Array(LINES / ROUND_LINES).keys());
  const found = findings.all.map(({ what, round }) => `${what} (npm run exam:fuzz -- --seed ${SEED} --round ${round})`);
  expect(found).toEqual([]);
  expect(tally.lines).toBeGreaterThanOrEqual(LINES);
  // It was worth something: most came in, and heard things that are not for everybody.
  expect(tally.inside / tally.lines).toBeGreaterThan(0.6);
  expect(tally.heard).toBeGreaterThan(LINES / 20);
}, 300_000);
