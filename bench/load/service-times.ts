// The function's own work for one file, measured: the whole pipeline on stores in memory, so that nothing is waited for.
import { readFileSync } from 'node:fs';
import type { ObjectRef } from '../../lambda/inbox.ts';
import { bytesInMemory } from '../../lambda/intake/drop.ts';
import { score } from '../../lambda/pipeline.ts';
import { recordPlace } from '../../lambda/record/places.ts';
import { countingPorts } from '../counting-ports.ts';

const WARM_UP = 500;
const MEASURED_FILES = 2_000;
const FILE = readFileSync('samples/checkout_1.csv');
const LANDED_AT = new Date('2026-01-16T03:20:00Z');

export interface WorkOfAFile {
  /** Of the process's time on the processor, in ms. */
  readonly cpuMs: number;
  /** Of the record that it leaves. */
  readonly recordBytes: number;
}

/** Files of as many checkouts, one after the other, detection included. */
export async function workOfAFile(): Promise<WorkOfAFile> {
  const ports = {
    ...countingPorts({}, () => LANDED_AT),
    checkoutsAtOnce: 8,
    inbox: {
      read: async (ref: ObjectRef) => ({
        drop: { ...ref, metadata: {}, isDayOver: false },
        source: bytesInMemory(FILE),
      }),
      copyToRecords: async () => {},
    },
  };
  const handle = (i: number) =>
    score({ key: `shop-${i}/2026-01-15.csv`, versionId: 'v', sequencer: null, landedAt: LANDED_AT }, ports);
  for (let i = 0; i < WARM_UP; i++) await handle(i);
  const before = process.cpuUsage();
  for (let i = WARM_UP; i < WARM_UP + MEASURED_FILES; i++) await handle(i);
  const { user, system } = process.cpuUsage(before);
  return {
    cpuMs: (user + system) / 1_000 / MEASURED_FILES,
    recordBytes: ports.sizeOf(recordPlace(`shop-${WARM_UP}`)),
  };
}
