// Where the page gets what it shows, and what it can do: a server on this machine, or the pipeline in the browser itself.
import type { CheckoutSettings } from '../../../lambda/config/config.ts';
import type { Locale } from '../../../lambda/notify/locale.ts';
import type { CheckoutRecord } from '../../../lambda/record/checkout-record.ts';
import type { DayView } from '../../../lambda/report/day-view.ts';
import type { Act, NewSilence } from '../acts.ts';
import type { Overview } from '../overview.ts';
import type { SentAlert } from '../sent-alerts.ts';
import type { PageWords } from './words.ts';

export interface CheckoutWithSettings {
  readonly record: CheckoutRecord;
  readonly settings: CheckoutSettings;
}

export interface Listener {
  alert(alert: SentAlert): void;
  /** Something on record is new. */
  changed(): void;
  connected(isConnected: boolean): void;
}

export interface ReadyQuery {
  readonly name: string;
  readonly title: string;
  readonly sql: string;
}

export interface QueryResult {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  /** There was more than the limit lets through. */
  readonly isCut: boolean;
}

export interface Sql {
  queries(): Promise<readonly ReadyQuery[]>;
  /** @throws Error whose message says what is wrong with the query */
  run(sql: string): Promise<QueryResult>;
  /** Says why only the ready queries can be run; null where any can. */
  readonly onlyReady: ((words: PageWords) => string) | null;
}

/** The day's report as a page of its own: served under an address, or made here to be saved. */
export type DayReportSource =
  | { readonly kind: 'served'; address(checkout: string, date: string, locale: Locale): string }
  | { readonly kind: 'made'; html(view: DayView, locale: Locale): string };

/** Everything throws Errors whose message can be shown. */
export interface Source {
  overview(): Promise<Overview>;
  /** Null where it isn't on record. */
  checkout(id: string): Promise<CheckoutWithSettings | null>;
  listen(listener: Listener): void;
  acknowledge(incident: string, act: Act): Promise<void>;
  silence(checkout: string, silence: NewSilence): Promise<void>;
  unsilence(checkout: string, id: string): Promise<void>;
  /** Hands a file in; gives its key. What becomes of it is told by a later overview. */
  upload(file: File): Promise<string>;
  readonly dayReport: DayReportSource;
  readonly sql: Sql;
}
