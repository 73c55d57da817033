import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What takes long, longest first: begun last, a single one would keep everybody waiting at the end. */
const LONG = [
  /\/test\/crash\//,
  /\/test\/fuzz\//,
  /\/test\/clients\//,
  /\/test\/[^/]+$/,
  /\/src\/(?:store|accounts)\//,
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = LONG.findIndex((path) => path.test(moduleId));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Two for each of two cores: most tests wait for processes and time-outs. More would make the clocks of others late.
    maxWorkers: 4,
    // The files that a worker runs share what they import: no test changes it, and loading it again takes half a second of a core.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // Only what hangs takes so long; a machine that is busy with other things is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
