// What one checkout's record says of it, as the exporter tells it.
import { type Config, settingsFor, withOwnSettings } from '../../lambda/config/config.ts';
import type { CheckoutRecord } from '../../lambda/record/checkout-record.ts';
import { checkoutDay } from '../../lambda/record/day-on-record.ts';
import { judgedDay } from '../../lambda/record/judged-day.ts';
import type { ObjectVersion } from '../../lambda/record/object-version.ts';
import type { Dataset } from './dataset.ts';

/** Inbox keys of the checkout whose newest version was refused. */
export function refusedOf({ versions }: Pick<CheckoutRecord, 'versions'>): number {
  return versions.filter(({ isRefused }) => isRefused).length;
}

/** The newest business date on record, and what is open. A checkout of which nothing could be read has no hours. */
export function datasetOf(record: CheckoutRecord, config: Config): Dataset {
  const settings = withOwnSettings(settingsFor(config, record.checkout), record.settings);
  const { source, landedAtS } = newestOf(record.versions);
  const known = {
    dataset: record.checkout,
    source,
    landedAtS,
    businessHours: settings.businessHours,
    open: record.incidents.filter(({ status }) => status === 'open').map(({ severity, kind }) => ({ severity, kind })),
  };
  const date = Object.keys(record.days).sort().at(-1);
  const told = date === undefined ? undefined : record.days[date];
  if (date === undefined || told === undefined) return { ...known, hours: [], judged: [], finalHours: 0 };
  const day = checkoutDay(record.checkout, date, told);
  return {
    ...known,
    ...newestOf(told.told),
    hours: day.hours,
    judged: judgedDay(day, record, settings).judgement.hours,
    finalHours: day.finalHours,
  };
}

function newestOf(versions: readonly ObjectVersion[]): Pick<Dataset, 'source' | 'landedAtS'> {
  const newest = versions.toSorted((a, b) => (a.landedAt < b.landedAt ? -1 : 1)).at(-1);
  return { source: newest?.key ?? '', landedAtS: newest ? Date.parse(newest.landedAt) / 1000 : 0 };
}
