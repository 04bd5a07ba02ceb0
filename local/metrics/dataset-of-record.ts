// What one checkout's record says of it, as the exporter tells it.
import { type Config, settingsFor, withOwnSettings } from '../../lambda/config/config.ts';
import type { CheckoutRecord } from '../../lambda/record/checkout-record.ts';
import { checkoutDay } from '../../lambda/record/day-on-record.ts';
import { judgedDay } from '../../lambda/record/judged-day.ts';
import type { Dataset } from './dataset.ts';

/** Inbox keys of the checkout whose newest version was refused. */
export function refusedOf({ versions }: Pick<CheckoutRecord, 'versions'>): number {
  return versions.filter(({ isRefused }) => isRefused).length;
}

/** The newest business date on record with what is open; null where no day is on record. */
export function datasetOf(record: CheckoutRecord, config: Config): Dataset | null {
  const date = Object.keys(record.days).sort().at(-1);
  const told = date === undefined ? undefined : record.days[date];
  if (date === undefined || told === undefined) return null;
  const settings = withOwnSettings(settingsFor(config, record.checkout), record.settings);
  const day = checkoutDay(record.checkout, date, told);
  const newest = told.told.toSorted((a, b) => (a.landedAt < b.landedAt ? -1 : 1)).at(-1);
  return {
    dataset: record.checkout,
    source: newest?.key ?? '',
    landedAtS: Date.parse(newest?.landedAt ?? '') / 1000 || 0,
    hours: day.hours,
    judged: judgedDay(day, record, settings).judgement.hours,
    finalHours: day.finalHours,
    businessHours: settings.businessHours,
    open: record.incidents.filter(({ status }) => status === 'open').map(({ severity, kind }) => ({ severity, kind })),
  };
}
