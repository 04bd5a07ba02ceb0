// Times of the local clock as people write them: `08:00`, and `00:45 +1` for the day after a business date.
import { TillwatchError } from '../errors.ts';

const MINUTES_AN_HOUR = 60;
const MINUTES_A_DAY = 24 * MINUTES_AN_HOUR;

/**
 * Minutes since local midnight that `text` (`08:00`) means.
 *
 * @throws TillwatchError `config-invalid`
 */
export function timeOfDay(text: string): number {
  const minutes = readTime(text, /^(\d\d):(\d\d)()$/);
  if (minutes === null) throw new TillwatchError('config-invalid', 'is no time of day; write 08:00');
  return minutes;
}

/**
 * Minutes from a business date's local midnight to the time that `text` means: `22:30` on the date itself, `00:45 +1` on
 * the day after, `09:00 +2` on the one after that.
 *
 * @throws TillwatchError `config-invalid`
 */
export function timeOnOrAfterDate(text: string): number {
  const minutes = readTime(text, /^(\d\d):(\d\d)(?: \+([12]))?$/);
  if (minutes === null) {
    throw new TillwatchError(
      'config-invalid',
      'is no time; write 22:30, or 00:45 +1 for the day after the business date',
    );
  }
  return minutes;
}

function readTime(text: unknown, form: RegExp): number | null {
  const found = typeof text === 'string' ? form.exec(text.trim()) : null;
  if (!found) return null;
  const [hour, minute, daysAfter] = [Number(found[1]), Number(found[2]), Number(found[3] || 0)];
  if (hour > 23 || minute >= MINUTES_AN_HOUR) return null;
  return daysAfter * MINUTES_A_DAY + hour * MINUTES_AN_HOUR + minute;
}
