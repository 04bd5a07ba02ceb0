// Rows that name the same checkout and the same date in the same words, counted while the file is surveyed.
import type { DateReadings } from './calendar-date.ts';
import type { Columns } from './columns.ts';
import { Unreadable } from './findings.ts';
import type { HourLabel } from './hour-label.ts';
import { MAX_CHECKOUT_CHARS, MAX_CHECKOUT_DAYS } from './limits.ts';
import { owned } from './owned.ts';

export interface Slot {
  /** Its place among the slots of the file, in order of first appearance. */
  readonly place: number;
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
  // By date, then by checkout: one text of both would have to be put together for each of a million rows.
  const byDate = new Map<string, Map<string, Slot>>();
  const slots: Slot[] = [];
  let last: Slot | undefined;
  let lastDate = '';

  function slotsOf(date: string): Map<string, Slot> {
    let ofDate = byDate.get(date);
    if (ofDate === undefined) {
      ofDate = new Map();
      byDate.set(owned(date), ofDate);
    }
    return ofDate;
  }

  return {
    slots,
    slotOf(cells, label, line) {
      const checkoutCell = bounded(cells[at.checkout], MAX_CHECKOUT_CHARS);
      const dateCell = bounded(cells[at.date], MAX_DATE_CHARS);
      const labelDate = label.kind === 'hour' ? label.date : null;
      const date = labelDate === null ? dateCell : `${dateCell}\0${labelDate.dayFirst}/${labelDate.monthFirst}`;
      if (last?.checkoutCell === checkoutCell && lastDate === date) return last;
      const ofDate = slotsOf(date);
      let slot = ofDate.get(checkoutCell);
      if (slot === undefined) {
        if (slots.length >= MAX_CHECKOUT_DAYS) {
          throw new Unreadable('too-large', `more than ${MAX_CHECKOUT_DAYS} checkout-days in one file; split it`, line);
        }
        slot = {
          place: slots.length,
          checkoutCell: owned(checkoutCell),
          dateCell: owned(dateCell),
          labelDate,
          isTwelveHour: label.kind === 'hour' && label.isTwelveHour,
          firstLine: line,
          rows: 0,
        };
        slots.push(slot);
        ofDate.set(slot.checkoutCell, slot);
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
