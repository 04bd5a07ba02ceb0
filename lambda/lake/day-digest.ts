// Which business dates of a record may go into the history, and whether one has changed since it went there.
import { createHash } from 'node:crypto';
import { type BusinessDate, HOURS_A_DAY } from '../intake/checkout-day.ts';
import type { CheckoutRecord } from '../record/checkout-record.ts';

export interface DayDigest {
  /** Changes with everything that the history tells of the date. */
  readonly digest: string;
  /** Every hour of it had ended when its newest file landed. */
  readonly isOver: boolean;
}

/** Hexadecimal digits: two versions of one day must differ, and there are never many. */
const DIGEST_LENGTH = 8;

/** By date: the days on record, and those on which an incident began that is on record still. */
export function dayDigests(record: CheckoutRecord): Readonly<Record<BusinessDate, DayDigest>> {
  const dates = new Set([...Object.keys(record.days), ...record.incidents.map(({ date }) => date)]);
  return Object.fromEntries([...dates].map((date) => [date, dayDigest(record, date)]));
}

function dayDigest({ days, incidents }: CheckoutRecord, date: BusinessDate): DayDigest {
  const day = days[date];
  const told = JSON.stringify([day?.finalHours, day?.columns, incidents.filter((incident) => incident.date === date)]);
  const digest = createHash('sha256').update(told).digest('hex').slice(0, DIGEST_LENGTH);
  return { digest, isOver: (day?.finalHours ?? 0) >= HOURS_A_DAY };
}
