// A file on a disk that names no date is taken for the day before it landed: a guess that no holiday should hang on.
import { dayBefore } from '../../lambda/intake/calendar-date.ts';
import type { BusinessDate } from '../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../lambda/intake/drop.ts';
import { knownIdentity } from '../../lambda/intake/identity.ts';
import { zoneClock } from '../../lambda/intake/zone-clock.ts';

/**
 * Is `date` nothing but that guess? A date column that says just the same day can't be told from it.
 *
 * @param timeZone the checkout's, an IANA zone
 */
export function isDateGuessed(date: BusinessDate, drop: Drop, timeZone: string): boolean {
  if (!drop.isDayOver || knownIdentity(drop).date !== null) return false;
  return date === dayBefore(zoneClock(timeZone).localTime(drop.landedAt.getTime()).date);
}
