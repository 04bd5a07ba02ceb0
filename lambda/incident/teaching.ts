// What an expected incident teaches the calendar, where the person who says so wants that: the days it was on are special.
import type { SpecialDayKind, SpecialDaySetting } from '../config/special-days.ts';
import { HOURS_A_DAY } from '../intake/checkout-day.ts';
import { partsOf } from './day-parts.ts';
import { type DayPart, type Incident, isData } from './incident.ts';

export const REPEATS = ['once', 'yearly'] as const;
export type Repeat = (typeof REPEATS)[number];

/**
 * The special days that keep the calendar from expecting what `incident` didn't sell, or sold beyond it. In the hours
 * of an outage the checkout counts as closed: nothing can be missing in them, and no later day is compared with them.
 * Nothing is taught by a hole in the data.
 *
 * @param openHours hour labels in which the checkout sells on that date, as far as was known before
 * @param name what the day is called in explanations
 */
export function taughtDays(
  incident: Incident,
  repeat: Repeat,
  name: string,
  openHours: (date: string) => readonly number[],
): readonly SpecialDaySetting[] {
  if (isData(incident)) return [];
  return partsOf(incident).map((part) => {
    const { date } = part;
    const day = { date: repeat === 'yearly' ? date.slice('2026-'.length) : date, name, kind: kindOf(incident) };
    return incident.kind === 'outage' ? { ...day, hours: hoursText(openHours(date), part) } : day;
  });
}

function kindOf({ kind }: Incident): SpecialDayKind {
  if (kind === 'outage' || kind === 'drop') return 'maintenance';
  return kind === 'spike' ? 'promotion' : 'holiday';
}

/** The open hours outside the window as configuration writes them: `0-14, 18-23`, or `closed`. */
function hoursText(openHours: readonly number[], { found }: DayPart): string {
  const isOpen = (hour: number) => openHours.includes(hour) && (hour < found.startHour || hour > found.endHour);
  const spans: string[] = [];
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    if (!isOpen(hour)) continue;
    const from = hour;
    while (isOpen(hour + 1)) hour++;
    spans.push(`${from}-${hour}`);
  }
  return spans.length === 0 ? 'closed' : spans.join(', ');
}
