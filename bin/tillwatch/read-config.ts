// The configuration file of the command line.
import { readFileSync } from 'node:fs';
import { type Config, parseConfig } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';

const DEFAULT_FILE = 'tillwatch.config.json';

/**
 * The configuration in `file`; without one, that of the working folder, or the defaults.
 *
 * @throws TillwatchError `config-unreadable` when a file that was named can't be read, or `config-invalid`
 */
export function readConfig(file?: string): Config {
  try {
    return parseConfig(readFileSync(file ?? DEFAULT_FILE, 'utf8'), file ?? DEFAULT_FILE);
  } catch (error) {
    if (error instanceof TillwatchError) throw error;
    if (file === undefined) return parseConfig('{}');
    throw new TillwatchError(
      'config-unreadable',
      `${file} can't be read: ${(error as Error).message}`,
      { file },
      error,
    );
  }
}
