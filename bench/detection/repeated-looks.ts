// The same day seen again and again while it grows: 24 looks must not be 24 chances of a false alarm.
import { type CheckoutDay, HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import type { Contestant } from './contestants.ts';
import type { LabelledDay } from './labelled-day.ts';

/** Clean days with an alarm at any look, per 100 clean days. */
export interface RepeatedLooks {
  readonly cleanDays: number;
  readonly alarmDaysPer100: number;
  readonly p1DaysPer100: number;
  /** Days whose alarm came at a look before the last known hour only, per 100. */
  readonly passingPer100: number;
}

/** Replays every clean day as of each hour from the first on. */
export function repeatedLooks(days: readonly LabelledDay[], { reports }: Contestant): RepeatedLooks {
  const clean = days.filter((day) => day.incidents.length === 0);
  let alarmed = 0;
  let paged = 0;
  let passing = 0;
  for (const { day } of clean) {
    const looks = looksAt(day).map((look) => reports(look).filter((window) => window.severity !== 'P5'));
    const isAlarmed = looks.some((alarms) => alarms.length > 0);
    if (isAlarmed) alarmed += 1;
    if (isAlarmed && (looks.at(-1) ?? []).length === 0) passing += 1;
    if (looks.some((alarms) => alarms.some((window) => window.severity === 'P1'))) paged += 1;
  }
  const per100 = (count: number) => (100 * count) / Math.max(1, clean.length);
  return {
    cleanDays: clean.length,
    alarmDaysPer100: per100(alarmed),
    p1DaysPer100: per100(paged),
    passingPer100: per100(passing),
  };
}

/** The day as of the end of each of its known hours, earliest first. */
function looksAt(day: CheckoutDay): CheckoutDay[] {
  return Array.from({ length: HOURS_A_DAY }, (_, i) => i + 1)
    .filter((finalHours) => day.hours[finalHours - 1]?.today !== null)
    .map((finalHours) => ({
      ...day,
      finalHours,
      hours: day.hours.map((hour) => (hour.hour < finalHours ? hour : { ...hour, today: null })),
    }));
}
