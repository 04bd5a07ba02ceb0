// Watches a folder on disk: a file that is copied into it, and has stopped growing, is handed on once per content.
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';

/** Polling is slower than the system's notices but tells the same on every system, network folders included. */
const POLL_MS = 250;

export interface DroppedFile {
  readonly path: string;
  /** Path below the folder, with `/`: the object's key. */
  readonly key: string;
  /** It lay there, as it is, when the watch began. */
  readonly wasThere: boolean;
}

export interface FolderWatch {
  stop(): void;
}

/**
 * Calls `onFile` for each file that is there, and for each that arrives or changes. Dot files and `~` backups are not data.
 * A folder that was taken away is made again. `onTrouble` is told once of each name that can't be read.
 */
export function watchFolder(
  folder: string,
  onFile: (file: DroppedFile) => void,
  onTrouble: (path: string) => void,
): FolderWatch {
  const troubles = new Set<string>();
  const atFirst = new Map<string, string>();
  const lastSeen = new Map<string, string>();
  const handedOn = new Map<string, string>();
  const look = () => {
    mkdirSync(folder, { recursive: true });
    for (const path of filesIn(folder)) {
      const state = stateOf(path);
      // A name that is no UTF-8 comes with replacement characters, and no such file is found.
      const isUnreadable = state === null && path.includes('\uFFFD');
      if (isUnreadable && !troubles.has(path)) onTrouble(path);
      if (isUnreadable) troubles.add(path);
      if (state === null) continue;
      const isStill = lastSeen.get(path) === state;
      lastSeen.set(path, state);
      if (!isStill || handedOn.get(path) === state) continue;
      handedOn.set(path, state);
      onFile({ path, key: relative(folder, path).split(sep).join('/'), wasThere: atFirst.get(path) === state });
    }
  };
  look();
  for (const [path, state] of lastSeen) atFirst.set(path, state);
  const timer = setInterval(look, POLL_MS);
  return { stop: () => clearInterval(timer) };
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !basename(name).startsWith('.') && !name.endsWith('~'))
    .map((name) => join(folder, name))
    .sort();
}

/** Size and time of change; null for a folder, or when the file went away between listing and looking. */
function stateOf(path: string): string | null {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat?.isFile() ? `${stat.size}@${stat.mtimeMs}` : null;
}
