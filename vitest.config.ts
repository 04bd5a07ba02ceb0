import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // They have a configuration of their own, vitest.faults.config.ts: they take minutes.
    exclude: [...configDefaults.exclude, 'test/faults/**'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    coverage: {
      provider: 'v8',
      include: ['lambda/**', 'lib/**', 'local/**', 'bin/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
