// The reports that can be asked for, as text in a format and a language. Everything outside calls these.

import { dayDocument } from './day-report.ts';
import type { DayView } from './day-view.ts';
import type { Document } from './document.ts';
import { htmlPage } from './html.ts';
import { markdown } from './markdown.ts';
import { type Markup, NOTHING } from './markup.ts';
import { type ReportLocale, reportWords } from './report-locale.ts';

export interface ReportOptions {
  readonly format: 'html' | 'markdown';
  readonly locale: ReportLocale;
  /** When it is written: it tells acknowledgements that have lapsed. */
  readonly now: Date;
  /** HTML only: forms to act by, after the conclusion. Made with `element`, or answered for with `trusted`. */
  readonly actions?: Markup;
}

/** The report of one checkout-day. */
export function dayReport(view: DayView, options: ReportOptions): string {
  return formatted(dayDocument(view, reportWords(options.locale), options.now), options);
}

function formatted(document: Document, { format, actions = NOTHING }: ReportOptions): string {
  return format === 'html' ? htmlPage(document, actions) : markdown(document);
}
