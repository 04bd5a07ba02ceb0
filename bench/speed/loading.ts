// How long a fresh Node takes to load a bundle, and how much memory it has then.
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';

export interface Loading {
  readonly ms: number;
  /** Peak resident memory of the whole process. */
  readonly megabytes: number;
}

export function loaded(file: string): Loading {
  const program = `
    const begin = performance.now();
    await import(${JSON.stringify(pathToFileURL(file).href)});
    const ms = performance.now() - begin;
    process.stdout.write(JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS * 1.024 / 1000 }));`;
  const args = ['--input-type=module', '--no-warnings', '--eval', program];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' }));
}
