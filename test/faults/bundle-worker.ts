// Bundles the worker once before the suite: a process for every crash has to start in a blink.
import { build } from 'esbuild';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the bundled worker. */
    workerBundle: string;
  }
}

const BUNDLE = 'node_modules/.cache/tillwatch/fault-worker.mjs';

export default async function bundleWorker(project: TestProject): Promise<void> {
  await build({
    entryPoints: ['test/faults/worker.ts'],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
    logLevel: 'warning',
  });
  project.provide('workerBundle', BUNDLE);
}
