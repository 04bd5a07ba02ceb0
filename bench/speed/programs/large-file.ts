// One large file, taken by what the first argument says; the second is the file, the third a number.
// `race`: read by csv-parse's stream and by intake, by turns, so many rounds. `read`: by intake alone, for its memory.
// `score`: through the whole pipeline for so many seconds, because all of it would take too long to wait for.
import { createReadStream, statSync } from 'node:fs';
import { parse as csvStream } from 'csv-parse';
import type { ByteSource, Drop } from '../../../lambda/intake/drop.ts';
import { intake } from '../../../lambda/intake/intake.ts';
import { type Ports, score } from '../../../lambda/pipeline.ts';
import { countingPorts } from '../counting-ports.ts';
import { byTurns, median, type Spent, spent } from '../rivals.ts';

export interface Race {
  readonly rows: number;
  readonly days: number;
  /** ms of processor time, the middle of the rounds. */
  readonly bareMs: number;
  readonly ownMs: number;
}

export interface Reading {
  readonly days: number;
  /** Peak resident memory, in MB. */
  readonly peak: number;
}

export interface Scoring extends Reading {
  readonly seconds: number;
  /** Are these all days of the file? */
  readonly isWhole: boolean;
}

const LANDED_AT = new Date('2026-01-17T15:00:00Z');
const [what = '', file = '', number = ''] = process.argv.slice(2);
const source: ByteSource = { size: statSync(file).size, open: () => createReadStream(file) };
const drop: Drop = {
  key: 'north/2026-01-16.csv',
  versionId: null,
  sequencer: null,
  landedAt: LANDED_AT,
  metadata: {},
  isDayOver: false,
};

const works: Readonly<Record<string, () => Promise<Race | Reading | Scoring>>> = { race, read, score: scored };
works[what]?.().then((found) => console.log(JSON.stringify(found)));

async function race(): Promise<Race> {
  let [rows, days] = [0, 0];
  const bare = async () => {
    rows = 0;
    for await (const _record of createReadStream(file).pipe(csvStream())) rows++;
  };
  const own = async () => {
    days = await daysRead();
  };
  const [bareTook, ownTook] = await byTurns(Number(number), [() => spent(bare), () => spent(own)]);
  const cpuMs = (took: Spent) => took.cpuMs;
  return { rows, days, bareMs: median(bareTook, cpuMs), ownMs: median(ownTook, cpuMs) };
}

async function read(): Promise<Reading> {
  const days = await daysRead();
  return { days, peak: peak() };
}

async function daysRead(): Promise<number> {
  const settings = { timeZone: 'America/Sao_Paulo', settleMinutes: 15 };
  let days = 0;
  for await (const _item of intake(drop, source, settings)) days++;
  return days;
}

/** Records are forgotten as soon as they are written: they would lie in S3. */
async function scored(): Promise<Scoring> {
  const seconds = Number(number);
  const begin = performance.now();
  let days = 0;
  const told = (isWhole: boolean): Scoring => ({
    days,
    peak: peak(),
    seconds: (performance.now() - begin) / 1_000,
    isWhole,
  });
  const ports: Ports = {
    ...countingPorts({}, () => LANDED_AT),
    checkoutsAtOnce: 8,
    inbox: { read: async () => ({ drop, source }), copyToRecords: async () => {} },
    records: {
      async get(place) {
        if (performance.now() - begin > seconds * 1_000) {
          console.log(JSON.stringify(told(false)));
          process.exit();
        }
        if (place.startsWith('checkouts/')) days++;
        return null;
      },
      put: async () => ({ outcome: 'written', etag: '"1"' }),
      placesAfter: async () => [],
    },
  };
  await score({ key: drop.key, versionId: null, sequencer: null, landedAt: LANDED_AT }, ports);
  return told(true);
}

function peak(): number {
  return (process.resourceUsage().maxRSS * 1_024) / 1e6;
}
