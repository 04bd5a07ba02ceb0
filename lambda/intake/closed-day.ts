// The end of a checkout-day's reading: what had not ended is null, what is missing is named, and the outcome is decided.
import type { AsOf } from './as-of.ts';
import { finalHours, hasBegun, hasEnded, landingDate } from './as-of.ts';
import type { BusinessDate, CheckoutDay, Finding, HourReading, IntakeItem, Reading, Refusal } from './checkout-day.ts';
import { HOURS_A_DAY } from './checkout-day.ts';
import type { DaySlot } from './checkout-days.ts';
import type { Columns } from './columns.ts';
import type { FindingCode } from './findings.ts';
import { finding, isLossy } from './findings.ts';
import type { OpenDay } from './open-day.ts';
import { ABSENT, BAD, BLANK, cellAt, hourName, isConflicting, lineAt, note, setCell, VALUES } from './open-day.ts';
import type { DayHours } from './zone-clock.ts';

/** What closing a day needs to know of the file. */
export interface FileContext {
  readonly columns: Columns;
  readonly asOf: AsOf;
  /** Findings about the whole file: every item carries them. */
  readonly findings: readonly Finding[];
  /** Where reading had to stop: an unclosed quote, another header. Null where the file was read to its end. */
  readonly brokenAt: Finding | null;
}

/** One open day with what closing it looks up again and again. */
interface Closing {
  readonly day: OpenDay;
  readonly date: BusinessDate;
  readonly hours: DayHours;
  readonly final: number;
  readonly asOf: AsOf;
  readonly columns: Columns;
}

/** The checkout-day that the rows of `day` tell, or the refusal if nothing of it can be judged. */
export function closedDay(day: OpenDay, { checkout, date, isInferred }: DaySlot, file: FileContext): IntakeItem {
  const { asOf, columns } = file;
  if (date === null) throw new TypeError('a day without a date was opened');
  const hours = asOf.clock.hoursOf(date);
  const closing: Closing = { day, date, hours, final: finalHours(date, asOf), asOf, columns };
  const refused = (reason: Finding): Refusal => ({
    checkout,
    date,
    outcome: 'quarantine',
    reason,
    warnings: [...file.findings, ...findingsUpTo(HOURS_A_DAY, day)],
  });

  const distrust = day.refusal ?? ambiguousHours(day) ?? notWholeBefore(file.brokenAt, day);
  if (distrust !== null) return refused(distrust);
  if (isInferred) forgetUncertainZeros(closing);
  forgetWhatCouldNotBeKnown(closing);
  if (!ALL_HOURS.some((hour) => isKnown(day, hour))) {
    const reason = whyNothingIsKnown(closing);
    if (reason !== null) return refused(reason);
    note(day, null, 'no-hour-final-yet', 'the first hour of the day was not over when the file landed');
  } else {
    nameGaps(closing);
  }
  nameAbsentReferences(closing);
  const warnings = [...file.findings, ...findingsUpTo(closing.final, day)];
  if (file.brokenAt !== null) warnings.push(file.brokenAt);
  const outcome = warnings.some(({ code }) => isLossy(code)) ? 'partial' : 'ok';
  return { checkout, date, outcome, hours: readings(day), finalHours: closing.final, warnings } satisfies CheckoutDay;
}

/** Labels of a 12-hour clock without AM and PM, or of a clock that runs from 1 to 24. */
function ambiguousHours(day: OpenDay): Finding | null {
  const rows = hoursWhere((hour) => lineAt(day, hour) !== 0);
  if (day.hasHour24 && !rows.includes(0)) {
    const text = 'there is a 24h but no 00h, so each label can mean the hour before; write 00h to 23h';
    return finding('hour-convention-ambiguous', text);
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

/** Reading stopped at a broken place: only a day whose hours all stand before it is whole. */
function notWholeBefore(brokenAt: Finding | null, day: OpenDay): Finding | null {
  return brokenAt === null || ALL_HOURS.every((hour) => lineAt(day, hour) !== 0) ? null : brokenAt;
}

/**
 * The date was inferred, and zeros at the end of what is known reach into hours that hadn't ended: an outage yesterday,
 * or the future of today? Nothing tells, so they are unknown.
 */
function forgetUncertainZeros({ day, hours, asOf, date }: Closing): void {
  if (asOf.isDayOver || date !== landingDate(asOf)) return;
  const last = ALL_HOURS.findLast((hour) => isKnown(day, hour));
  if (last === undefined || cellAt(day, last) !== 0 || hasEnded(last, hours, asOf)) return;
  const lastSale = ALL_HOURS.findLast((hour) => cellAt(day, hour) > 0) ?? -1;
  const zeros = hoursWhere((hour) => hour > lastSale && cellAt(day, hour) === 0);
  for (const hour of zeros) setCell(day, hour, 0, BAD);
  const from = hourName(zeros[0] ?? last);
  const text = `nothing names the date: the zeros from ${from} on can be an outage of the day before, or hours of ${date} still to come; they are treated as unknown. Name the date, for example in the key: ${date}.csv`;
  note(day, null, 'date-uncertain', text);
}

/** Hours that had not ended and settled, or that the clock change skips, become null whatever the file says. */
function forgetWhatCouldNotBeKnown({ day, hours, final, asOf, columns }: Closing): void {
  const column = columns.names[columns.at.today] ?? null;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) {
    const value = cellAt(day, hour);
    const isSkipped = Number.isNaN(hours.endsAt[hour]);
    if (!isSkipped && hour < final) continue;
    setCell(day, hour, 0, BLANK);
    if (value < 0) continue;
    const line = lineAt(day, hour);
    if (isSkipped) {
      note(
        day,
        null,
        'hour-does-not-exist',
        `clocks skip ${hourName(hour)} on this day; ${value} is not used`,
        line,
        column,
      );
    } else if (value > 0 && hasBegun(hour, hours, asOf)) {
      note(
        day,
        null,
        'hour-running',
        `${hourName(hour)} was not over and settled yet; ${value} is not used`,
        line,
        column,
      );
    } else if (value > 0) {
      note(
        day,
        null,
        'hour-in-future',
        `${hourName(hour)} had not begun when the file landed; ${value} is not used`,
        line,
        column,
      );
    }
  }
}

/** Why no hour is known; null where no hour could be. */
function whyNothingIsKnown({ day, date, hours, final, asOf }: Closing): Finding | null {
  const uncertain = day.findings.find(({ finding: { code } }) => code === 'date-uncertain');
  if (uncertain !== undefined) return uncertain.finding;
  if (final === 0 && !hasBegun(0, hours, asOf)) {
    const text = `${date} had not begun when the file landed (${landingDate(asOf)}); correct the date, or the clock`;
    return finding('date-in-future', text);
  }
  if (final === 0 && ALL_HOURS.some((hour) => lineAt(day, hour) !== 0)) return null;
  const [first] = day.findings;
  const codes = new Set([...(day.counts?.keys() ?? [])].filter(isLossy));
  const [only] = codes;
  if (first !== undefined && codes.size === 1 && only !== undefined && SPEAKS_FOR_ITSELF.has(only)) {
    const sample = day.findings.find(({ finding: { code } }) => code === only) ?? first;
    return sample.finding;
  }
  const example = first === undefined ? '' : `; for example, ${first.finding.message}`;
  const rows = day.rows === 1 ? '1 row was read, and it has' : `${day.rows} rows were read, and none has`;
  const text = `${rows} ${day.rows === 1 ? 'no' : 'a'} usable count${example}`;
  return finding('no-usable-rows', text, first?.finding.line ?? null, first?.finding.column ?? null);
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

/** Names every hour that should be known and isn't, unless a finding about its row already does. */
function nameGaps({ day, hours, final, columns }: Closing): void {
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
function nameAbsentReferences({ day, columns }: Closing): void {
  for (let i = 1; i < VALUES.length; i++) {
    const name = VALUES[i] ?? 'yesterday';
    const at = columns.at[name];
    if (at < 0) continue;
    const column = columns.names[at] ?? name;
    const judged = hoursWhere((hour) => isKnown(day, hour));
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

/** What is to be said about the day; findings about hours from `final` on are of no interest. */
function findingsUpTo(final: number, day: OpenDay): Finding[] {
  const said = day.findings.filter(({ hour }) => hour === null || hour < final).map(({ finding }) => finding);
  for (const [code, count] of day.counts ?? []) {
    const listed = day.findings.filter(({ finding }) => finding.code === code).length;
    if (count > listed) said.push(finding(code, `${count - listed} more of these`));
  }
  return said;
}

function readings(day: OpenDay): HourReading[] {
  const read = (hour: number, i: number): Reading => {
    const value = cellAt(day, hour, i);
    return value < 0 ? null : value;
  };
  return ALL_HOURS.map((hour) => ({
    hour,
    today: read(hour, 0),
    references: {
      yesterday: read(hour, 1),
      same_day_last_week: read(hour, 2),
      avg_last_week: read(hour, 3),
      avg_last_month: read(hour, 4),
    },
  }));
}

function isKnown(day: OpenDay, hour: number): boolean {
  return cellAt(day, hour) >= 0;
}

function hoursWhere(holds: (hour: number) => boolean): number[] {
  return ALL_HOURS.filter(holds);
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

const ALL_HOURS = Array.from({ length: HOURS_A_DAY }, (_, hour) => hour);
