// The built command as a process, as scripts and people call it.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const COMMAND = resolve('dist/tillwatch.js');

export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export function tillwatch(args: readonly string[], input?: string): Finished {
  const run = spawnSync(process.execPath, [COMMAND, ...args], { encoding: 'utf8', input, env: plainEnvironment() });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

export interface RunningCommand {
  /** Resolves as soon as the output so far matches; rejects when the process ends before. */
  saw(pattern: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly finished: Promise<Finished>;
  readonly output: () => string;
}

/** @param env variables besides those of this process; undefined takes one away */
export function startTillwatch(args: readonly string[], env: NodeJS.ProcessEnv = {}): RunningCommand {
  const child = spawn(process.execPath, [COMMAND, ...args], { env: { ...plainEnvironment(), ...env } });
  let stdout = '';
  let stderr = '';
  const listeners = new Set<() => void>();
  const tell = () => {
    for (const listener of [...listeners]) listener();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    tell();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const finished = new Promise<Finished>((settle) => {
    child.on('close', (status) => settle({ status, stdout, stderr }));
  });
  return {
    saw: (pattern) =>
      new Promise((settle, reject) => {
        const look = () => {
          if (!pattern.test(stdout)) return;
          listeners.delete(look);
          settle();
        };
        listeners.add(look);
        void finished.then(() => reject(new Error(`ended without ${pattern}: ${stdout}${stderr}`)));
        look();
      }),
    kill: (signal) => child.kill(signal),
    finished,
    output: () => stdout,
  };
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tillwatch-'));
}

/** Without what a CI machine sets to ask for colours. */
function plainEnvironment(): NodeJS.ProcessEnv {
  const { CI: _ci, FORCE_COLOR: _colour, ...env } = process.env;
  return env;
}
