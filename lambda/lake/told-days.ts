// Checkout-days that several files tell of, put together as a record would: per hour the newest that knows it wins.
import { type Config, settingsFor } from '../config/config.ts';
import type { LakeRows } from '../config/lake-tables.ts';
import type { BusinessDate, CheckoutDay } from '../intake/checkout-day.ts';
import type { Drop } from '../intake/drop.ts';
import { type DayOnRecord, withTelling } from '../record/day-on-record.ts';
import { objectVersion } from '../record/object-version.ts';
import { fileRows, joinedRows } from './day-rows.ts';

export interface ToldDay {
  readonly checkout: string;
  readonly date: BusinessDate;
  readonly told: DayOnRecord;
  /** When the newest of the files landed. */
  readonly toldAt: Date;
}

/** By checkout and date. */
export type ToldDays = Map<string, ToldDay>;

export function tell(days: ToldDays, day: CheckoutDay, drop: Drop): void {
  const { checkout, date } = day;
  const id = JSON.stringify([checkout, date]);
  const known = days.get(id);
  const told = withTelling(known?.told, day, objectVersion(drop));
  const toldAt = known && known.toldAt > drop.landedAt ? known.toldAt : drop.landedAt;
  days.set(id, { checkout, date, told, toldAt });
}

/** The rows of all `days`, judged from their files alone. */
export function toldRows(days: ToldDays, config: Config): LakeRows {
  return joinedRows(
    [...days.values()].map(({ checkout, date, told, toldAt }) =>
      fileRows(checkout, date, told, settingsFor(config, checkout), toldAt),
    ),
  );
}
