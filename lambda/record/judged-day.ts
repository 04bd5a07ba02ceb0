// A business date on record, judged with all that is known of the checkout: its calendar and its past.
import type { CheckoutSettings } from '../config/config.ts';
import { type DayCalendar, dayCalendar } from '../detect/calendar.ts';
import { detectorNamed } from '../detect/detectors.ts';
import { historyBefore } from '../detect/history.ts';
import type { Judgement } from '../detect/judgement.ts';
import type { CheckoutDay } from '../intake/checkout-day.ts';
import type { CheckoutRecord } from './checkout-record.ts';

export interface JudgedDay {
  readonly judgement: Judgement;
  /** Closed hours and special days of the date; null on an ordinary one. */
  readonly calendar: DayCalendar | null;
}

/**
 * What the checkout's detector says of `day`.
 *
 * @param settings the checkout's, its own on top of the deployment's
 */
export function judgedDay(
  day: CheckoutDay,
  { learned }: Pick<CheckoutRecord, 'learned'>,
  settings: CheckoutSettings,
): JudgedDay {
  const calendar = dayCalendar(day.date, settings);
  const history = historyBefore(day.date, learned, settings);
  return { judgement: detectorNamed(settings.detector).judge(day, { ...settings, calendar, history }), calendar };
}
