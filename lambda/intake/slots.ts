// Rows that name the same checkout and the same date in the same words, counted while the file is surveyed.
import type { DateReadings } from './calendar-date.ts';
import type { Columns } from './columns.ts';
import { Unreadable } from './findings.ts';
import type { HourLabel } from './hour-label.ts';
import { MAX_CHECKOUT_CHARS, MAX_CHECKOUT_DAYS } from './limits.ts';
import { owned } from './owned.ts';

export interface Slot {
  readonly checkoutCell: string;
  readonly dateCell: string;
  /** Date of the time cells, where these are date-times. */
  readonly labelDate: DateReadings | null;
  readonly isTwelveHour: boolean;
  readonly firstLine: number;
  rows: number;
}

export interface SlotFinder {
  /** The slot of a row, made if it is the first of its kind. */
  slotOf(cells: readonly string[], label: HourLabel, line: number): Slot;
  readonly slots: readonly Slot[];
}

/** No date is written longer. */
const MAX_DATE_CHARS = 40;

/** A finder of slots. Neighbouring rows mostly share theirs, so it looks at the last one first. */
export function slotFinder({ at }: Columns): SlotFinder {
  const byKey = new Map<string, Slot>();
  const slots: Slot[] = [];
  let last: Slot | undefined;
  let lastDate: string | null = null;
  return {
    slots,
    slotOf(cells, label, line) {
      const checkoutCell = bounded(cells[at.checkout], MAX_CHECKOUT_CHARS);
      const dateCell = bounded(cells[at.date], MAX_DATE_CHARS);
      const labelDate = label.kind === 'hour' ? label.date : null;
      const date = labelDate === null ? null : `${labelDate.dayFirst}/${labelDate.monthFirst}`;
      if (last?.checkoutCell === checkoutCell && last.dateCell === dateCell && lastDate === date) return last;
      const key = `${checkoutCell}\0${dateCell}\0${date}`;
      let slot = byKey.get(key);
      if (slot === undefined) {
        if (slots.length >= MAX_CHECKOUT_DAYS) {
          throw new Unreadable('too-large', `more than ${MAX_CHECKOUT_DAYS} checkout-days in one file; split it`, line);
        }
        slot = {
          checkoutCell: owned(checkoutCell),
          dateCell: owned(dateCell),
          labelDate,
          isTwelveHour: label.kind === 'hour' && label.isTwelveHour,
          firstLine: line,
          rows: 0,
        };
        slots.push(slot);
        byKey.set(owned(key), slot);
      }
      last = slot;
      lastDate = date;
      return slot;
    },
  };
}

/** The cell, or just enough of a longer one to see that it's too long: many of them must not fill the memory. */
function bounded(cell: string | undefined, chars: number): string {
  if (cell === undefined) return '';
  return cell.length <= chars ? cell : cell.trim().slice(0, chars + 1);
}
