// Which days tell together: a file's blocks, same weekdays taken out of the month where history knows them one by one.
import { type BusinessDate, type CheckoutDay, HOURS_A_DAY } from '../intake/checkout-day.ts';
import { BLOCKS, blockCounts } from './blocks.ts';
import type { DayCalendar } from './calendar.ts';
import { dayNumber } from './calendar-dates.ts';
import type { DayNote } from './day-notes.ts';
import type { History, HistoryDay } from './history.ts';
import type { DetectorSettings } from './judgement.ts';
import { SAME_WEEKDAY, YESTERDAY } from './regimes.ts';

/** A way to group the days. There are few, each made once, so that they can be compared by identity. */
export interface Grouping {
  /** By group, the days that it sums up (1 is yesterday); the last is today. */
  readonly daysAgo: readonly (readonly number[])[];
  /** Days of today's weekday before last week's, in its group. */
  readonly olderWeekdays: number;
  /** Today follows a law of its own: the other groups tell less of it. */
  readonly isTodaySpecial: boolean;
}

export interface GroupCounts {
  readonly grouping: Grouping;
  /** By group but today, then hour: sales over the group's days; NaN where unknown. */
  readonly counts: readonly Float64Array[];
  /** What the calendar says, and references that contradict each other. */
  readonly notes: readonly DayNote[];
}

/** What may be known of a day besides its file. */
export type Knowledge = Pick<DetectorSettings, 'calendar' | 'history'>;

const DAYS_A_WEEK = 7;
const SINGLE_DAY_GROUP = { yesterday: YESTERDAY, same_day_last_week: SAME_WEEKDAY } as const;

/** What the groups of days before `day` sold. Without knowledge, these are the file's blocks. */
export function groupCounts(day: CheckoutDay, { calendar = null, history = null }: Knowledge): GroupCounts {
  const { counts, notes } = blockCounts(day);
  const believed = withoutUntrusted(counts, calendar);
  const older = olderWeekdays(day.date, history);
  const special = calendar?.special ?? null;
  return {
    grouping: groupingWith(
      older.map(({ daysAgo }) => daysAgo),
      special !== null,
    ),
    counts: older.length === 0 ? believed : withWeekdays(believed, older),
    notes: [...notes, ...calendarNotes(calendar)],
  };
}

const groupings = new Map<string, Grouping>();

function groupingWith(older: readonly number[], isTodaySpecial: boolean): Grouping {
  const name = `${older.join()} ${isTodaySpecial}`;
  const known = groupings.get(name);
  if (known) return known;
  const [yesterday = [], sameWeekday = [], week = [], month = []] = BLOCKS.map(({ daysAgo }) => daysAgo);
  const rest = month.filter((daysAgo) => !older.includes(daysAgo));
  const daysAgo = [yesterday, [...sameWeekday, ...older], week, rest, [0]];
  const grouping = { daysAgo, olderWeekdays: older.length, isTodaySpecial };
  groupings.set(name, grouping);
  return grouping;
}

interface OlderWeekday extends HistoryDay {
  readonly daysAgo: number;
}

/** Days of the same weekday that history knows and that no column tells by itself, newest first. */
function olderWeekdays(date: BusinessDate, history: History | null): readonly OlderWeekday[] {
  const today = dayNumber(date);
  return (history?.days ?? [])
    .flatMap((day) => {
      const daysAgo = today - dayNumber(day.date);
      return daysAgo > DAYS_A_WEEK && daysAgo % DAYS_A_WEEK === 0 ? [{ ...day, daysAgo }] : [];
    })
    .sort((a, b) => a.daysAgo - b.daysAgo);
}

/** The counts with older weekdays moved from the rest of the month to last week's; days that lack an hour count as mean. */
function withWeekdays(counts: readonly Float64Array[], older: readonly OlderWeekday[]): readonly Float64Array[] {
  const [yesterday, sameWeekday, week, month] = counts as [Float64Array, Float64Array, Float64Array, Float64Array];
  const weekdays = new Float64Array(HOURS_A_DAY);
  const rest = new Float64Array(HOURS_A_DAY);
  const monthDays = BLOCKS[3]?.daysAgo.length ?? 0;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    let sold = 0;
    let known = 0;
    for (const { counts } of older) {
      const count = counts[hour] ?? null;
      if (count === null) continue;
      sold += count;
      known += 1;
    }
    const lastWeek = sameWeekday[hour]!;
    const told = Number.isNaN(lastWeek) ? { sold, days: known } : { sold: sold + lastWeek, days: known + 1 };
    weekdays[hour] = (told.sold / told.days) * (1 + older.length);
    rest[hour] = (Math.max(0, month[hour]! - sold) / (monthDays - known)) * (monthDays - older.length);
  }
  return [yesterday, weekdays, week, rest];
}

/** The counts without what the calendar says is no likeness of today's. */
function withoutUntrusted(counts: readonly Float64Array[], calendar: DayCalendar | null): readonly Float64Array[] {
  for (const { reference, hours } of calendar?.untrustedReferences ?? []) {
    for (const hour of hours) counts[SINGLE_DAY_GROUP[reference]]?.fill(Number.NaN, hour, hour + 1);
  }
  return counts;
}

function calendarNotes(calendar: DayCalendar | null): readonly DayNote[] {
  if (calendar === null) return [];
  const { special, untrustedReferences } = calendar;
  const today: readonly DayNote[] = special === null ? [] : [{ kind: 'special-day', name: special.name }];
  const leftOut = untrustedReferences.map(({ reference, because }): DayNote => {
    return { kind: 'left-out', reference: reference === 'yesterday' ? 'yesterday' : 'same-weekday', because };
  });
  return [...today, ...leftOut];
}
