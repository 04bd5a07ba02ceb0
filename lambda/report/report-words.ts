// What a language must be able to say in charts and reports, so that another one is one more file beside words-en.ts.
// Long because it is a list: a phrase that is missing in a language is a type error there.
import type { Locale } from '../config/locale.ts';
import type { DetectorName } from '../detect/judgement.ts';
import type { FoundIncident, LifeState, Transition, Verdict } from '../incident/incident.ts';
import type { BusinessDate, Reference } from '../intake/checkout-day.ts';
import type { Matter } from '../notify/alert-facts.ts';
import type { HourView } from './day-view.ts';
import type { SeverityReason } from './severity-reason.ts';

/** Numbers within sentences come as they are to be read: made by `number`, `percent` or `duration`. */
export interface ReportWords {
  /** BCP 47, as HTML's `lang` wants it. */
  readonly language: Locale;
  /** Sales: one decimal below ten, none above. */
  number(sales: number): string;
  /** A reading to the last digit that the file has. */
  exact(reading: number): string;
  /** A length of time in minutes: `7 h 15 min`. */
  duration(minutes: number): string;
  /** `2026-01-16` as people write it. */
  date(date: BusinessDate): string;
  /** The same with its weekday. */
  dateInFull(date: BusinessDate): string;
  /** Hour labels from 0; those from 24 on are of the next day. */
  hours(startHour: number, endHour: number): string;
  /** An interval or a usual range. */
  range(low: string, high: string): string;
  readonly transitions: Readonly<Record<Transition, string>>;
  readonly states: Readonly<Record<LifeState, string>>;
  readonly matters: Readonly<Record<Matter, string>>;
  readonly names: Readonly<Record<Name, string>>;
  readonly chart: ChartWords;
  readonly conclusion: ConclusionWords;
  readonly day: DayWords;
  readonly incident: IncidentWords;
  readonly week: WeekWords;
}

/** What stands before a value or over a column. */
export type Name =
  | 'checkout'
  | 'date'
  | 'when'
  | 'hour'
  | 'hours'
  | 'seen'
  | 'expected'
  | 'usual'
  | 'offBy'
  | 'severity'
  | 'lost'
  | 'onTop'
  | 'state'
  | 'noticed'
  | 'incident'
  | 'incidents'
  | 'today'
  | 'file'
  | 'landed'
  | 'hoursKnown'
  | 'newestFile'
  | 'specialDay'
  | 'heardOn'
  | 'time'
  | 'what'
  | 'remark'
  | 'verdict'
  | 'daysKnown'
  | 'shareLost'
  | 'began'
  | 'knowable'
  | 'timeToDetect'
  | 'waitedForFile'
  | 'acknowledgedAfter'
  | 'endNoticed';

export interface ChartWords {
  readonly references: Readonly<Record<Reference, string>>;
  readonly salesPerHour: string;
  /** Where the day hasn't ended yet. */
  readonly notOver: string;
  dayTitle(checkout: string, date: string): string;
  dayDescription(day: DescribedDay): string;
  /** One hour in a line: `15h: 0 seen, 44 expected (27 to 64)`. */
  hour(hour: HourView): string;
  /** An incident in some five words, its severity apart: `15h–17h, about 116 lost`. */
  incident(found: FoundIncident): string;
  readonly timelineTitle: string;
  /** @param incidents `2026-01-16: P1 15h-17h` */
  timelineDescription(incidents: readonly string[]): string;
  multiplesTitle(days: number): string;
  multiplesDescription(incidents: readonly string[]): string;
  readonly heatMapTitle: string;
  /** @param hours `2026-01-16 15h -100` */
  heatMapDescription(hours: readonly string[]): string;
  readonly heatMapKey: Readonly<Record<'below' | 'above', string>>;
  /** What a picture's marks mean, under it. */
  readonly captions: Readonly<Record<'day' | 'timeline' | 'multiples' | 'heatMap', string>>;
}

export interface DescribedDay {
  readonly seen: number;
  readonly expected: number | null;
  /** The worst first. */
  readonly incidents: readonly string[];
  /** Hours without a count, as ranges. */
  readonly unknown: string | null;
}

/** A day, or an incident, in one sentence. */
export interface ConclusionWords {
  readonly nothingKnown: string;
  quiet(seen: string, expected: string | null, isDayOver: boolean): string;
  of(matter: Matter, what: ConcludedIncident): string;
  retracted(sentence: string): string;
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
  /** Of the business date on which it ends, counted from the one on which it began. */
  readonly daysLater: number;
  /** Sales lost, or on top, and the interval. */
  readonly size: string;
  readonly low: string;
  readonly high: string;
  /** `93%`, `12x`; null where nothing was expected. */
  readonly change: string | null;
  readonly isLess: boolean;
  readonly isNone: boolean;
}

export interface DayWords {
  readonly headings: Readonly<Record<'incidents' | 'hours' | 'quality' | 'raw' | 'method', string>>;
  readonly captions: Readonly<Record<'hours' | 'raw' | 'files', string>>;
  seenOfExpected(seen: string, expected: string): string;
  interval(about: string, low: string, high: string): string;
  ofHours(known: number, all: number): string;
  noCount(hours: string): string;
  readonly noComplaint: string;
  /** The files were read from a disk. */
  readonly landingAssumed: string;
  readonly noIncident: string;
  method(detector: DetectorName): string;
  /** Which loss would go unnoticed. */
  unnoticed(salesPerHour: string): string;
}

export interface IncidentWords {
  title(id: string): string;
  readonly headings: Readonly<
    Record<
      'summary' | 'timeline' | 'impact' | 'detection' | 'evidence' | 'severity' | 'actions' | 'cause' | 'followUps',
      string
    >
  >;
  readonly captions: Readonly<Record<'timeline' | 'evidence', string>>;
  /** What happened at the checkout, beside what tillwatch and people did. */
  readonly events: Readonly<Record<'began' | 'ended' | 'fileLanded', string>>;
  reminder(count: number): string;
  readonly silenced: string;
  by(name: string): string;
  readonly nobodyHeard: string;
  lossShare(percent: string): string;
  impactOnDay(seen: string, expected: string): string;
  readonly impactUnknown: string;
  /** How soon it was noticed, against the soonest that was possible. */
  lateFile(waited: string, knowableAt: string): string;
  severity(reason: SeverityReason): string;
  /** The severity was higher at times, or a person or a rule of the past set it. */
  readonly severityOnRecord: string;
  acknowledgedBy(name: string, at: string, why: string | null): string;
  closedBy(name: string, at: string, note: string | null): string;
  verdictBy(name: string, at: string, verdict: Verdict, note: string | null): string;
  readonly nobodyActed: string;
  readonly blanks: Readonly<Record<'actions' | 'cause' | 'followUps', string>>;
  readonly stillOpen: string;
  giveVerdict(command: string): string;
  readonly hourlyExport: string;
  fixFile(codes: string): string;
}

export interface WeekWords {
  title(checkout: string, week: string): string;
  quiet(days: number, seen: string, expected: string | null): string;
  wrong(incidents: number, days: number, lost: string, share: string | null): string;
  readonly nothing: string;
  readonly headings: Readonly<Record<'incidents' | 'days' | 'quality', string>>;
  readonly captions: Readonly<Record<'incidents' | 'days', string>>;
  readonly noIncident: string;
  ofDays(known: number): string;
}
