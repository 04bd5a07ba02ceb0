// What the stations did with a file, item by item, summed up for its receipt and its metrics.
import type { Severity } from './config/severity.ts';
import type { FileHandled } from './metrics.ts';
import type { Receipt } from './record/receipt.ts';

export interface Effects {
  /** Ids of the incidents that are on record for the item's date; of several items they aren't summed up. */
  readonly incidents: readonly string[];
  /** Severities of the incidents that were opened. */
  readonly opened: readonly Severity[];
  /** When the last alert was published; null when none was. */
  readonly publishedAt: Date | null;
  /** Rows of hours that were read. */
  readonly rows: number;
}

export const NO_EFFECTS: Effects = { incidents: [], opened: [], publishedAt: null, rows: 0 };

/** Both together; `incidents` are left behind, because a file may have tens of thousands of days. */
export function withEffects(known: Effects, more: Effects): Effects {
  return {
    incidents: [],
    opened: more.opened.length > 0 ? [...known.opened, ...more.opened] : known.opened,
    publishedAt: later(known.publishedAt, more.publishedAt),
    rows: known.rows + more.rows,
  };
}

/** What there is to count of a file once its receipt is written. */
export function fileHandled(
  { key, versionId, landedAt, outcome, reason }: Receipt,
  { opened, publishedAt, rows }: Effects,
  { isRepeat, at }: { readonly isRepeat: boolean; readonly at: Date },
): FileHandled {
  return {
    kind: 'file-handled',
    at,
    key,
    versionId,
    outcome,
    isRepeat,
    hasQuarantined: outcome === 'quarantine' || (outcome === 'partial' && reason !== null),
    rows,
    landedAt: new Date(landedAt),
    publishedAt,
    opened,
  };
}

function later(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}
