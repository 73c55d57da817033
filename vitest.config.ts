import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    // Most tests wait for processes and time-outs; more at once would make the clocks of others late.
    maxWorkers: 3,
    // Only what hangs takes so long; a machine that is busy with other things is slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
