// Files that the command is given: their bytes, and what is known of them besides.
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { TillwatchError } from '../../lambda/errors.ts';
import { type ByteSource, bytesInMemory, type Drop } from '../../lambda/intake/drop.ts';

/** What the command line says of its files. */
export interface FileOptions {
  readonly key?: string;
  readonly checkout?: string;
  readonly date?: string;
  readonly asOf?: Date;
}

/** Smaller files are read in one go, which spares the set-up of a stream. */
const LARGE_BYTES = 256 * 1024;

/** A file on disk is of a day that has ended, unless `--as-of` says when it landed. */
export function dropOf(file: string, { key, checkout, date, asOf }: FileOptions): Drop {
  return {
    key: key ?? (file === '-' ? 'standard-input.csv' : file),
    versionId: null,
    sequencer: null,
    landedAt: asOf ?? new Date(),
    metadata: { ...(checkout !== undefined && { checkout }), ...(date !== undefined && { date }) },
    isDayOver: asOf === undefined,
  };
}

/**
 * The bytes of `file`; of standard input for `-`.
 *
 * @throws TillwatchError `file-unreadable` when there is no such file, or it is a folder
 */
export function sourceOf(file: string): ByteSource | Promise<ByteSource> {
  if (file === '-') return buffer(process.stdin).then(bytesInMemory);
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) throw new TillwatchError('file-unreadable', `${file}: there is no such file`, { file });
  if (stat.isDirectory()) {
    const message = `${file} is a folder; name its files, for example ${file}/*.csv`;
    throw new TillwatchError('file-unreadable', message, { file });
  }
  return { size: stat.size, open: () => (stat.size < LARGE_BYTES ? inOneGo(file) : createReadStream(file)) };
}

async function* inOneGo(file: string): AsyncGenerator<Uint8Array> {
  yield readFileSync(file);
}
