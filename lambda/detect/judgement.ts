// What a detector says about one checkout-day, and the one small interface behind which detectors live.
import type { Severity } from '../config/severity.ts';
import type { CheckoutDay, Reading } from '../intake/checkout-day.ts';
import type { DayCalendar } from './calendar.ts';
import type { History } from './history.ts';
import type { SalesWhy } from './why.ts';

export const DETECTORS = ['scan', 'classic'] as const;
export type DetectorName = (typeof DETECTORS)[number];

/** What the hour should have been, beside what it was. Sales per hour throughout. */
export interface HourJudgement {
  readonly hour: number;
  readonly today: Reading;
  /** Mean of the expectation; null where nothing is known to expect. */
  readonly expected: number | null;
  /** 95 % predictive interval. */
  readonly low: number | null;
  readonly high: number | null;
  /** (today − expected) ÷ expected × 100; null where either is unknown or nothing is expected. */
  readonly deviationPercent: number | null;
  /** Standard score of the count under the predictive distribution (normal quantile of its mid-p value). */
  readonly z: number | null;
  /** Set only by detectors with hour rules of their own (classic). */
  readonly severity: Severity | null;
}

export type SalesKind = 'outage' | 'drop' | 'spike' | 'level';

/** Contiguous hours (inclusive at both ends) that differ from the expectation in one direction. */
export interface ScoredWindow {
  readonly kind: SalesKind;
  readonly startHour: number;
  readonly endHour: number;
  /** Strength of evidence; ranks every candidate window of every day. Larger is stronger. */
  readonly score: number;
  /** False where chance explains the window: it is listed as P5 and never alerted. */
  readonly isSignificant: boolean;
  /** Sums over the window's known hours. */
  readonly observed: number;
  readonly expected: number;
  /** Expected minus observed: positive where sales are missing, negative in a spike. */
  readonly expectedLost: number;
  /** 90 % interval of `expectedLost`. */
  readonly lostLow: number;
  readonly lostHigh: number;
  /** Set only by detectors with severity rules of their own (classic). */
  readonly severity: Severity | null;
  readonly why: SalesWhy;
}

export interface Judgement {
  readonly detector: DetectorName;
  /** 24 entries, index = hour. */
  readonly hours: readonly HourJudgement[];
  /** Strongest first; windows of one judgement don't overlap, a `level` apart. */
  readonly windows: readonly ScoredWindow[];
  /** Smallest rate, in sales per hour, whose complete loss over three hours would still be noticed; null when unknown. */
  readonly undetectableBelow: number | null;
}

export interface DetectorSettings {
  /** The promise: false alarms per 100 clean checkout-days. */
  readonly falseAlarmsPer100Days: number;
  /** Hour labels, inclusive. */
  readonly businessHours: { readonly from: number; readonly to: number };
  /** Closed hours and special days; left out or null, the day is an ordinary one. */
  readonly calendar?: DayCalendar | null;
  /** The days before, as far as they were learned from; left out or null, the file stands alone. */
  readonly history?: History | null;
}

export interface Detector {
  readonly name: DetectorName;
  judge(day: CheckoutDay, settings: DetectorSettings): Judgement;
}
