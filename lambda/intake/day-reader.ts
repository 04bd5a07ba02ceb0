// The second pass: rows become checkout-days, each handed on once its last row was seen.
import type { IntakeItem } from './checkout-day.ts';
import type { FileContext } from './closed-day.ts';
import { closedDay } from './closed-day.ts';
import type { DayPlan, Homeless, PlannedDate, PlannedDay } from './day-plan.ts';
import { homelessness } from './day-plan.ts';
import { MAX_LISTED_FINDINGS } from './limits.ts';
import type { OpenDay } from './open-day.ts';
import { openDay } from './open-day.ts';
import type { HourRow, Survey } from './survey.ts';
import type { RowReading } from './take-row.ts';
import { takeRow } from './take-row.ts';

export interface DayReader {
  /** Every item, in order of first appearance. */
  inOrder(rows: readonly HourRow[]): Generator<IntakeItem>;
  /** Every item as soon as its last row was seen; only days with rows still to come are held. */
  asComplete(batches: AsyncIterable<readonly HourRow[]>): AsyncGenerator<IntakeItem>;
}

export function dayReader(plan: DayPlan, { survey }: { survey: Survey }, file: FileContext): DayReader {
  const how: RowReading = {
    columns: file.columns,
    format: survey.format,
    spill: survey.spill,
    cutLine: survey.cutLine,
  };
  const budget = { left: MAX_LISTED_FINDINGS };
  const open = new Map<PlannedDate, OpenDay>();

  /** Takes a row in; the day it belongs to, if that was its last. */
  function take({ cells, line, label, slot }: HourRow): PlannedDate | null {
    const day = plan.dayOf[slot.place];
    if (day?.kind !== 'day') return null;
    let rows = open.get(day);
    if (rows === undefined) {
      rows = openDay(budget);
      open.set(day, rows);
    }
    takeRow(rows, cells, label, line, how);
    day.rows -= 1;
    return day.rows === 0 ? day : null;
  }

  function closed(day: PlannedDay): IntakeItem {
    if (day.kind === 'homeless') return refused(day, file);
    const rows = open.get(day) ?? openDay(budget);
    open.delete(day);
    budget.left += rows.findings.length;
    return closedDay(rows, day, file);
  }

  return {
    *inOrder(rows) {
      for (const row of rows) take(row);
      for (const day of plan.days) yield closed(day);
    },
    async *asComplete(batches) {
      for await (const batch of batches) {
        for (const row of batch) {
          const complete = take(row);
          if (complete !== null) yield closed(complete);
        }
      }
      // Only a source that gives fewer rows the second time leaves days open: what was read is still told.
      for (const day of [...open.keys()]) yield closed(day);
      for (const day of plan.days) if (day.kind === 'homeless') yield closed(day);
    },
  };
}

function refused(day: Homeless, { findings }: FileContext): IntakeItem {
  const { checkout } = day;
  return { checkout, date: null, outcome: 'quarantine', reason: homelessness(day), warnings: findings };
}
