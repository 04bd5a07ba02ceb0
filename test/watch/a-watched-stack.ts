// A running stack with its schedule: files have landed at local times day after day, and the watch ticks.
import { DeleteObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type ConfigInput, parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { withArrival } from '../../lambda/record/arrivals.ts';
import { type CheckoutRecord, emptyRecord } from '../../lambda/record/checkout-record.ts';
import { withTelling } from '../../lambda/record/day-on-record.ts';
import { recordPlace } from '../../lambda/record/places.ts';
import type { TickReport } from '../../lambda/watch/tick.ts';
import { watchHandler, watchPorts } from '../../lambda/watch.ts';
import { RECORDS_BUCKET } from '../../local/emulated-stack.ts';
import { aDay, type DayBuilder } from '../a-day.ts';
import { aRunningStack, type RunningStack } from '../a-running-stack.ts';
import { csvOf } from '../csv-of.ts';

/** America/Sao_Paulo, which has not changed its clocks since 2019. */
const UTC_OFFSET = '-03:00';

export interface WatchedStack extends RunningStack {
  /** A tick at a local time such as `2026-01-16T08:00`, with the clock there too. */
  tickAt(local: string): Promise<TickReport>;
  /** The same after the stack was deployed anew with another configuration. */
  tickAs(config: ConfigInput, local: string): Promise<TickReport>;
  /** A day's file lands at a local time. */
  landAt(local: string, checkout: string, date: string, day?: DayBuilder): Promise<void>;
  /** Deletes an object of the records bucket. */
  deleteRecord(place: string): Promise<void>;
  /** Puts a record there as ordinary whole days leave it that came in one file each, at `time` of the day after. */
  hasLandedDaily(checkout: string, dates: readonly string[], time: string): Promise<void>;
  /** The same for days that were exported again every hour, at twenty past, until 23:20. */
  hasLandedHourly(checkout: string, dates: readonly string[]): Promise<void>;
}

const QUIET: ConfigInput = { handoffAt: [], allClearAt: null };

/** Both daily notices are off unless `config` says otherwise: they have tests of their own. */
export async function aWatchedStack(startsAt: string, config: ConfigInput = {}): Promise<WatchedStack> {
  const stack = await aRunningStack(instant(startsAt), { ...QUIET, ...config });
  const s3 = new S3Client({ endpoint: stack.aws.endpoint, region: stack.aws.region });
  const settings = settingsFor(parseConfig('{}'), 'any');
  let now = new Date(instant(startsAt));
  const setClock = (local: string) => {
    now = new Date(instant(local));
    stack.at(instant(local));
    return now;
  };
  const write = async (record: CheckoutRecord) => {
    const place = { Bucket: RECORDS_BUCKET, Key: recordPlace(record.checkout) };
    await s3.send(new PutObjectCommand({ ...place, Body: JSON.stringify(record) }));
  };
  const landings = (checkout: string, all: readonly { date: string; hours: number; local: string }[]) => {
    let record = emptyRecord(checkout);
    for (const { date, hours, local } of all) {
      const landedAt = instant(local);
      const version = { key: `${checkout}/${date}.csv`, versionId: null, sequencer: null, landedAt };
      const before = record.days[date];
      const told = withTelling(before, aDay().of(checkout, date).until(hours).day, version);
      const arrivals = withArrival(record.arrivals, date, new Date(landedAt), before, settings);
      record = { ...record, days: { [date]: told }, arrivals, versions: [version] };
    }
    return record;
  };
  return {
    ...stack,
    async tickAt(local) {
      const report = await stack.tick(setClock(local));
      await stack.idle();
      return report;
    },
    async tickAs(other, local) {
      const env = { ...stack.env, TILLWATCH_CONFIG: JSON.stringify({ ...QUIET, ...other }) };
      const at = setClock(local);
      const quietly = { log: () => {}, measure: () => {} };
      const ports = watchPorts({ env, now: () => now, random: Math.random, ...quietly, holdMs: 60_000 });
      return watchHandler(() => ports)({ scheduledTime: at.toISOString() });
    },
    async landAt(local, checkout, date, day = aDay()) {
      setClock(local);
      await stack.land(`${checkout}/${date}.csv`, csvOf(day.of(checkout, date).day));
    },
    async deleteRecord(place) {
      await s3.send(new DeleteObjectCommand({ Bucket: RECORDS_BUCKET, Key: place }));
    },
    hasLandedDaily: (checkout, dates, time) =>
      write(
        landings(
          checkout,
          dates.map((date) => ({ date, hours: 24, local: `${dayAfter(date)}T${time}` })),
        ),
      ),
    hasLandedHourly: (checkout, dates) =>
      write(
        landings(
          checkout,
          dates.flatMap((date) =>
            Array.from({ length: 23 }, (_, i) => ({ date, hours: i + 1, local: `${date}T${twoDigits(i + 1)}:20` })),
          ),
        ),
      ),
  };
}

function twoDigits(n: number): string {
  return String(n).padStart(2, '0');
}

/** ISO dates from one to another, both included. */
export function datesFrom(first: string, last: string): readonly string[] {
  return first > last ? [] : [first, ...datesFrom(dayAfter(first), last)];
}

function dayAfter(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

function instant(local: string): string {
  return new Date(`${local}:00${UTC_OFFSET}`).toISOString();
}
