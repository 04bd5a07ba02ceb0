// What a language must be able to say in charts and reports, so that another one is one more file beside words-en.ts.
import type { FoundIncident, Transition } from '../incident/incident.ts';
import type { BusinessDate, Reference } from '../intake/checkout-day.ts';
import type { Matter } from '../notify/alert-facts.ts';
import type { HourView } from './day-view.ts';

export interface ReportWords {
  /** BCP 47, as HTML's `lang` wants it. */
  readonly language: string;
  /** `.` or `,` in numbers. */
  readonly decimalMark: string;
  /** `2026-01-16` as people write it, with its weekday. */
  date(date: BusinessDate): string;
  readonly chart: ChartWords;
  readonly conclusion: ConclusionWords;
  readonly day: DayWords;
  readonly incident: IncidentWords;
  readonly matters: Readonly<Record<Matter, string>>;
  readonly transitions: Readonly<Record<Transition, string>>;
}

export interface ChartWords {
  readonly seen: string;
  readonly expected: string;
  readonly references: Readonly<Record<Reference, string>>;
  readonly salesPerHour: string;
  /** Where the day hasn't ended yet. */
  readonly notOver: string;
  dayTitle(checkout: string, date: string): string;
  dayDescription(day: DescribedDay): string;
  /** One hour in a line: `15h: 0 seen, 44 expected (27 to 64)`. */
  hour(hour: HourView): string;
  /** An incident in some five words, its severity apart: `15h-17h, about 118 lost`. */
  incident(found: FoundIncident): string;
  /** What the picture's marks mean, under it. */
  readonly dayCaption: string;
  readonly timelineTitle: string;
  /** @param incidents `2026-01-16: P1 15h-17h` */
  timelineDescription(incidents: readonly string[]): string;
  multiplesTitle(days: number): string;
  multiplesDescription(incidents: readonly string[]): string;
  readonly heatMapTitle: string;
  /** @param hours `2026-01-16 15h -100` */
  heatMapDescription(hours: readonly string[]): string;
  readonly heatMapKey: Readonly<Record<'below' | 'above', string>>;
}

export interface DescribedDay {
  readonly seen: number;
  readonly expected: number | null;
  /** The worst first. */
  readonly incidents: readonly string[];
  /** Hours without a count, as ranges. */
  readonly unknown: string | null;
}

/** A day, or an incident, in one sentence. Numbers come as they are to be read. */
export interface ConclusionWords {
  readonly nothingKnown: string;
  quiet(seen: string, expected: string | null, isDayOver: boolean): string;
  of(matter: Matter, what: ConcludedIncident): string;
  /** With the number of other incidents of the same day, above 0. */
  andMore(sentence: string, others: number): string;
}

export interface ConcludedIncident {
  readonly isGoingOn: boolean;
  readonly isWholeDay: boolean;
  /** `15:00` */
  readonly from: string;
  /** `18:00` */
  readonly to: string;
  /** Sales lost, or on top, and the interval. */
  readonly size: string;
  readonly low: string;
  readonly high: string;
  /** `93%`, `12x`; null where nothing was expected. */
  readonly change: string | null;
  readonly isLess: boolean;
}

export interface DayWords {
  title(checkout: string, date: string): string;
  readonly headings: Readonly<Record<'incidents' | 'hours' | 'quality' | 'raw' | 'how', string>>;
  readonly facts: Readonly<
    Record<'seen' | 'expected' | 'known' | 'landed' | 'special' | 'lost' | 'extra' | 'state' | 'opened' | 'id', string>
  >;
  readonly columns: Readonly<
    Record<'hour' | 'seen' | 'expected' | 'usual' | 'off' | 'severity' | 'today' | 'file' | 'landed', string>
  >;
  readonly captions: Readonly<Record<'hours' | 'raw' | 'files', string>>;
  range(low: string, high: string): string;
  seenOfExpected(seen: string, expected: string): string;
  interval(about: string, low: string, high: string): string;
  hoursKnown(known: number, of: number): string;
  hoursUnknown(ranges: string): string;
  readonly noComplaint: string;
  readonly noIncident: string;
  /** How it was judged, and what would go unnoticed. */
  method(detector: string, undetectableBelow: string | null): string;
}

export interface IncidentWords {
  readonly states: Readonly<Record<'open' | 'acknowledged' | 'resolved' | 'retracted', string>>;
}
