import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['lambda/**', 'lib/**', 'local/**', 'bin/**'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
