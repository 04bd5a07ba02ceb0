// Why there is a data incident, as facts: lambda/notify puts them into words.
import type { BusinessDate, Finding } from '../intake/checkout-day.ts';

export type DataWhy =
  /** Hours without a count, ascending, with what the file says about the reason. */
  | { readonly kind: 'missing-hours'; readonly hours: readonly number[]; readonly finding: Finding | null }
  /** What intake found; `others` counts what else it found that isn't told. */
  | {
      readonly kind: 'finding';
      readonly finding: Finding;
      readonly others: { readonly count: number; readonly of: 'findings' | 'days' };
    }
  | {
      readonly kind: 'overdue';
      /** Of the file that should have come. */
      readonly date: BusinessDate;
      /** Local minutes, from the date's midnight, by which it should have come. */
      readonly expectedBy: number;
      readonly basis: ExpectedArrival;
    }
  /** From a record that was written before there were facts. */
  | { readonly kind: 'text'; readonly text: string };

/** Where it is known from when a file should come: said in the configuration, or learned from first files or re-exports. */
export type ExpectedArrival = 'set' | 'first' | 'next';
