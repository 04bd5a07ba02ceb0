// One local run per state folder: a second start is told so instead of spoiling the first one's state.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TillwatchError } from '../lambda/errors.ts';

export interface StateLock {
  release(): void;
}

/**
 * Locks `folder` for this process. A lock whose process is gone (a crash, a power cut) is taken over.
 *
 * @throws TillwatchError `already-running` with the process id of the other run
 */
export function lockState(folder: string): StateLock {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return { release: () => rmSync(file, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = ownerOf(file);
    if (owner !== null && isAlive(owner)) throw alreadyRunning(folder, owner);
    rmSync(file, { force: true });
  }
}

function ownerOf(file: string): number | null {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function alreadyRunning(folder: string, pid: number): TillwatchError {
  const cure =
    'drop your files into its inbox folder, stop it with Ctrl-C, or give this run folders of its own: --state and --inbox';
  return new TillwatchError('already-running', `tillwatch is already running on ${folder} (process ${pid}); ${cure}`);
}
