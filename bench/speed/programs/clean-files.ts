// Files as a checkout sends them day after day: made by chance, nothing wrong in them, with the days before to learn from.
import { csvOf } from '../../../test/csv-of.ts';
import { followedDays, LEARNING_DAYS } from '../../detection/followed-checkouts.ts';

const SEED = 11;

/** Any date will do at which nothing is late: the files of a date land twenty minutes after its midnight in São Paulo. */
const LANDS_AFTER_MS = (24 * 60 + 20 + 3 * 60) * 60_000;

export interface DayFile {
  readonly key: string;
  readonly bytes: Uint8Array;
  readonly landedAt: Date;
  /** Is nothing wrong in it, as far as its maker knows? */
  readonly isClean: boolean;
}

export interface CheckoutFiles {
  /** Four weeks that its record learns from. */
  readonly before: readonly DayFile[];
  /** Four weeks to measure. */
  readonly after: readonly DayFile[];
}

/** The same every time. */
export function checkoutFiles(count: number): readonly CheckoutFiles[] {
  return Array.from({ length: count }, (_, checkout) => {
    const files = followedDays(checkout, SEED).map(({ day, incidents }) => ({
      key: `shop-${String(checkout).padStart(5, '0')}/${day.date}.csv`,
      bytes: Buffer.from(csvOf(day)),
      landedAt: new Date(Date.parse(day.date) + LANDS_AFTER_MS),
      isClean: incidents.length === 0,
    }));
    return { before: files.slice(0, LEARNING_DAYS), after: files.slice(LEARNING_DAYS) };
  });
}
