// Which checkout-day each row belongs to: by its own cells, else by metadata and key, else by inference.
import type { AsOf } from './as-of.ts';
import { inferredDate } from './as-of.ts';
import type { DateOrder, DateReadings } from './calendar-date.ts';
import { dateReadings } from './calendar-date.ts';
import type { BusinessDate, Finding } from './checkout-day.ts';
import type { Columns } from './columns.ts';
import { finding, Unreadable } from './findings.ts';
import type { HourLabel } from './hour-label.ts';
import type { KnownIdentity } from './identity.ts';
import { checkoutId } from './identity.ts';
import { MAX_CHECKOUT_CHARS, MAX_CHECKOUT_DAYS } from './limits.ts';
import { owned } from './owned.ts';
import { shown } from './shown.ts';

/** Rows that name the same checkout and date in the same words. */
export interface Slot {
  readonly checkoutCell: string;
  readonly dateCell: string;
  /** Date of the time cells, where these are date-times. */
  readonly labelDate: DateReadings | null;
  readonly isTwelveHour: boolean;
  readonly firstLine: number;
  rows: number;
}

/** The checkout-day that slots belong to, or why there is none. */
export interface DaySlot {
  readonly checkout: string;
  readonly date: BusinessDate | null;
  /** Nothing named the date. */
  readonly isInferred: boolean;
  /** Why its rows belong to no day. */
  readonly problem: Finding | null;
  /** Rows that are still to come. */
  rows: number;
}

export interface SlotFinder {
  slotOf(cells: readonly string[], label: HourLabel, line: number): Slot;
  readonly slots: readonly Slot[];
}

/** A function that finds the slot of a row; it creates slots as they appear. */
export function slotFinder({ at }: Columns): SlotFinder {
  const bySlotKey = new Map<string, Slot>();
  const slots: Slot[] = [];
  let last: Slot | undefined;
  let lastDate: BusinessDate | null | undefined;
  return {
    slots,
    slotOf(cells, label, line) {
      const checkoutCell = bounded(cells[at.checkout], MAX_CHECKOUT_CHARS);
      const dateCell = bounded(cells[at.date], MAX_DATE_CHARS);
      const labelDate = label.kind === 'hour' ? label.date : null;
      const dateKey = labelDate === null ? null : `${labelDate.dayFirst}/${labelDate.monthFirst}`;
      if (
        last !== undefined &&
        last.checkoutCell === checkoutCell &&
        last.dateCell === dateCell &&
        lastDate === dateKey
      ) {
        return last;
      }
      const key = `${checkoutCell}\0${dateCell}\0${dateKey}`;
      let slot = bySlotKey.get(key);
      if (slot === undefined) {
        if (slots.length >= MAX_CHECKOUT_DAYS) {
          throw new Unreadable('too-large', `more than ${MAX_CHECKOUT_DAYS} checkout-days in one file; split it`, line);
        }
        const isTwelveHour = label.kind === 'hour' && label.isTwelveHour;
        slot = {
          checkoutCell: owned(checkoutCell),
          dateCell: owned(dateCell),
          labelDate,
          isTwelveHour,
          firstLine: line,
          rows: 0,
        };
        slots.push(slot);
        bySlotKey.set(owned(key), slot);
      }
      last = slot;
      lastDate = dateKey;
      return slot;
    },
  };
}

/** No date is written longer. */
const MAX_DATE_CHARS = 40;

/** The cell, or just enough of a longer one to see that it's too long: many of them must not fill the memory. */
function bounded(cell: string | undefined, chars: number): string {
  if (cell === undefined) return '';
  return cell.length <= chars ? cell : cell.trim().slice(0, chars + 1);
}

/** The checkout-days of a file and which one each slot belongs to. */
export interface DayPlan {
  readonly dayOf: ReadonlyMap<Slot, DaySlot>;
  readonly days: readonly DaySlot[];
}

/**
 * Decides for every slot, once all are known: only the whole file tells in which order its dates are written.
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
  const hasCheckouts = slots.some(({ checkoutCell }) => checkoutCell.trim() !== '');
  const hasDates = isDateColumn(slots, columns);
  const order = dateOrder(slots, known.date);
  const fallback = known.date ?? inferredDate(lastSale, asOf);
  const datesOfLabels = labelDates(slots, order);
  const byDay = new Map<string, DaySlot>();
  const dayOf = new Map<Slot, DaySlot>();

  const own = (slot: Slot): Omit<DaySlot, 'rows'> => {
    const checkout = checkoutId(slot.checkoutCell);
    const problem = (
      code: 'checkout-absent' | 'date-unreadable' | 'date-ambiguous' | 'date-conflict',
      text: string,
      column: 'checkout' | 'date' | 'time',
    ) => ({
      checkout: checkout === '' || checkout.length > MAX_CHECKOUT_CHARS ? known.checkout : checkout,
      date: null,
      isInferred: false,
      problem: finding(
        code,
        `${text}; ${slot.rows === 1 ? 'the row is' : `${slot.rows} such rows are`} not used`,
        slot.firstLine,
        columns.names[columns.at[column]] ?? null,
      ),
    });
    if (hasCheckouts && checkout === '') return problem('checkout-absent', 'no checkout is named', 'checkout');
    if (checkout.length > MAX_CHECKOUT_CHARS)
      return problem('checkout-absent', `an id of more than ${MAX_CHECKOUT_CHARS} characters`, 'checkout');
    const named = { checkout: hasCheckouts ? checkout : known.checkout, problem: null };
    const { dateCell, labelDate } = slot;
    if (labelDate === null && !hasDates) {
      const dates = datesOfLabels.get(slot.checkoutCell) ?? [];
      if (dates.length > 1) return problem('date-unreadable', 'the time cell has no date', 'time');
      return { ...named, date: dates[0] ?? fallback, isInferred: dates.length === 0 && known.date === null };
    }
    const cellDate = hasDates ? dateReadings(dateCell) : null;
    if (labelDate === null && cellDate === null)
      return problem('date-unreadable', `${shown(dateCell)} is no date`, 'date');
    const column = labelDate === null ? 'date' : 'time';
    const date = dateOf(labelDate ?? cellDate, order);
    if (date === null) return problem('date-ambiguous', 'day and month can be read in either order', column);
    const other = labelDate === null || cellDate === null ? date : dateOf(cellDate, order);
    if (other !== date)
      return problem('date-conflict', `${shown(dateCell)} is another date than the time cell's`, 'date');
    return { ...named, date, isInferred: false };
  };

  for (const slot of slots) {
    const identity = own(slot);
    const key = `${identity.checkout}\0${identity.date ?? identity.problem?.message}`;
    const day = byDay.get(key) ?? { ...identity, rows: 0 };
    day.rows += slot.rows;
    byDay.set(key, day);
    dayOf.set(slot, day);
  }
  return { dayOf, days: [...byDay.values()] };
}

/**
 * Does the date column hold dates? A blank one doesn't. One called `data`, the Portuguese word, may be an English one:
 * it doesn't where no cell is a date.
 */
function isDateColumn(slots: readonly Slot[], { at, names }: Columns): boolean {
  if (names[at.date]?.toLowerCase() === 'data') return slots.some(({ dateCell }) => dateReadings(dateCell) !== null);
  return slots.some(({ dateCell }) => dateCell.trim() !== '');
}

/** The dates that each checkout's time cells name. */
function labelDates(slots: readonly Slot[], order: DateOrder | null): Map<string, BusinessDate[]> {
  const dates = new Map<string, BusinessDate[]>();
  for (const { checkoutCell, labelDate } of slots) {
    const date = dateOf(labelDate, order);
    if (date !== null) dates.set(checkoutCell, [...(dates.get(checkoutCell) ?? []), date]);
  }
  return dates;
}

/**
 * In which order a file writes day and month. A part above 12 decides; else a date that is known otherwise; else the
 * day comes first, as in Brazil, unless the clock has AM and PM, as where the month does. Null: undecided.
 */
function dateOrder(slots: readonly Slot[], known: BusinessDate | null): DateOrder | null {
  const all = slots.flatMap(({ labelDate, dateCell }) => [labelDate, dateReadings(dateCell)]).filter((r) => r !== null);
  const isDayFirst = all.some(({ monthFirst }) => monthFirst === null);
  const isMonthFirst = all.some(({ dayFirst }) => dayFirst === null);
  if (isDayFirst || isMonthFirst) return isDayFirst === isMonthFirst ? null : isDayFirst ? 'day-first' : 'month-first';
  if (known !== null && all.some(({ dayFirst }) => dayFirst === known)) return 'day-first';
  if (known !== null && all.some(({ monthFirst }) => monthFirst === known)) return 'month-first';
  return slots.some(({ isTwelveHour }) => isTwelveHour) ? null : 'day-first';
}

/** The date in the file's order; the only reading where there is one. */
function dateOf(readings: DateReadings | null, order: DateOrder | null): BusinessDate | null {
  if (readings === null) return null;
  const { dayFirst, monthFirst } = readings;
  if (dayFirst === null || monthFirst === null || dayFirst === monthFirst) return dayFirst ?? monthFirst;
  return order === null ? null : order === 'day-first' ? dayFirst : monthFirst;
}
