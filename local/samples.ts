// The two sample files are one checkout's last two days: this says which days, and when each file would have landed.
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
