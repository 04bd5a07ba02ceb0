// Which checkout-day each row belongs to: by its own cells, else by metadata and key, else by inference.
import type { AsOf } from './as-of.ts';
import { inferredDate } from './as-of.ts';
import { dateReadings } from './calendar-date.ts';
import type { BusinessDate, Finding } from './checkout-day.ts';
import type { Columns } from './columns.ts';
import type { DateOrder } from './date-order.ts';
import { dateInOrder, dateOrder } from './date-order.ts';
import type { FindingCode } from './findings.ts';
import { finding } from './findings.ts';
import type { KnownIdentity } from './identity.ts';
import { checkoutId } from './identity.ts';
import { MAX_CHECKOUT_CHARS } from './limits.ts';
import { shown } from './shown.ts';
import type { Slot } from './slots.ts';

/** A checkout-day of the file, or rows of a checkout that belong to none. */
export type PlannedDay = PlannedDate | Homeless;

export interface PlannedDate {
  readonly kind: 'day';
  readonly checkout: string;
  readonly date: BusinessDate;
  /** Nothing named the date. */
  readonly isInferred: boolean;
  /** Rows that are still to come. */
  rows: number;
}

export interface Homeless {
  readonly kind: 'homeless';
  readonly checkout: string;
  readonly problem: Problem;
  readonly firstLine: number;
  rows: number;
}

interface Problem {
  readonly code: Extract<FindingCode, 'checkout-absent' | 'date-unreadable' | 'date-ambiguous' | 'date-conflict'>;
  readonly text: string;
  /** Column as the header names it. */
  readonly column: string | null;
}

export interface DayPlan {
  /** By the slots' places. */
  readonly dayOf: readonly PlannedDay[];
  /** In order of first appearance. */
  readonly days: readonly PlannedDay[];
}

/** What the whole file says about its dates and checkouts. */
interface WholeFile {
  readonly columns: Columns;
  readonly known: KnownIdentity;
  readonly hasCheckouts: boolean;
  readonly hasDates: boolean;
  readonly order: DateOrder | null;
  /** The dates that each checkout's time cells name. */
  readonly labelDates: ReadonlyMap<string, ReadonlySet<BusinessDate>>;
  /** The date of rows that name none, where nothing else does either. */
  readonly inferred: BusinessDate;
}

/**
 * Decides for every slot, once all are known.
 *
 * @param lastSale last hour with sales among rows without a date of their own; −1 where there are none
 */
export function dayPlan(
  slots: readonly Slot[],
  columns: Columns,
  known: KnownIdentity,
  lastSale: number,
  asOf: AsOf,
): DayPlan {
  const order = dateOrder(slots, known.date);
  const file: WholeFile = {
    columns,
    known,
    hasCheckouts: slots.some(({ checkoutCell }) => checkoutCell.trim() !== ''),
    hasDates: isDateColumn(slots, columns),
    order,
    labelDates: labelDates(slots, order),
    inferred: inferredDate(lastSale, asOf),
  };
  const byKey = new Map<string, PlannedDay>();
  const dayOf: PlannedDay[] = [];
  for (const slot of slots) {
    const own = planned(slot, file);
    const key = `${own.checkout}\0${own.kind === 'day' ? own.date : own.problem.code}`;
    const day = byKey.get(key) ?? own;
    day.rows += slot.rows;
    byKey.set(key, day);
    dayOf.push(day);
  }
  return { dayOf, days: [...byKey.values()] };
}

/** Why the rows of `day` belong to no checkout-day. */
export function homelessness({ problem, firstLine, rows }: Homeless): Finding {
  const { code, text, column } = problem;
  return finding(code, `${text}; ${rows === 1 ? 'the row is' : `${rows} such rows are`} not used`, firstLine, column);
}

function planned(slot: Slot, file: WholeFile): PlannedDay {
  const { columns, known, hasCheckouts } = file;
  const id = checkoutId(slot.checkoutCell);
  const isUsable = id !== '' && id.length <= MAX_CHECKOUT_CHARS;
  const checkout = hasCheckouts && isUsable ? id : known.checkout;
  const homeless = (problem: Problem): Homeless => ({
    kind: 'homeless',
    checkout,
    problem,
    firstLine: slot.firstLine,
    rows: 0,
  });
  if (hasCheckouts && !isUsable) {
    const text =
      id === '' ? 'no checkout is named' : `the checkout's id has more than ${MAX_CHECKOUT_CHARS} characters`;
    return homeless({ code: 'checkout-absent', text, column: columns.names[columns.at.checkout] ?? null });
  }
  const date = dateOfSlot(slot, file);
  return 'code' in date ? homeless(date) : { kind: 'day', checkout, ...date, rows: 0 };
}

function dateOfSlot(slot: Slot, file: WholeFile): Pick<PlannedDate, 'date' | 'isInferred'> | Problem {
  const { dateCell, labelDate } = slot;
  const { columns, known, order } = file;
  const column = (name: 'date' | 'time'): string | null => columns.names[columns.at[name]] ?? null;
  if (labelDate === null && !file.hasDates) {
    const others = file.labelDates.get(slot.checkoutCell);
    if (others !== undefined && others.size > 1) {
      return { code: 'date-unreadable', text: 'the time cell has no date', column: column('time') };
    }
    const [other] = others ?? [];
    const explicit = other ?? known.date;
    return { date: explicit ?? file.inferred, isInferred: explicit === null };
  }
  const readings = labelDate ?? dateReadings(dateCell);
  if (readings === null) {
    return { code: 'date-unreadable', text: `${shown(dateCell)} is no date`, column: column('date') };
  }
  const date = dateInOrder(readings, order);
  if (date === null) {
    const text = 'day and month can be read in either order';
    return { code: 'date-ambiguous', text, column: column(labelDate === null ? 'date' : 'time') };
  }
  const inColumn = file.hasDates && labelDate !== null ? dateReadings(dateCell) : null;
  if (inColumn !== null && dateInOrder(inColumn, order) !== date) {
    const text = `${shown(dateCell)} is another date than the time cell's`;
    return { code: 'date-conflict', text, column: column('date') };
  }
  return { date, isInferred: false };
}

/**
 * Does the date column hold dates? A blank one doesn't. One called `data`, the Portuguese word, may be an English one,
 * and a `day` may be Monday: these don't where no cell is a date.
 */
function isDateColumn(slots: readonly Slot[], { at, names }: Columns): boolean {
  if (/^(data|dia|day)$/i.test(names[at.date] ?? ''))
    return slots.some(({ dateCell }) => dateReadings(dateCell) !== null);
  return slots.some(({ dateCell }) => dateCell.trim() !== '');
}

function labelDates(slots: readonly Slot[], order: DateOrder | null): Map<string, Set<BusinessDate>> {
  const dates = new Map<string, Set<BusinessDate>>();
  for (const { checkoutCell, labelDate } of slots) {
    const date = labelDate === null ? null : dateInOrder(labelDate, order);
    if (date === null) continue;
    const ofCheckout = dates.get(checkoutCell) ?? new Set();
    dates.set(checkoutCell, ofCheckout.add(date));
  }
  return dates;
}
