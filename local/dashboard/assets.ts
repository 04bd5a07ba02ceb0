// The page's own files, read once from where the build puts them: no path of a request ever reaches the disk.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TillwatchError } from '../../lambda/errors.ts';

export interface Assets {
  readonly script: string;
  readonly style: string;
}

const FOLDER = join('dist', 'dashboard');

/** @throws TillwatchError `dashboard-not-built` */
export function builtAssets(): Assets {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const file = (name: string) => join(folder, FOLDER, name);
    if (existsSync(file('page.js'))) {
      return { script: readFileSync(file('page.js'), 'utf8'), style: readFileSync(file('page.css'), 'utf8') };
    }
    if (folder === dirname(folder)) {
      throw new TillwatchError('dashboard-not-built', `${FOLDER} is not above ${start}; run npm run build`);
    }
  }
}
