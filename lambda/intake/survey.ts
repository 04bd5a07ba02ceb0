// The first pass over a file: everything that only the whole file tells, before a single row is judged.
import type { Finding } from './checkout-day.ts';
import { columnFindings } from './columns.ts';
import { finding, Unreadable } from './findings.ts';
import type { HourLabel } from './hour-label.ts';
import type { Layout } from './layout.ts';
import { MAX_ROWS } from './limits.ts';
import type { NumberFormat } from './number-evidence.ts';
import { gatherEvidence, noEvidence, numberFormat } from './number-evidence.ts';
import { looksPositive } from './numbers.ts';
import { columnKind, VALUES } from './open-day.ts';
import type { RowKind } from './row-kind.ts';
import { rowKind } from './row-kind.ts';
import { setAside } from './set-aside.ts';
import { shown } from './shown.ts';
import type { Slot } from './slots.ts';
import { slotFinder } from './slots.ts';
import type { SpillWatch } from './spill.ts';
import { spillWatch } from './spill.ts';

/** A row that is meant as an hour. */
export interface HourRow {
  readonly cells: readonly string[];
  readonly line: number;
  readonly label: HourLabel;
  readonly slot: Slot;
}

export interface Survey {
  readonly slots: readonly Slot[];
  readonly format: NumberFormat;
  /** Knows the rows of which a value may be split; null where none can be. */
  readonly spill: SpillWatch | null;
  /** Last hour with sales among rows whose date isn't written; −1 where there are none. */
  readonly lastSale: number;
  /** The last line, if the file was cut there. */
  readonly cutLine: number | null;
  /** Where reading has to stop. */
  readonly brokenAt: Finding | null;
  /** Findings about the whole file. */
  readonly findings: readonly Finding[];
}

export interface Surveyor {
  /** Looks at a row; gives it back if it's meant as an hour, else null. */
  take(cells: readonly string[], line: number, isCut: boolean): HourRow | null;
  /** The same for the second pass: without looking for evidence again. */
  again(cells: readonly string[], line: number): HourRow | null;
  survey(unclosedAt: number | null): Survey;
}

/** A surveyor of the rows under a header. */
export function surveyor(layout: Layout, labelOf: (cell: string | undefined) => HourLabel): Surveyor {
  const { columns, headerLine } = layout;
  const { at } = columns;
  const finder = slotFinder(columns);
  const evidence = noEvidence();
  const values = VALUES.map((name, i) => ({ at: at[name], kind: columnKind(i) })).filter((value) => value.at >= 0);
  const aside = setAside(layout);
  const spill = spillWatch(columns, layout.delimiter);
  let rows = 0;
  let lastSale = -1;
  let cutLine: number | null = null;
  let brokenAt: Finding | null = null;
  let hour24: { line: number; text: string } | null = null;
  let hasHour0 = false;

  function rowOf(cells: readonly string[], line: number): HourRow | Exclude<RowKind, 'hour'> {
    const label = labelOf(cells[at.time]);
    const kind = label.kind === 'hour' ? 'hour' : rowKind(cells, columns);
    return kind === 'hour' ? { cells, line, label, slot: finder.slotOf(cells, label, line) } : kind;
  }

  return {
    take(cells, line, isCut) {
      if (line <= headerLine || brokenAt !== null) return null;
      rows += 1;
      if (rows > MAX_ROWS) throw new Unreadable('too-large', `more than ${MAX_ROWS} rows; split the file`, line);
      const row = rowOf(cells, line);
      if (row === 'other-header') {
        const text = `another header than line ${headerLine}'s; the rows after it are not used`;
        brokenAt = finding('header-changed', text, line);
        return null;
      }
      if (typeof row === 'string') {
        aside.take(row, line);
        return null;
      }
      const { label, slot } = row;
      if (isCut && cells.length < columns.fields) cutLine = line;
      slot.rows += 1;
      if (label.kind === 'out-of-range' && label.hour === 24) hour24 ??= { line, text: cells[at.time] ?? '' };
      if (label.kind !== 'hour') return row;
      if (label.hour === 0) hasHour0 = true;
      spill?.see(cells);
      for (const value of values) gatherEvidence(evidence, cells[value.at] ?? '', value.kind);
      const isUndated = slot.labelDate === null && slot.dateCell.trim() === '';
      if (isUndated && label.hour > lastSale && looksPositive(cells[at.today] ?? '')) lastSale = label.hour;
      return row;
    },

    again(cells, line) {
      const isRead = line > headerLine && line < (brokenAt?.line ?? Number.POSITIVE_INFINITY);
      const row = isRead ? rowOf(cells, line) : 'blank';
      return typeof row === 'string' ? null : row;
    },

    survey(unclosedAt) {
      if (hour24 !== null && !hasHour0) {
        const text = `${shown(hour24.text)} but no hour 0: each label can mean the hour before; write 00h to 23h`;
        throw new Unreadable('hour-convention-ambiguous', text, hour24.line, columns.names[at.time] ?? null);
      }
      if (unclosedAt !== null && brokenAt === null) {
        brokenAt = finding('quote-unclosed', 'a quote that never closes; nothing after it is used', unclosedAt);
      }
      if (finder.slots.length === 0) {
        if (unclosedAt !== null) throw new Unreadable('quote-unclosed', 'a quote that never closes', unclosedAt);
        throw aside.nothingElse();
      }
      const findings = [...columnFindings(columns, headerLine), ...aside.findings()];
      return { slots: finder.slots, format: numberFormat(evidence), spill, lastSale, cutLine, brokenAt, findings };
    },
  };
}
