// What a topic of `npm run bench` measures and gives back: plain data, printed elsewhere.
import type { ServiceTimes } from '../load/service-times.ts';

export interface Topic {
  /** By which it is asked for: `npm run bench -- bundle`. */
  readonly name: string;
  readonly title: string;
  /** What is counted, what the floor is, and what is left out. */
  readonly about: string;
  /** @param times what is known of a file's work by then: of topics before, or kept from an earlier run */
  measure(effort: Effort, times: ServiceTimes): Promise<Findings>;
}

/** `quick` tries less often: good for looking, not for keeping. */
export type Effort = 'full' | 'quick';

export interface Findings {
  readonly rows: readonly Row[];
  readonly tables: readonly Table[];
  /** A file's work was measured as well: later topics compute with it. */
  readonly times?: ServiceTimes;
}

/** One line of the table that everything is judged by. */
export interface Row {
  readonly what: string;
  readonly measured: Amount;
  /** The least that the same needs without this product; null where there is no such thing. */
  readonly floor: Amount | null;
  /** Null where a figure is only told. */
  readonly goal: Goal | null;
}

export interface Amount {
  readonly value: number;
  readonly unit: string;
  readonly digits: number;
}

/** `ratio` compares with the floor, `value` with the measured amount itself. */
export interface Goal {
  readonly of: 'ratio' | 'value';
  readonly is: 'at most' | 'at least' | 'below' | 'exactly';
  readonly limit: number;
}

export interface Table {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export const amount = (value: number, unit: string, digits = 0): Amount => ({ value, unit, digits });

export const ratioOf = ({ measured, floor }: Row): number | null => (floor ? measured.value / floor.value : null);

/** Null where nothing is to be reached. */
export function isReached(row: Row): boolean | null {
  const { goal, measured } = row;
  const value = goal?.of === 'ratio' ? ratioOf(row) : measured.value;
  if (goal === null || value === null) return null;
  switch (goal.is) {
    case 'at most':
      return value <= goal.limit;
    case 'at least':
      return value >= goal.limit;
    case 'below':
      return value < goal.limit;
    case 'exactly':
      return value === goal.limit;
  }
}
