// CSV files on disk as rows of the history.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Config } from '../../../lambda/config/config.ts';
import type { LakeRows } from '../../../lambda/config/lake-tables.ts';
import { TillwatchError } from '../../../lambda/errors.ts';
import type { InboxObject } from '../../../lambda/inbox.ts';
import type { Drop } from '../../../lambda/intake/drop.ts';
import { isDataKey } from '../../../lambda/intake/identity.ts';
import { dropHistory } from '../../../local/sql/drop-history.ts';

/** What the command line says of its files, where they don't say it themselves. */
export interface FileIdentity {
  readonly checkout?: string;
  readonly date?: string;
}

/** A file on disk, and the object key under which it is imagined: its path below the folder that was named. */
export interface HistoryFile {
  readonly path: string;
  readonly key: string;
}

/** The data files that `path` means: itself, or all below it. */
export function historyFiles(path: string): readonly HistoryFile[] {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) throw new TillwatchError('file-unreadable', `${path}: there is no such file or folder`, { file: path });
  if (!stat.isDirectory()) return [{ path, key: basename(path) }];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => isDataKey(name) && statSync(join(path, name)).isFile())
    .sort()
    .map((key) => ({ path: join(path, key), key }));
}

/** The rows of `files`, each a file of days that are over. */
export function fileHistory(
  files: readonly HistoryFile[],
  config: Config,
  { checkout, date }: FileIdentity = {},
): Promise<LakeRows> {
  const metadata = { ...(checkout !== undefined && { checkout }), ...(date !== undefined && { date }) };
  const objects = files.map(({ path, key }): InboxObject => {
    const { mtime, size } = statSync(path);
    const drop: Drop = { key, versionId: null, sequencer: null, landedAt: mtime, metadata, isDayOver: true };
    return { drop, source: { size, open: () => createReadStream(path) } };
  });
  return dropHistory(objects, config);
}
