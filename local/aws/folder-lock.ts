// One process at a time on one state folder: two journals written at once would mix.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TillwatchError } from '../../lambda/errors.ts';

const FILE_NAME = 'lock';

/**
 * Takes the folder, also from a process that died without giving it back. The result gives it back.
 *
 * @throws TillwatchError `state-in-use`
 */
export function lockedFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE_NAME);
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const owner = Number(readFileSync(path, 'utf8'));
    if (isAlive(owner)) {
      const message = `the state folder is in use by process ${owner}; stop it, or delete the file ${FILE_NAME} there`;
      throw new TillwatchError('state-in-use', message, { file: FILE_NAME });
    }
    writeFileSync(path, String(process.pid));
  }
  return () => rmSync(path, { force: true });
}

/** Is there a process with this id? Signal 0 only asks; EPERM means that it's there but somebody else's. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
