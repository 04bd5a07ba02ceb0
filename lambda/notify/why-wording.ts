// What a language must be able to say about why there is an incident.
import type { DayNote } from '../detect/day-notes.ts';
import type { ReferenceStance, Stance } from '../detect/why.ts';
import type { DataWhy } from '../incident/data-why.ts';
import type { Finding } from '../intake/checkout-day.ts';

type LeftOut = Extract<DayNote, { kind: 'left-out' }>;
type ArrivalBasis = Extract<DataWhy, { kind: 'overdue' }>['basis'];
type OtherFindings = Extract<DataWhy, { kind: 'finding' }>['others'];

/** Numbers come as they are to be shown, hours as clock times. Clauses begin small and have no full stop. */
export interface WhyWords {
  expected(expected: string, observed: string, from: string, to: string): string;
  reference(reference: Pick<ReferenceStance, 'reference' | 'days'>): string;
  /** A reference that sold `percent` less or more than was expected. */
  off(reference: string, percent: string, isLess: boolean): string;
  list(names: readonly string[]): string;
  /** What `names`, of which there are `count`, have to say to the expectation. */
  readonly stances: Readonly<Record<Stance, (names: string, count: number) => string>>;
  restOfDay(percent: string, isLess: boolean): string;
  /** @param until when an outage ended, at whose end these sales came */
  afterOutage(until: string): string;
  readonly impossibleAverage: Readonly<Record<Extract<DayNote, { kind: 'impossible-average' }>['of'], string>>;
  specialDay(name: string): string;
  leftOut(reference: LeftOut['reference'], because: LeftOut['because']): string;
  /** The name of a special day: national holidays are on record by their English ones. */
  holiday(name: string): string;

  weekAverage(average: string, observed: string, percent: string): string;
  closed(observed: string): string;

  /** @param hours as labels, ranges joined */
  missingHours(hours: string): string;
  finding(finding: Finding): string;
  others(others: OtherFindings): string;
  overdue(date: string, by: string, basis: ArrivalBasis): string;
  /** `00:45 the day after`; `days` is how many days after, at least one. */
  daysAfter(time: string, days: number): string;
}
