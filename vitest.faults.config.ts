// The delivery promises, proven by faults: functions as processes of their own, killed at every call they make.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/faults/**/*.test.ts'],
    globalSetup: ['test/faults/bundle-worker.ts'],
    // One a core; vitest would leave one of two cores idle.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
