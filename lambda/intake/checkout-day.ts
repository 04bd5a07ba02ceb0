// What intake hands on: one checkout's business date, hour by hour, and what was found while reading it.

export const REFERENCES = ['yesterday', 'same_day_last_week', 'avg_last_week', 'avg_last_month'] as const;

/** One of the four comparison columns, by its name in the file. */
export type Reference = (typeof REFERENCES)[number];

/** A count or an average, in sales per hour. `null` is "not known"; 0 is "known to be none". */
export type Reading = number | null;

/** A local calendar day as `YYYY-MM-DD`. */
export type BusinessDate = string;

export const HOURS_A_DAY = 24;

/** What a file says of one hour label (0…23). */
export interface HourReading {
  readonly hour: number;
  readonly today: Reading;
  readonly references: Readonly<Record<Reference, Reading>>;
}

/** Something that intake noticed: never thrown away, always with a place where there is one. */
export interface Finding {
  /** Stable code, for example `value-absent`; all codes are in `findings.ts`. */
  readonly code: string;
  /** Physical line of the decoded text, from 1; null when the finding is about the whole file. */
  readonly line: number | null;
  /** Column as the header names it; null when no single column is meant. */
  readonly column: string | null;
  /** One line a night-shift reader can act on; text from the file in it is already escaped and shortened. */
  readonly message: string;
}

/**
 * One checkout-day as one object tells it.
 *
 * `hours` has 24 entries, index = hour label. `finalHours` says how many labels, from 00h, had ended and settled when
 * the file landed: every hour from there on is `null`, whatever the file says, and is no gap.
 */
export interface CheckoutDay {
  readonly checkout: string;
  readonly date: BusinessDate;
  readonly outcome: 'ok' | 'partial';
  readonly hours: readonly HourReading[];
  readonly finalHours: number;
  /** Rows of the file that told of it; absent where no file is being read. */
  readonly rows?: number;
  readonly warnings: readonly Finding[];
}

/** A file, or one checkout-day of it, of which nothing can be judged. */
export interface Refusal {
  readonly checkout: string;
  readonly date: BusinessDate | null;
  readonly outcome: 'quarantine' | 'ignore';
  readonly reason: Finding;
  /** How many other checkout-days of the file it speaks for; absent where it's only for itself. */
  readonly others?: number;
  readonly warnings: readonly Finding[];
}

/** Intake's result, item by item: a file gives at least one. */
export type IntakeItem = CheckoutDay | Refusal;

export type Outcome = IntakeItem['outcome'];

export function isRefusal(item: IntakeItem): item is Refusal {
  return item.outcome === 'quarantine' || item.outcome === 'ignore';
}
