// A file that was dropped onto the page goes into the watched inbox folder, from where it takes the way of every file.
import { randomUUID } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TillwatchError } from '../../lambda/errors.ts';

/** Longest file name, in bytes of UTF-8 (most file systems: 255), with room for the draft's. */
const LONGEST_NAME_BYTES = 200;

/**
 * The name under which an uploaded file is kept: its last path segment, without what a file system or the inbox watch
 * would take for something else.
 *
 * @throws TillwatchError `name-invalid` where nothing is left, or it is too long
 */
export function uploadName(given: string): string {
  const name = (given.toWellFormed().split(/[/\\]/).at(-1) ?? '')
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^[.\s]+|[~.\s]+$/g, '');
  if (name === '') throw new TillwatchError('name-invalid', 'the file has no usable name; rename it');
  if (Buffer.byteLength(name) <= LONGEST_NAME_BYTES) return name;
  throw new TillwatchError('name-invalid', `the file's name is longer than ${LONGEST_NAME_BYTES} bytes; shorten it`);
}

/** Writes the file; gives its key. Whatever lies there, a link out of the folder included, is replaced and not followed. */
export function keepUpload(inboxFolder: string, name: string, bytes: Uint8Array): string {
  mkdirSync(inboxFolder, { recursive: true });
  // The watch passes over names that begin with a dot, so it never sees half a file.
  const draft = join(inboxFolder, `.${randomUUID()}.upload`);
  writeFileSync(draft, bytes, { flag: 'wx' });
  renameSync(draft, join(inboxFolder, name));
  return name;
}
