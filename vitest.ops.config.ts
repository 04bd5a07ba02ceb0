// The tests that need Prometheus and Alertmanager (Debian: prometheus, prometheus-alertmanager): npm run test:ops.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/ops/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // Each test starts servers of its own; two cores are soon busy.
    fileParallelism: false,
  },
});
