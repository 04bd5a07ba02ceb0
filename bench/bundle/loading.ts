// How long a fresh Node takes to load a bundle, and how much memory it has then.
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

export interface Loading {
  readonly ms: number;
  /** Peak resident memory of the whole process. */
  readonly megabytes: number;
}

/** One fresh process. */
export function loaded(file: string): Loading {
  const program = `
    const begin = performance.now();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const ms = performance.now() - begin;
    process.stdout.write(JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
  const args = ['--input-type=module', '--no-warnings', '--eval', program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}

/** The middle of `tries` processes each, taken by turns, so that what else the machine does falls on all alike. */
export function loadings(files: readonly string[], tries: number): readonly Loading[] {
  const runs = files.map((): Loading[] => []);
  for (let i = 0; i < tries; i++) for (const [which, file] of files.entries()) runs[which]?.push(loaded(file));
  return runs.map((all) => ({
    ms: median(all.map(({ ms }) => ms)),
    megabytes: median(all.map((one) => one.megabytes)),
  }));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
