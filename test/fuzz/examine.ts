import { Findings } from './findings.ts';
import { Round } from './round.ts';
import { Tally } from './tally.ts';

/** Lines of one round. */
export const ROUND_LINES = 20_000;

export interface Examined {
  readonly findings: Findings;
  readonly tally: Tally;
}

/**
 * Plays rounds one after the other, each in a house of its own.
 * @param seed the same seed sends the same lines
 * @param rounds their numbers, from 0
 * @param progress called after each round
 */
export async function examine(
  seed: number,
  rounds: Iterable<number>,
  progress: (examined: Examined) => void = () => {},
): Promise<Examined> {
  const examined = { findings: new Findings(), tally: new Tally() };
  for (const round of rounds) {
    await new Round(seed, round, examined.findings, examined.tally).run(ROUND_LINES);
    progress(examined);
    // Whoever runs this may have something else to do.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return examined;
}
