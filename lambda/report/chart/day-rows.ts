// Rows of a picture with one checkout-day each: the name at the left, the hours of the day to its right.

import { shortened } from '../../notify/plain-text.ts';
import type { DayView } from '../day-view.ts';
import { WIDE_FROM } from './frame.ts';
import { type HourAxis, hourAxis } from './hour-axis.ts';

/** What a row is called: the checkout where a picture shows many, the date where it shows many days of one. */
export type RowName = (view: Pick<DayView, 'checkout' | 'date'>) => string;

const NAME = { wide: { width: 150, characters: 22 }, narrow: { width: 84, characters: 12 } };

export interface RowLayout {
  readonly isWide: boolean;
  readonly axis: HourAxis;
  /** A name that fits beside its row. */
  shortName(name: string): string;
}

export function rowLayout(width: number): RowLayout {
  const isWide = width >= WIDE_FROM;
  const { width: nameWidth, characters } = isWide ? NAME.wide : NAME.narrow;
  return { isWide, axis: hourAxis(nameWidth, width - 8), shortName: (name) => shortened(name, characters) };
}
