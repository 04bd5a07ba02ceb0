// What goes wrong on a day: incidents put into true counts by thinning or adding, with the label that says so.
import type { SalesKind } from '../../lambda/detect/judgement.ts';
import type { LabelledIncident } from './labelled-day.ts';
import type { Chance } from './random.ts';

export interface Troubled {
  readonly counts: readonly number[];
  readonly incident: LabelledIncident;
}

/** Sorts of trouble, outages first among equals as in life. */
const SORTS = ['outage', 'outage', 'outage', 'drop', 'drop', 'decay', 'flapping', 'spike', 'spike', 'level'] as const;

/** An incident that leaves fewer missing (or surplus) sales than this isn't one: nobody could tell. */
const LEAST_EFFECT_SALES = 6;

/** One incident in the first `known` hours of `counts`, given their true rates; null when the dice made a trifle. */
export function troubled(
  counts: readonly number[],
  rates: readonly number[],
  known: number,
  dice: Chance,
): Troubled | null {
  const sort = dice.oneOf(SORTS);
  const { kind, length, factor } = plan(sort, known, dice);
  const start = dice.whole(0, Math.max(0, known - length));
  const end = Math.min(known, start + length) - 1;
  const changed = counts.map((count, hour) => {
    if (hour < start || hour > end) return count;
    const share = factor(hour - start, end - start + 1);
    return share <= 1 ? dice.thinned(count, share) : count + dice.poisson((rates[hour] ?? 0) * (share - 1));
  });
  const expectedLost = counts.reduce((sum, count, hour) => sum + count - (changed[hour] ?? 0), 0);
  const expected = rates.slice(start, end + 1).reduce((sum, rate) => sum + rate, 0);
  if (Math.abs(expectedLost) < Math.max(LEAST_EFFECT_SALES, 0.2 * expected)) return null;
  return { counts: changed, incident: { kind, startHour: start, endHour: end, expectedLost } };
}

interface Plan {
  readonly kind: SalesKind;
  readonly length: number;
  /** What remains of the sales, by hour within the window. */
  readonly factor: (i: number, length: number) => number;
}

function plan(sort: (typeof SORTS)[number], known: number, dice: Chance): Plan {
  const steady = dice.between(0.1, 0.65);
  switch (sort) {
    case 'outage': {
      const rest = dice.happens(0.7) ? 0 : 0.04;
      const edges = dice.happens(0.5) ? dice.between(0.3, 0.6) : rest;
      const isEdge = (i: number, length: number) => length > 2 && (i === 0 || i === length - 1);
      return { kind: 'outage', length: dice.whole(1, 6), factor: (i, length) => (isEdge(i, length) ? edges : rest) };
    }
    case 'drop':
      return { kind: 'drop', length: dice.whole(2, 9), factor: () => steady };
    case 'decay':
      return { kind: 'drop', length: dice.whole(5, 10), factor: (i, length) => 1 - (0.95 * (i + 1)) / length };
    case 'flapping':
      return { kind: 'drop', length: dice.whole(4, 8), factor: (i) => (i % 2 === 0 ? 0.05 : 0.9) };
    case 'spike': {
      const height = Math.exp(dice.between(Math.log(1.6), Math.log(9)));
      return { kind: 'spike', length: dice.whole(1, 4), factor: () => height };
    }
    case 'level': {
      const level = dice.happens(0.6) ? dice.between(0.3, 0.6) : dice.between(1.8, 3);
      return { kind: 'level', length: known, factor: () => level };
    }
  }
}
