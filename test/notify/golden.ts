// Golden files: what an alert looks like to its reader, to be read and reviewed as such. UPDATE_GOLDEN=1 rewrites them.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = new URL('./golden/', import.meta.url);

/** The golden text called `name`, such as `pt-BR/drop.sms.txt`; `actual` itself, written down, when golden files are being updated. */
export function golden(name: string, actual: string): string {
  const file = new URL(name, FOLDER);
  if (process.env.UPDATE_GOLDEN === '1') {
    mkdirSync(new URL('.', file), { recursive: true });
    writeFileSync(file, actual);
  }
  return readFileSync(file, 'utf8');
}
