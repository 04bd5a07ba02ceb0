// The reports that can be asked for, as text in a format and a language. Everything outside calls these.

import type { CheckoutSettings } from '../config/config.ts';
import type { Locale } from '../config/locale.ts';
import { TillwatchError } from '../errors.ts';
import { partsOf } from '../incident/day-parts.ts';
import type { CheckoutRecord } from '../record/checkout-record.ts';
import { dayDocument } from './day-report.ts';
import { type DayView, dayView, incidentsOn } from './day-view.ts';
import type { Document } from './document.ts';
import { htmlPage } from './html.ts';
import { incidentDocument } from './incident-report.ts';
import { markdown } from './markdown.ts';
import { type Markup, NOTHING } from './markup.ts';
import { reportWords } from './report-locale.ts';
import { datesOfWeek } from './week.ts';
import { weekDocument } from './week-report.ts';

export interface ReportOptions {
  readonly format: 'html' | 'markdown';
  readonly locale: Locale;
  /** When it is written: it tells acknowledgements that have lapsed. */
  readonly now: Date;
  /** HTML only: forms to act by, after the conclusion. Made with `element`, or answered for with `trusted`. */
  readonly actions?: Markup;
  /** The record was made from files of which nobody knows when they landed: the report says so. */
  readonly isLandingAssumed?: boolean;
}

/** The report of one checkout-day. */
export function dayReport(view: DayView, options: ReportOptions): string {
  const { locale, now, isLandingAssumed = false } = options;
  return formatted(dayDocument({ view, now, isLandingAssumed }, reportWords(locale)), options);
}

/**
 * The report of one incident on record.
 *
 * @param settings of this checkout, the record's own on top
 * @throws TillwatchError `incident-unknown`
 */
export function incidentReport(
  record: CheckoutRecord,
  id: string,
  settings: CheckoutSettings,
  options: ReportOptions,
): string {
  const incident = record.incidents.find((known) => known.id === id);
  if (!incident) {
    const known = record.incidents.map((other) => other.id).join(', ') || 'none';
    throw new TillwatchError(
      'incident-unknown',
      `no incident ${id} on record of ${record.checkout}; there is ${known}`,
    );
  }
  const views = partsOf(incident).flatMap(({ date }) => dayView(record, date, settings) ?? []);
  const { now, locale, isLandingAssumed = false } = options;
  const told = { incident, views, settings, now, isLandingAssumed };
  return formatted(incidentDocument(told, reportWords(locale)), options);
}

/**
 * The report of one checkout's week.
 *
 * @param week ISO 8601, such as `2026-W03`
 * @throws TillwatchError `week-unreadable`
 */
export function weekReport(
  record: CheckoutRecord,
  week: string,
  settings: CheckoutSettings,
  options: ReportOptions,
): string {
  const { checkout, incidents } = record;
  const dates = datesOfWeek(week);
  const rows = dates.map((date) => ({ checkout, date, incidents: incidentsOn(incidents, date) }));
  const views = dates.flatMap((date) => dayView(record, date, settings) ?? []);
  return formatted(
    weekDocument({ checkout, week, rows, views, now: options.now }, reportWords(options.locale)),
    options,
  );
}

function formatted(document: Document, { format, actions = NOTHING }: ReportOptions): string {
  return format === 'html' ? htmlPage(document, actions) : markdown(document);
}
