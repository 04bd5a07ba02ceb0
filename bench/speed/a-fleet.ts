// Many checkouts at once, as their records are after two weeks of daily files, for the bench of the watch.
import { settingsFor } from '../../lambda/config/config.ts';
import { daysAfter } from '../../lambda/detect/calendar-dates.ts';
import { type CheckoutDay, HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import { withArrival } from '../../lambda/record/arrivals.ts';
import { type CheckoutRecord, emptyRecord } from '../../lambda/record/checkout-record.ts';
import { withTelling } from '../../lambda/record/day-on-record.ts';
import { receiptPlace, recordPlace } from '../../lambda/record/places.ts';
import type { CountingPorts } from './counting-ports.ts';

const FIRST_DATE = '2026-01-05';
const DAYS = 14;

/** The business date that comes next: its file is due at 00:50 (America/Sao_Paulo) of the day after. */
export const NEXT_DATE = daysAfter(FIRST_DATE, DAYS);

/** Files land at 00:20, America/Sao_Paulo. */
const landedAt = (date: string) => new Date(`${daysAfter(date, 1)}T03:20:00Z`);

const checkoutName = (i: number) => `shop-${String(i).padStart(5, '0')}`;

/** Records of `count` checkouts, and in the inbox their files of the two weeks with their receipts. */
export function placeFleet(ports: CountingPorts, count: number): void {
  for (let i = 0; i < count; i++) {
    placeRecord(ports, i, landedAt(daysAfter(NEXT_DATE, -1)));
    for (let day = 0; day < DAYS; day++) placeFile(ports, checkoutName(i), daysAfter(FIRST_DATE, day));
  }
}

/** A record that was written again, as after another file. */
export function touch(ports: CountingPorts, i: number): void {
  placeRecord(ports, i, ports.now());
}

/** All records tell the same but for their checkout's name. */
function placeRecord(ports: CountingPorts, i: number, lastModified: Date): void {
  const text = pattern(ports).replaceAll(PATTERN, checkoutName(i));
  ports.place('records', recordPlace(checkoutName(i)), text, lastModified);
}

const PATTERN = 'shop-pattern';
const patterns = new WeakMap<CountingPorts, string>();

function pattern(ports: CountingPorts): string {
  const known = patterns.get(ports) ?? JSON.stringify(recordOf(PATTERN, ports));
  patterns.set(ports, known);
  return known;
}

function placeFile(ports: CountingPorts, checkout: string, date: string): void {
  const key = `${checkout}/${date}.csv`;
  ports.place('inbox', key, '', landedAt(date));
  ports.place('records', receiptPlace(key), '{}', new Date(landedAt(date).getTime() + 1_000));
}

function recordOf(checkout: string, ports: CountingPorts): CheckoutRecord {
  const settings = settingsFor(ports.config, checkout);
  let record = emptyRecord(checkout);
  for (let i = 0; i < DAYS; i++) {
    const date = daysAfter(FIRST_DATE, i);
    const version = {
      key: `${checkout}/${date}.csv`,
      versionId: null,
      sequencer: null,
      landedAt: landedAt(date).toISOString(),
    };
    const arrivals = withArrival(record.arrivals, date, landedAt(date), undefined, settings);
    record = {
      ...record,
      arrivals,
      days: { [date]: withTelling(undefined, dayOf(checkout, date), version) },
      versions: [version],
    };
  }
  return record;
}

function dayOf(checkout: string, date: string): CheckoutDay {
  const references = { yesterday: 20, same_day_last_week: 20, avg_last_week: 20, avg_last_month: 20 };
  const hours = Array.from({ length: HOURS_A_DAY }, (_, hour) => ({ hour, today: 20, references }));
  return { checkout, date, outcome: 'ok', hours, finalHours: HOURS_A_DAY, warnings: [] };
}
