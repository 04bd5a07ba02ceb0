// What the page shows of all checkouts at once, put together from the records and receipts. Pure; the static site uses it too.
import type { Severity } from '../../lambda/config/severity.ts';
import { severityRank } from '../../lambda/config/severity.ts';
import type { Incident } from '../../lambda/incident/incident.ts';
import type { Silence } from '../../lambda/incident/silences.ts';
import type { BusinessDate, Finding, Outcome } from '../../lambda/intake/checkout-day.ts';
import type { CheckoutRecord } from '../../lambda/record/checkout-record.ts';
import type { Receipt } from '../../lambda/record/receipt.ts';

export interface CheckoutOnPage {
  readonly checkout: string;
  /** Business dates whose readings are on record, ascending. */
  readonly dates: readonly BusinessDate[];
  /** The worst severity of the incidents that are open; null where all is well. */
  readonly worst: Severity | null;
}

export interface SilenceOnPage extends Silence {
  readonly checkout: string;
}

/** One inbox object and what became of its newest version. */
export interface FileOnPage {
  readonly key: string;
  readonly landedAt: string;
  readonly processedAt: string;
  readonly outcome: Outcome;
  readonly reason: Finding | null;
  readonly warnings: readonly Finding[];
  readonly days: readonly { readonly checkout: string; readonly date: BusinessDate | null }[];
}

export interface Overview {
  readonly now: string;
  /** Of the deployment; a checkout may have one of its own. */
  readonly timeZone: string;
  readonly checkouts: readonly CheckoutOnPage[];
  /** Open ones first, the worst and newest first. */
  readonly incidents: readonly Incident[];
  /** Those that hold, or will. */
  readonly silences: readonly SilenceOnPage[];
  /** The newest first. */
  readonly files: readonly FileOnPage[];
}

export interface OnRecord {
  readonly now: Date;
  readonly timeZone: string;
  readonly records: readonly CheckoutRecord[];
  /** The newest receipts, in any order. */
  readonly receipts: readonly Receipt[];
}

/** Warnings of one file, and checkout-days, that the page lists. */
const LISTED = 20;

export function overview({ now, timeZone, records, receipts }: OnRecord): Overview {
  return {
    now: now.toISOString(),
    timeZone,
    checkouts: records.map(checkoutOnPage).sort((a, b) => a.checkout.localeCompare(b.checkout)),
    incidents: records.flatMap(({ incidents }) => incidents).sort(worstFirst),
    silences: records.flatMap(({ checkout, silences }) =>
      silences
        .filter(({ until }) => until === null || until > now.toISOString())
        .map((silence) => ({ ...silence, checkout })),
    ),
    files: receipts.map(fileOnPage).sort((a, b) => b.processedAt.localeCompare(a.processedAt)),
  };
}

function checkoutOnPage({ checkout, days, incidents }: CheckoutRecord): CheckoutOnPage {
  const [worst = null] = incidents
    .filter(isOpen)
    .map(({ severity }) => severity)
    .sort((a, b) => severityRank(a) - severityRank(b));
  return { checkout, dates: Object.keys(days).sort(), worst };
}

function fileOnPage({ key, landedAt, processedAt, outcome, reason, warnings, days }: Receipt): FileOnPage {
  return {
    key,
    landedAt,
    processedAt,
    outcome,
    reason,
    warnings: warnings.slice(0, LISTED),
    days: days.slice(0, LISTED).map(({ checkout, date }) => ({ checkout, date })),
  };
}

function worstFirst(a: Incident, b: Incident): number {
  return (
    Number(isOpen(b)) - Number(isOpen(a)) ||
    (isOpen(a) ? severityRank(a.severity) - severityRank(b.severity) : 0) ||
    b.openedAt.localeCompare(a.openedAt) ||
    b.date.localeCompare(a.date) ||
    severityRank(a.severity) - severityRank(b.severity)
  );
}

function isOpen({ status }: Incident): boolean {
  return status === 'open';
}
