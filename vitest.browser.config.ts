// The dashboard and the static site in a real browser. Fails where there is none: CI installs Debian's chromium.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/build-once.ts', 'test/browser/build-site-once.ts'],
    // A browser and a run at a time are enough for a machine.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
