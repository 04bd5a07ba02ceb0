// Programs that are measured: each bundled into one file, as what is deployed is, and run in a process of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { inOneScope } from '../../bin/build/one-scope.ts';
import { SMALLER_SDK } from '../../bin/build/smaller-sdk.ts';

/** In the project, because a program finds there what stays outside its bundle. */
const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

export interface Program {
  /** The bundle. */
  readonly file: string;
  /** Runs it to its end. @returns what it printed as JSON @throws Error with what it wrote to standard error */
  run<T>(args: readonly string[], nodeOptions?: readonly string[]): Promise<T>;
}

/** Makes `programs/<name>.ts` ready, lets `use` run it, and cleans up. */
export async function withProgram<T>(
  name: string,
  use: (program: Program) => Promise<T>,
  { isScoring = true }: { readonly isScoring?: boolean } = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-bench-'));
  const outfile = join(folder, `${name}.mjs`);
  try {
    await build({
      absWorkingDir: PROJECT,
      entryPoints: [`bench/speed/programs/${name}.ts`],
      outfile,
      bundle: true,
      platform: 'node',
      mainFields: ['module', 'main'],
      logLevel: 'error',
      ...inOneScope([]),
      plugins: [...SMALLER_SDK, ...(isScoring ? [] : [NOBODY_JUDGES])],
    });
    return await use({ file: outfile, run: (args, nodeOptions = []) => printed(outfile, args, nodeOptions) });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A detector that looks at nothing and finds nothing: all of the pipeline without scoring. */
const NOBODY_JUDGES: Plugin = {
  name: 'nobody-judges',
  setup(build) {
    build.onLoad({ filter: /[\\/]lambda[\\/]detect[\\/]scan\.ts$/ }, () => ({
      contents: `
        const hours = Array.from({ length: 24 }, (_, hour) => ({ hour, today: null, expected: null, low: null, high: null, deviationPercent: null, z: null, severity: null }));
        const judgement = { detector: 'scan', hours, windows: [], undetectableBelow: null };
        export const scan = { name: 'scan', judge: () => judgement };`,
      loader: 'js',
    }));
  },
};

async function printed<T>(file: string, args: readonly string[], nodeOptions: readonly string[]): Promise<T> {
  const child = spawn(process.execPath, [...nodeOptions, file, ...args], { cwd: PROJECT });
  const texts = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      texts[name] += text;
    });
  }
  const [status] = (await once(child, 'close')) as [number | null];
  if (status !== 0) throw new Error(`${file} ended with ${status}: ${texts.stderr}`);
  return JSON.parse(texts.stdout) as T;
}
