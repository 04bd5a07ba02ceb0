// Where objects' bytes lie: files named by a random id (object keys never become paths), or memory.
import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface ByteStore {
  /** Keeps the bytes and gives the id under which they are found. */
  write(bytes: Uint8Array): string;
  read(id: string): Buffer;
  remove(id: string): void;
  /** Forgets everything but these: what a crash left between writing bytes and recording them. */
  keepOnly(ids: ReadonlySet<string>): void;
}

export function bytesInFolder(folder: string): ByteStore {
  mkdirSync(folder, { recursive: true });
  const path = (id: string) => join(folder, id);
  return {
    write(bytes) {
      const id = randomUUID();
      writeFileSync(path(id), bytes, { flag: 'wx' });
      return id;
    },
    read: (id) => readFileSync(path(id)),
    remove: (id) => rmSync(path(id), { force: true }),
    keepOnly(ids) {
      for (const id of readdirSync(folder)) if (!ids.has(id)) rmSync(path(id), { force: true });
    },
  };
}

export function bytesInMemory(): ByteStore {
  const bytesById = new Map<string, Buffer>();
  return {
    write(bytes) {
      const id = randomUUID();
      bytesById.set(id, Buffer.from(bytes));
      return id;
    },
    read(id) {
      const bytes = bytesById.get(id);
      if (!bytes) throw new Error(`no bytes with id ${id}`);
      return bytes;
    },
    remove: (id) => bytesById.delete(id),
    keepOnly(ids) {
      for (const id of bytesById.keys()) if (!ids.has(id)) bytesById.delete(id);
    },
  };
}
