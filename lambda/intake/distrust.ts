// Why a checkout-day can't be judged at all, though its rows could be read.
import { hasBegun, hasEnded, landingDate } from './as-of.ts';
import type { Finding } from './checkout-day.ts';
import type { Columns } from './columns.ts';
import type { FindingCode } from './findings.ts';
import { finding, isLossy, textOf } from './findings.ts';
import type { DayInContext, OpenDay } from './open-day.ts';
import { BLANK, cellAt, HOURS, hourName, isConflicting, lineAt } from './open-day.ts';

/** Labels of a 12-hour clock without AM and PM, or of a clock that runs from 1 to 24. */
export function ambiguousHours({ day, date, hours, asOf }: Omit<DayInContext, 'columns' | 'final'>): Finding | null {
  const rows = HOURS.filter((hour) => lineAt(day, hour) !== 0);
  if (day.hasHour24 && !rows.includes(0)) {
    const text = 'there is a 24h but no 00h, so each label can mean the hour before; write 00h to 23h';
    return finding('hour-convention-ambiguous', text);
  }
  const counted = rows.filter((hour) => cellAt(day, hour) !== BLANK);
  const last = counted.length;
  const isFromOne = last > 0 && counted[0] === 1 && counted[last - 1] === last && !rows.includes(0);
  if (isFromOne && date === landingDate(asOf) && !asOf.isDayOver && !hasEnded(last, hours, asOf)) {
    const text = `hours 1 to ${last} but no hour 0, and ${hourName(last)} was not over: each label can mean the hour before; write 00h to 23h`;
    return finding('hour-convention-ambiguous', text, lineAt(day, 1));
  }
  if (!rows.includes(12) || rows.some((hour) => hour < 1 || hour > 12)) return null;
  const conflict = rows.find((hour) => isConflicting(day, hour));
  if (conflict !== undefined) {
    const text = `hours 1 to 12 appear twice without AM or PM (first ${hourName(conflict)}); write 00h to 23h`;
    return finding('duplicate-hour-conflict', text, lineAt(day, conflict));
  }
  if (!rows.includes(1) || lineAt(day, 12) > lineAt(day, 1)) return null;
  const text = 'the day begins with 12 and has no hour above it; write 00h to 23h';
  return finding('hour-convention-ambiguous', text, lineAt(day, 12));
}

/** Hours that repeat with another value in one unknown column: several checkouts or dates, which must not be merged. */
export function mixedDays({ mixed }: OpenDay, { names }: Columns): Finding | null {
  const [at] = mixed?.columns ?? [];
  if (mixed === null || at === undefined || mixed.hours.size < 2) return null;
  const column = names[at] ?? null;
  const text = `hours appear again with another ${column}; call that column checkout or date, so that they stay apart`;
  return finding('duplicate-hour-conflict', text, mixed.line, column);
}

/** Reading stopped at a broken place: only a day whose hours all stand before it is whole. */
export function notWholeBefore(brokenAt: Finding | null, day: OpenDay): Finding | null {
  return brokenAt === null || HOURS.every((hour) => lineAt(day, hour) !== 0) ? null : brokenAt;
}

/** Why no hour is known; null where no hour could be. */
export function whyNothingIsKnown({ day, date, hours, final, asOf }: DayInContext): Finding | null {
  const uncertain = day.findings.find(({ finding: { code } }) => code === 'date-uncertain');
  if (uncertain !== undefined) return uncertain.finding;
  if (final === 0 && !hasBegun(0, hours, asOf)) {
    const text = `${date} had not begun when the file landed (${landingDate(asOf)}); correct the date, or the clock`;
    return finding('date-in-future', text);
  }
  if (final === 0 && HOURS.some((hour) => lineAt(day, hour) !== 0)) return null;
  const [first] = day.findings;
  const codes = new Set([...(day.counts?.keys() ?? [])].filter(isLossy));
  const [only] = codes;
  if (first !== undefined && codes.size === 1 && only !== undefined && SPEAKS_FOR_ITSELF.has(only)) {
    const sample = day.findings.find(({ finding: { code } }) => code === only) ?? first;
    return sample.finding;
  }
  const rows = day.rows === 1 ? 'the only row has no' : `none of ${day.rows} rows has a`;
  const example = first === undefined ? '' : `; for example, here ${textOf(first.finding)}`;
  const { line = null, column = null } = first?.finding ?? {};
  return finding('no-usable-rows', `${rows} usable count${example}`, line, column);
}

/** Codes that, where they are the only ones, say better than `no-usable-rows` what is wrong with a whole day. */
const SPEAKS_FOR_ITSELF: ReadonlySet<FindingCode> = new Set([
  'duplicate-hour-conflict',
  'number-ambiguous',
  'row-too-long',
  'row-too-short',
  'hour-unreadable',
  'hour-out-of-range',
] as const);
