// On what was measured, and when: without it a figure means nothing.
import { readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';

/** Packages whose versions decide what the floors cost. */
const PACKAGES = ['csv-parse', '@aws-sdk/client-s3', '@aws-sdk/client-sns', '@aws-sdk/client-sqs', 'esbuild'];

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly node: string;
  readonly versions: readonly string[];
  readonly date: string;
  /** Processes that ran or wanted to, in the mean of the last minute: above the cores others were in the way. */
  readonly load: number;
}

export function thisMachine(now: Date): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown processor',
    cores: cpus().length,
    node: process.version,
    versions: PACKAGES.map((name) => `${name} ${versionOf(name)}`),
    date: now.toISOString().slice(0, 10),
    load: loadavg()[0] ?? 0,
  };
}

function versionOf(name: string): string {
  const file = new URL(`../../node_modules/${name}/package.json`, import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}
