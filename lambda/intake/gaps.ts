// What should be known and isn't, named hour by hour: absent is not zero, and never passed over in silence.
import type { DayInContext } from './open-day.ts';
import { ABSENT, BLANK, cellAt, HOURS, hourName, isKnown, lineAt, note, VALUES } from './open-day.ts';

/** A row without an hour label is the totals if it is the sum of all other counts, and none of these is missing. */
export function nameUnnamedRow({ day, columns }: DayInContext): void {
  if (day.unnamedRow === null) return;
  const { line, count } = day.unnamedRow;
  const column = columns.names[columns.at.time] ?? null;
  const isWhole = HOURS.every((hour) => isKnown(day, hour));
  if (isWhole && count === HOURS.reduce((sum, hour) => sum + cellAt(day, hour), 0)) {
    note(
      day,
      null,
      'totals-row-ignored',
      'set aside: it has no hour, and its count is the sum of all others',
      line,
      column,
    );
  } else {
    note(day, null, 'hour-unreadable', 'the hour is blank; the row is not used', line, column);
  }
}

/** Names every hour that should be known and isn't, unless a finding about its row already does. */
export function nameGaps({ day, hours, final, columns }: DayInContext): void {
  const column = columns.names[columns.at.today] ?? null;
  const exists = (hour: number): boolean => !Number.isNaN(hours.endsAt[hour]);
  const isGap = (hour: number): boolean => exists(hour) && isAbsent(cellAt(day, hour));
  let end = final;
  while (end > 0 && (isGap(end - 1) || !exists(end - 1))) end--;
  const missing: number[] = [];
  for (let hour = 0; hour < final; hour++) {
    if (!isGap(hour)) continue;
    const line = lineAt(day, hour);
    const isWord = cellAt(day, hour) === ABSENT;
    if (line === 0 && hour < end) missing.push(hour);
    if (line !== 0 && (hour < end || isWord)) {
      note(day, hour, 'value-absent', `no value; ${hourName(hour)} is treated as unknown, not as zero`, line, column);
    }
  }
  if (missing.length > 0) {
    note(day, null, 'missing-hours', `no usable row for ${listed(missing)}; treated as unknown, not as zero`);
  }
  const trailing = Array.from({ length: final - end }, (_, i) => end + i).filter(exists);
  if (trailing.length > 0) {
    note(
      day,
      null,
      'day-incomplete',
      `no counts from ${hourName(trailing[0] ?? end)} on; treated as unknown, not as zero`,
    );
  }
}

/** Names the comparison values that are absent beside a known count; a column that is absent all day only once. */
export function nameAbsentReferences({ day, columns }: DayInContext): void {
  for (let i = 1; i < VALUES.length; i++) {
    const name = VALUES[i] ?? 'yesterday';
    const at = columns.at[name];
    if (at < 0) continue;
    const column = columns.names[at] ?? name;
    const judged = HOURS.filter((hour) => isKnown(day, hour));
    const absent = judged.filter((hour) => isAbsent(cellAt(day, hour, i)));
    if (absent.length === 0) continue;
    if (absent.length === judged.length && judged.length > 1) {
      const code = name === 'avg_last_week' ? 'value-absent' : 'reference-empty';
      note(day, null, code, 'no value in any row; no hour is compared with it', null, column);
      continue;
    }
    for (const hour of absent) {
      note(day, hour, 'value-absent', `no value; ${hourName(hour)} is not compared with it`, lineAt(day, hour), column);
    }
  }
}

function isAbsent(cell: number): boolean {
  return cell === BLANK || cell === ABSENT;
}

/** `11h–12h, 15h` */
function listed(hours: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const hour of hours) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === hour - 1) last[1] = hour;
    else ranges.push([hour, hour]);
  }
  return ranges.map(([from, to]) => (from === to ? hourName(from) : `${hourName(from)}–${hourName(to)}`)).join(', ');
}
