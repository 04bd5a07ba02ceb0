// Where the sample files lie.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TillwatchError } from '../lambda/errors.ts';

/**
 * Where a sample file lies: above the sources as well as above the built command.
 *
 * @throws TillwatchError `sample-missing` when the installation is incomplete
 */
export function sampleFile(name: string): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, 'samples', name);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new TillwatchError('sample-missing', `samples/${name} is not above ${start}`);
  }
}
