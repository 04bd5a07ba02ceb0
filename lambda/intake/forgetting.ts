// Values that the file gives but could not have known: they become null before anything is judged.
import { hasBegun, hasEnded, landingDate } from './as-of.ts';
import type { DayInContext } from './open-day.ts';
import { BAD, BLANK, cellAt, HOURS, hourName, isKnown, lineAt, note, setCell } from './open-day.ts';

/**
 * The date was inferred, and zeros at the end of what is known reach into hours that hadn't ended: an outage yesterday,
 * or the future of today? Nothing tells, so they are unknown.
 */
export function forgetUncertainZeros({ day, hours, asOf, date }: DayInContext): void {
  if (asOf.isDayOver || date !== landingDate(asOf)) return;
  const last = HOURS.findLast((hour) => isKnown(day, hour));
  if (last === undefined || cellAt(day, last) !== 0 || hasEnded(last, hours, asOf)) return;
  const lastSale = HOURS.findLast((hour) => cellAt(day, hour) > 0) ?? -1;
  const zeros = HOURS.filter((hour) => hour > lastSale && cellAt(day, hour) === 0);
  for (const hour of zeros) setCell(day, hour, 0, BAD);
  const from = hourName(zeros[0] ?? last);
  const text = `nothing names the date: the zeros from ${from} on can be an outage of the day before, or hours of ${date} still to come; they are treated as unknown. Name the date, for example in the key: ${date}.csv`;
  note(day, null, 'date-uncertain', text);
}

/** Hours that had not ended and settled, or that the clock change skips, become null whatever the file says. */
export function forgetWhatCouldNotBeKnown({ day, hours, final, asOf, columns }: DayInContext): void {
  const column = columns.names[columns.at.today] ?? null;
  for (const hour of HOURS) {
    const value = cellAt(day, hour);
    const isSkipped = Number.isNaN(hours.endsAt[hour]);
    if (!isSkipped && hour < final) continue;
    setCell(day, hour, 0, BLANK);
    if (value < 0) continue;
    const name = hourName(hour);
    const [code, why] = isSkipped
      ? (['hour-does-not-exist', `clocks skip ${name} on this day`] as const)
      : hasBegun(hour, hours, asOf)
        ? (['hour-running', `${name} was not over and settled yet`] as const)
        : (['hour-in-future', `${name} had not begun when the file landed`] as const);
    // Exports fill hours to come with zeros: that's no count.
    if (value > 0 || isSkipped) note(day, null, code, `${why}; ${value} is not used`, lineAt(day, hour), column);
  }
}
