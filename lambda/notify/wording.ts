// What a language must be able to say, so that another one is one more file beside wording-en.ts.
import type { Severity } from '../config/severity.ts';
import type { Transition } from '../incident/incident.ts';
import type { Matter } from './alert-facts.ts';
import type { NoticeWords } from './notice-wording.ts';
import type { WhyWords } from './why-wording.ts';

export interface Wording {
  /** `.` or `,` in numbers. */
  readonly decimalMark: '.' | ',';
  /** A local date as it is read in the language, from `2026-01-16`. */
  date(iso: string): string;
  /** What a checkout with an empty name is called. */
  readonly unnamed: string;
  readonly headline: HeadlineWords;
  readonly body: BodyWords;
  /** What to do now. */
  readonly nextStep: Readonly<Record<NextStep, string>>;
  readonly why: WhyWords;
  /** Storms, handoffs and the all-clear. */
  readonly notices: NoticeWords;
}

/** The first line. Short: what is wrong must stand in the first 40 characters, beside the checkout. */
export interface HeadlineWords {
  readonly allDay: string;
  at(hour: string): string;
  since(hour: string): string;
  /** A range, of hours or of anything: `15h-17h`. */
  hours(first: string, last: string): string;

  noSales(when: string): string;
  hardlyAnySales(when: string): string;
  /** @param change `-93%`, `+240%`, `12x` */
  salesChanged(change: string, when: string): string;
  unexpectedSales(when: string): string;
  noData(when: string): string;
  readonly fileUnreadable: string;
  readonly doubtfulData: string;
  readonly fileOverdue: string;

  history(fact: string): string;
  over(fact: string): string;
  /** The end of a file that couldn't be read or trusted. */
  readonly fileInOrder: string;
  /** The end of waiting for a file: it came, a later one did, or none is awaited any more. */
  readonly noLongerOverdue: string;
  readonly retracted: string;
  readonly acknowledged: string;
  /** The fact that a retraction or an acknowledgement is about. */
  about(fact: string): string;

  lost(sales: string): string;
  extra(sales: string): string;
  readonly overNow: string;
  readonly update: string;
  reminder(count: number): string;
  was(severity: Severity): string;
  wasOn(severity: Severity, date: string): string;
}

export interface Period {
  readonly isGoingOn: boolean;
  readonly isWholeDay: boolean;
  /** `15:00` */
  readonly from: string;
  /** `18:00` */
  readonly to: string;
  /** Days from the business date to the date of the end; mostly 0. */
  readonly daysLater: number;
}

/** The e-mail's sentences and rows. */
export interface BodyWords {
  /** One sentence for what is wrong. */
  what(matter: Matter, checkout: string, period: Period, change: ChangeWords): string;
  /** How much it is, in one sentence. */
  lost(sales: string, period: Period): string;
  extra(sales: string, period: Period): string;
  /** What comes before the sentence where the alert isn't the first news. */
  readonly preface: Readonly<Record<Exclude<Transition, 'opened' | 'retracted'> | 'history', string>>;
  reminder(count: number): string;
  isOnIt(name: string): string;
  saysItIsOver(name: string): string;
  /** The sentence that newer data no longer support. */
  retracted(what: string): string;
  raised(from: Severity, to: Severity): string;
  historyNote(severity: Severity): string;

  readonly rows: Readonly<
    Record<'checkout' | 'when' | 'seen' | 'lost' | 'extra' | 'file' | 'lastFile' | 'state' | 'asOf', string>
  >;
  readonly table: Readonly<Record<'hour' | 'seen' | 'expected' | 'usual', string>>;
  readonly headings: Readonly<Record<'why' | 'next' | 'act' | 'further' | 'history', string>>;
  /** Sunday first. */
  readonly weekdays: readonly string[];

  clockPeriod(period: Period, timeZone: string): string;
  seenOfExpected(seen: string, expected: string): string;
  interval(about: string, low: string, high: string): string;
  readonly state: Readonly<Record<State, string>>;
  moreHours(count: number): string;
  scoreHint(checkout: string, date: string): string;
  /** Where the runbook is: a URL, or a file of the repository. */
  runbook(place: string): string;
  /** What stands for WHY and VERDICT in the commands. */
  readonly silenceHint: string;
  readonly verdictHint: string;
  readonly transitions: Readonly<Record<Transition, string>>;
  changedAs(change: string, severity: Severity): string;
  reminded(count: number): string;
  /** Who did it, and what they said; either may be empty. */
  remark(step: string, by: string, note: string): string;
  silenced(step: string): string;
  moreChanges(count: number): string;
  ids(incident: string, alert: string): readonly string[];
}

export interface ChangeWords {
  readonly isLess: boolean;
  readonly isNone: boolean;
  /** Whole percent (`93`) or, from eleven times up, the multiple (`12`); null without an expectation. */
  readonly size: { readonly unit: 'percent' | 'times'; readonly value: string } | null;
}

export type State =
  | 'goingOn'
  | 'over'
  | 'salesBack'
  | 'dataMissing'
  | 'dataBack'
  | 'notPutRight'
  | 'putRight'
  | 'closed'
  | 'notCome'
  | 'noLongerOverdue'
  | 'retracted';

export type NextStep =
  | Matter
  | 'outageOver'
  | 'dropOver'
  | 'spikeOver'
  | 'history'
  | Extract<Transition, 'acknowledged' | 'resolved' | 'retracted'>;
