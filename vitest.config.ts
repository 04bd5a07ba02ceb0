import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They have configurations of their own: the faults take minutes, ops needs Prometheus.
    exclude: [...configDefaults.exclude, 'test/faults/**', 'test/browser/**', 'test/ops/**'],
    globalSetup: ['test/build-once.ts'],
    // One a core; vitest would leave one of two cores idle.
    maxWorkers: '100%',
    testTimeout: 90_000,
    hookTimeout: 90_000,
    coverage: {
      provider: 'v8',
      include: ['lambda/**', 'lib/**', 'local/**', 'bin/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
