// One business date as several objects tell it: per cell the reading of the newest object that knows it.
import { type CheckoutDay, HOURS_A_DAY, REFERENCES, type Reading } from '../intake/checkout-day.ts';
import { isLossy } from '../intake/findings.ts';
import { type ObjectVersion, versionOrder } from './object-version.ts';

const COLUMNS = ['today', ...REFERENCES] as const;
type Column = (typeof COLUMNS)[number];

/** Warnings of one day that are kept; the receipt has them all. */
const WARNINGS_KEPT = 24;

/** A column of readings and, hour by hour, which of the day's `told` versions each comes from. */
interface ColumnOnRecord {
  readonly values: readonly Reading[];
  /** Index into `told`; null where nobody knew a value. Absent where one version tells the whole day, as most do. */
  readonly from?: readonly (number | null)[];
}

export interface DayOnRecord {
  readonly finalHours: number;
  /** The object versions that readings of this day come from. */
  readonly told: readonly ObjectVersion[];
  readonly columns: Readonly<Record<Column, ColumnOnRecord>>;
  /** The lossy repairs that the newest telling needed. */
  readonly warnings: CheckoutDay['warnings'];
}

/**
 * The day with one more telling of it. Per hour and column the newest object's reading wins, and null never erases a
 * known one; so the order in which tellings arrive doesn't matter.
 */
export function withTelling(known: DayOnRecord | undefined, day: CheckoutDay, version: ObjectVersion): DayOnRecord {
  const told = [...(known?.told ?? []), version];
  const own = told.length - 1;
  const isNewest = told.every((other) => versionOrder(other, version) <= 0);
  const columns = perColumn((column) => {
    const values: Reading[] = [];
    const from: (number | null)[] = [];
    for (let hour = 0; hour < HOURS_A_DAY; hour++) {
      const theirs = sourceOf(known?.columns[column], hour);
      const read = readingOf(day, column, hour);
      const wins = read !== null && (theirs === null || versionOrder(told[theirs] as ObjectVersion, version) <= 0);
      values.push(wins ? read : (known?.columns[column].values[hour] ?? null));
      from.push(wins ? own : theirs);
    }
    return { values, from };
  });
  return withoutUnused({
    finalHours: Math.max(known?.finalHours ?? 0, day.finalHours),
    told,
    columns,
    warnings: isNewest || !known ? worthKeeping(day.warnings) : known.warnings,
  });
}

/** The version that an hour's reading comes from, as an index into `told`; null where nobody knew one. */
function sourceOf(column: ColumnOnRecord | undefined, hour: number): number | null {
  if (column?.from) return column.from[hour] ?? null;
  return (column?.values[hour] ?? null) === null ? null : 0;
}

/** The day as detection sees it. */
export function checkoutDay(checkout: string, date: string, day: DayOnRecord): CheckoutDay {
  const value = (column: Column, hour: number) => day.columns[column].values[hour] ?? null;
  const hours = Array.from({ length: HOURS_A_DAY }, (_, hour) => ({
    hour,
    today: value('today', hour),
    references: {
      yesterday: value('yesterday', hour),
      same_day_last_week: value('same_day_last_week', hour),
      avg_last_week: value('avg_last_week', hour),
      avg_last_month: value('avg_last_month', hour),
    },
  }));
  const isComplete = hours.slice(0, day.finalHours).every(({ today }) => today !== null);
  return {
    checkout,
    date,
    outcome: isComplete ? 'ok' : 'partial',
    hours,
    finalHours: day.finalHours,
    warnings: day.warnings,
  };
}

/** By hour, the object version that today's reading comes from; null where nobody knew one. */
export function sourcesOfToday({ told, columns }: DayOnRecord): readonly (ObjectVersion | null)[] {
  return columns.today.values.map((_, hour) => {
    const source = sourceOf(columns.today, hour);
    return source === null ? null : (told[source] ?? null);
  });
}

/** Do both tell the same? Where a reading came from doesn't matter. */
export function tellsTheSame(a: DayOnRecord | undefined, b: DayOnRecord): boolean {
  if (!a) return false;
  const readings = ({ finalHours, columns, warnings }: DayOnRecord) =>
    JSON.stringify([finalHours, COLUMNS.map((column) => columns[column].values), warnings]);
  return readings(a) === readings(b);
}

function perColumn(of: (column: Column) => ColumnOnRecord): DayOnRecord['columns'] {
  return {
    today: of('today'),
    yesterday: of('yesterday'),
    same_day_last_week: of('same_day_last_week'),
    avg_last_week: of('avg_last_week'),
    avg_last_month: of('avg_last_month'),
  };
}

function worthKeeping(warnings: CheckoutDay['warnings']): CheckoutDay['warnings'] {
  return warnings.filter(({ code }) => isLossy(code)).slice(0, WARNINGS_KEPT);
}

function readingOf(day: CheckoutDay, column: Column, hour: number): Reading {
  const reading = day.hours[hour];
  if (!reading) return null;
  return column === 'today' ? reading.today : reading.references[column];
}

/** The day without the versions that no reading comes from any more. */
function withoutUnused(day: DayOnRecord): DayOnRecord {
  const isUsed = (index: number) => COLUMNS.some((column) => day.columns[column].from?.includes(index));
  const used = [...day.told.keys()].filter(isUsed);
  const columns = perColumn((column) => {
    const { values, from = [] } = day.columns[column];
    if (used.length <= 1) return { values };
    return { values, from: from.map((index) => (index === null ? null : used.indexOf(index))) };
  });
  return { ...day, told: used.map((index) => day.told[index] as ObjectVersion), columns };
}
