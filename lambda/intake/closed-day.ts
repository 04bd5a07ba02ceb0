// The end of a checkout-day's reading: what had not ended is null, what is missing is named, and the outcome is decided.
import type { AsOf } from './as-of.ts';
import { finalHours } from './as-of.ts';
import type { CheckoutDay, Finding, HourReading, IntakeItem, Reading, Refusal } from './checkout-day.ts';
import { HOURS_A_DAY } from './checkout-day.ts';
import type { Columns } from './columns.ts';
import type { PlannedDate } from './day-plan.ts';
import { ambiguousHours, mixedDays, notWholeBefore, whyNothingIsKnown } from './distrust.ts';
import { finding, isLossy } from './findings.ts';
import { forgetUncertainZeros, forgetWhatCouldNotBeKnown } from './forgetting.ts';
import { nameAbsentReferences, nameGaps, nameUnnamedRow } from './gaps.ts';
import type { DayInContext, OpenDay } from './open-day.ts';
import { cellAt, HOURS, isKnown, note } from './open-day.ts';

/** What closing a day needs to know of the file. */
export interface FileContext {
  readonly columns: Columns;
  readonly asOf: AsOf;
  /** Findings about the whole file: every item carries them. */
  readonly findings: readonly Finding[];
  /** Where reading had to stop: an unclosed quote, another header. Null where the file was read to its end. */
  readonly brokenAt: Finding | null;
}

/** The checkout-day that the rows of `day` tell, or the refusal if nothing of it can be judged. */
export function closedDay(day: OpenDay, { checkout, date, isInferred }: PlannedDate, file: FileContext): IntakeItem {
  const { asOf, columns } = file;
  const hours = asOf.clock.hoursOf(date);
  const inContext: DayInContext = { day, date, hours, final: finalHours(date, asOf), asOf, columns };
  const refused = (reason: Finding): Refusal => ({
    checkout,
    date,
    outcome: 'quarantine',
    reason,
    warnings: [...file.findings, ...findingsUpTo(HOURS_A_DAY, day)],
  });

  const distrust =
    day.refusal ?? mixedDays(day, columns) ?? ambiguousHours(inContext) ?? notWholeBefore(file.brokenAt, day);
  if (distrust !== null) return refused(distrust);
  nameUnnamedRow(inContext);
  if (isInferred) forgetUncertainZeros(inContext);
  forgetWhatCouldNotBeKnown(inContext);
  if (!HOURS.some((hour) => isKnown(day, hour))) {
    const reason = whyNothingIsKnown(inContext);
    if (reason !== null) return refused(reason);
    note(day, null, 'no-hour-final-yet', 'the first hour of the day was not over when the file landed');
  } else {
    nameGaps(inContext);
  }
  nameAbsentReferences(inContext);
  const warnings = [...file.findings, ...findingsUpTo(inContext.final, day)];
  if (file.brokenAt !== null) warnings.push(file.brokenAt);
  const outcome = warnings.some(({ code }) => isLossy(code)) ? 'partial' : 'ok';
  return {
    checkout,
    date,
    outcome,
    hours: readings(day),
    finalHours: inContext.final,
    rows: day.rows,
    warnings,
  } satisfies CheckoutDay;
}

/** What is to be said about the day; findings about hours from `final` on are of no interest. */
function findingsUpTo(final: number, day: OpenDay): Finding[] {
  const said = day.findings.filter(({ hour }) => hour === null || hour < final).map(({ finding }) => finding);
  for (const [code, count] of day.counts ?? []) {
    const unlisted = count - day.findings.filter(({ finding }) => finding.code === code).length;
    if (unlisted > 0 && said.some((one) => one.code === code)) said.push(finding(code, `${unlisted} more of these`));
  }
  return said;
}

function readings(day: OpenDay): HourReading[] {
  const read = (hour: number, i: number): Reading => {
    const value = cellAt(day, hour, i);
    return value < 0 ? null : value;
  };
  return HOURS.map((hour) => ({
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
