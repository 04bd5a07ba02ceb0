// The two samples as the record of one checkout, made as the command makes it.
import { recordsOfFiles, theOneOf } from '../../bin/tillwatch/report-records.ts';
import { parseConfig } from '../../lambda/config/config.ts';
import { type DayView, dayView } from '../../lambda/report/day-view.ts';

export const FIRST_DAY = '2026-01-15';
export const SECOND_DAY = '2026-01-16';

/** One sample's record. */
export async function sampleRecord(date: typeof FIRST_DAY | typeof SECOND_DAY, checkout = 'checkout') {
  const name = date === FIRST_DAY ? 'checkout_1.csv' : 'checkout_2.csv';
  const records = await recordsOfFiles([`samples/${name}`], { checkout, date, key: name }, parseConfig('{}'));
  return theOneOf(records, checkout);
}

export async function sampleView(date: typeof FIRST_DAY | typeof SECOND_DAY): Promise<DayView> {
  const { record, settings } = await sampleRecord(date);
  const view = dayView(record, date, settings);
  if (!view) throw new Error(`the sample has no ${date}`);
  return view;
}
