// The two sample files are one checkout's last two days: this says which days, and when each file would have landed.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TillwatchError } from '../lambda/errors.ts';
import { dayBefore } from '../lambda/intake/calendar-date.ts';
import { zoneClock } from '../lambda/intake/zone-clock.ts';

export interface SampleDrop {
  readonly file: string;
  /** Object metadata: what names the checkout and the day, because the files themselves don't. */
  readonly metadata: { readonly checkout: string; readonly date: string };
  readonly landsAt: Date;
}

const SAMPLE_CHECKOUT = 'checkout';
const SAMPLE_FILES = ['checkout_1.csv', 'checkout_2.csv'] as const;

/** A daily export lands some minutes after midnight, when the last hour has settled. */
const LANDS_AFTER_MIDNIGHT_MS = 20 * 60 * 1000;

/** The samples as the last two whole days before `now` in `timeZone`, each landing shortly after its day ended. */
export function sampleDrops(now: Date, timeZone: string): readonly SampleDrop[] {
  const clock = zoneClock(timeZone);
  const lastDay = dayBefore(clock.localTime(now.getTime() - LANDS_AFTER_MIDNIGHT_MS).date);
  const dates = [dayBefore(lastDay), lastDay];
  return SAMPLE_FILES.map((file, i) => {
    const date = dates[i] as string;
    const dayEnd = clock.hoursOf(date).endsAt[23] as number;
    return { file, metadata: { checkout: SAMPLE_CHECKOUT, date }, landsAt: new Date(dayEnd + LANDS_AFTER_MIDNIGHT_MS) };
  });
}

/**
 * Where a sample file lies: above the sources as well as above the built command.
 *
 * @throws TillwatchError `sample-missing` when the installation is incomplete
 */
export function sampleFile(name: string): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const file = join(folder, 'samples', name);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) throw new TillwatchError('sample-missing', `samples/${name} is not above ${start}`);
  }
}
