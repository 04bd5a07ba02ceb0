// An incident: a window that can't be chance, or a hole in the data, with an id and a history of its own.
import type { Severity } from '../config/severity.ts';
import type { SalesKind } from '../detect/judgement.ts';
import type { SalesWhy } from '../detect/why.ts';
import type { BusinessDate, Reading } from '../intake/checkout-day.ts';
import type { DataWhy } from './data-why.ts';

export type IncidentKind = SalesKind | 'data';
export type IncidentStatus = 'open' | 'resolved' | 'retracted';
/** A status with "somebody is on it" told apart; transitions.ts says what leads where. */
export type LifeState = IncidentStatus | 'acknowledged';
export const TRANSITIONS = ['opened', 'updated', 'escalated', 'acknowledged', 'resolved', 'retracted'] as const;
export type Transition = (typeof TRANSITIONS)[number];

/** Why we are blind: the file can't be read, hours are missing, what was read is doubtful, or no file came. */
export type DataCause = 'unreadable' | 'gap' | 'doubtful' | 'overdue';

export interface IncidentHour {
  readonly hour: number;
  readonly today: Reading;
  readonly expected: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface Found {
  readonly severity: Severity;
  readonly startHour: number;
  readonly endHour: number;
  /** Every hour of the window has ended and a later known hour is back to normal. */
  readonly isOver: boolean;
}

/** Sales that differ from the expectation. Quantities are sums over the window, in sales. */
export interface FoundSales extends Found {
  readonly kind: SalesKind;
  readonly score: number;
  readonly observed: number;
  readonly expected: number;
  readonly expectedLost: number;
  readonly lostLow: number;
  readonly lostHigh: number;
  readonly hours: readonly IncidentHour[];
  readonly why: SalesWhy;
}

/** A hole in the data. `code` is the finding's (`missing-hours`, `wrong-file-type`, …). */
export interface FoundData extends Found {
  readonly kind: 'data';
  readonly cause: DataCause;
  readonly code: string;
  /** Object key of the file that is to blame; of an overdue one, of the last file that came. */
  readonly source: string;
  readonly why: DataWhy;
}

/** What one look at a checkout-day found, before it is compared with what is on record. */
export type FoundIncident = FoundSales | FoundData;

/** One step in an incident's life: what people were told last is what an update is measured against. */
export interface Change {
  readonly at: string;
  readonly transition: Transition;
  /** Where the step led. */
  readonly state: LifeState;
  readonly severity: Severity;
  readonly startHour: number;
  readonly endHour: number;
  /** Sales; 0 for a data incident. */
  readonly expectedLost: number;
  /** Which reminder it was, from 1; absent where it was none. */
  readonly escalation?: number;
  /** Recorded, and sent to nobody. */
  readonly isSilenced?: true;
  /** The person who did it; absent where it was tillwatch. */
  readonly by?: string;
  readonly note?: string;
}

/** Somebody is on it: no reminders until it gets worse, or until the time given. */
export interface Acknowledgement {
  readonly by: string;
  readonly at: string;
  /** ISO 8601, UTC; null until the incident ends. */
  readonly until: string | null;
  readonly why: string | null;
}

export const VERDICTS = ['true', 'expected', 'false-alarm'] as const;

/** Was it right to alert? `expected`: sales did differ, and somebody knew why. */
export type Verdict = (typeof VERDICTS)[number];

export interface Feedback {
  readonly verdict: Verdict;
  readonly by: string;
  readonly at: string;
  readonly note: string | null;
}

/** What one business date contributes to an incident that runs past midnight; its hour labels are of that date. */
export interface DayPart {
  readonly date: BusinessDate;
  readonly found: FoundIncident;
}

/** What the record adds to a found incident when it takes it in. */
export interface Life {
  /** Minted when the incident opens and kept for ever. */
  readonly id: string;
  readonly checkout: string;
  readonly date: BusinessDate;
  readonly status: IncidentStatus;
  readonly openedAt: string;
  /** Topics that heard of it: they also hear how it ends. */
  readonly heardOn: readonly Severity[];
  readonly history: readonly Change[];
  /**
   * Oldest first, for an incident of several business dates; empty while it lies within one. The incident's own figures
   * are their sum, and its hour labels go on from 24 after midnight.
   */
  readonly parts: readonly DayPart[];
  readonly acknowledgement: Acknowledgement | null;
  readonly feedback: Feedback | null;
}

export type Incident = FoundIncident & Life;

/** One message about one transition, on one topic. Pending in the record's outbox until it is published. */
export interface Alert {
  /** Unique per incident, transition and topic; the same at every retry. */
  readonly id: string;
  readonly topic: Severity;
  readonly transition: Transition;
  /** How loud: 0 is the first alert; reminders count up. */
  readonly escalation: number;
  readonly createdAt: string;
  /** The incident as it stood when the alert was written. */
  readonly incident: Incident;
}

export function isData<T extends FoundIncident>(incident: T): incident is Extract<T, FoundData> | (T & FoundData) {
  return incident.kind === 'data';
}

export function isSales<T extends FoundIncident>(incident: T): incident is Extract<T, FoundSales> | (T & FoundSales) {
  return incident.kind !== 'data';
}
