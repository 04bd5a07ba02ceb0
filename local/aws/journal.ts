// What has happened, line by line, so that a restart finds everything that was acknowledged.
// Written synchronously before the answer goes out: a killed process loses nothing (a power cut may: no fsync).
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, truncateSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { TillwatchError } from '../../lambda/errors.ts';
import type { ServiceName } from './interception.ts';

/** Secrets are not written down. */
export type RememberingService = Exclude<ServiceName, 'secretsmanager'>;

/** One change of one service's state; what `change` holds is the service's business. */
export interface JournalEntry {
  readonly of: RememberingService;
  readonly change: unknown;
}

export interface Journal {
  append(entry: JournalEntry): void;
  close(): void;
}

const FILE_NAME = 'journal.jsonl';

/** A journal this many times longer than what it amounts to is written anew at the start. */
const COMPACT_FACTOR = 2;
const COMPACT_AT_LEAST_LINES = 200;

/** The entries in `folder`, oldest first. A last line that a crash cut short is dropped, from the file as well. */
export function journalEntries(folder: string): readonly JournalEntry[] {
  const path = join(folder, FILE_NAME);
  if (!existsSync(path)) return [];
  const bytes = readFileSync(path);
  const end = bytes.lastIndexOf(0x0a) + 1;
  if (end < bytes.length) truncateSync(path, end);
  const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
  return lines.map((line, index) => {
    try {
      return JSON.parse(line) as JournalEntry;
    } catch (cause) {
      const message = `${FILE_NAME} line ${index + 1} is not JSON; move the state folder away to start afresh`;
      throw new TillwatchError('journal-corrupt', message, { file: FILE_NAME, line: index + 1 }, cause);
    }
  });
}

/**
 * Opens the journal in `folder` for appending; `read` is what `journalEntries` gave.
 *
 * @param essence the shortest list of entries that leads to the same state: replaces the file when much shorter
 */
export function openJournal(
  folder: string,
  read: readonly JournalEntry[],
  essence: () => readonly JournalEntry[],
): Journal {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE_NAME);
  if (read.length >= COMPACT_AT_LEAST_LINES) {
    const entries = essence();
    if (read.length >= COMPACT_FACTOR * entries.length) replaceFile(path, entries);
  }
  const file = openSync(path, 'a');
  return {
    append: (entry) => writeWhole(file, line(entry)),
    close: () => closeSync(file),
  };
}

function line(entry: JournalEntry): Buffer {
  return Buffer.from(`${JSON.stringify(entry)}\n`, 'utf8');
}

function replaceFile(path: string, entries: readonly JournalEntry[]): void {
  const draft = `${path}.new`;
  const file = openSync(draft, 'w');
  try {
    writeWhole(file, Buffer.concat(entries.map(line)));
  } finally {
    closeSync(file);
  }
  renameSync(draft, path);
}

/** A write may be short; what is left follows, else the next line would be glued to half a one. */
function writeWhole(file: number, bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
}
