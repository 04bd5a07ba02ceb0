// Builds the text of a file: the documented layout, varied in one respect at a time.

/** A day with written zeros at night and no two neighbouring hours alike. */
export const TODAY: readonly number[] = [
  6, 4, 0, 0, 0, 2, 1, 5, 9, 23, 35, 31, 44, 37, 40, 50, 42, 38, 29, 32, 16, 21, 23, 11,
];

/** The counts of that day with some hours unknown. */
export function todayBut(...unknown: number[]): (number | null)[] {
  return TODAY.map((count, hour) => (unknown.includes(hour) ? null : count));
}

/** Averages of that day, with two decimals. */
const AVERAGE = TODAY.map((count) => `${count + 1}.${20 + (count % 70)}`);

export const HEADER = 'time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month';

export interface Shape {
  readonly header?: string;
  /** Time cell of an hour. */
  readonly time?: (hour: number) => string;
  /** Count of an hour. */
  readonly today?: (hour: number) => string;
  /** Both averages of an hour. */
  readonly average?: (hour: number) => string;
  /** Further cells at the end of a row. */
  readonly more?: (hour: number) => string;
  readonly hours?: readonly number[];
  readonly delimiter?: string;
  readonly lineEnd?: string;
}

export const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** `00h` … `23h` */
export function label(hour: number): string {
  return `${String(hour).padStart(2, '0')}h`;
}

/** A file in the documented layout, but for what `shape` says. */
export function aFile(shape: Shape = {}): string {
  const { delimiter = ',', lineEnd = '\n', hours = HOURS } = shape;
  const header = (shape.header ?? HEADER).replaceAll(',', delimiter);
  const rows = hours.map((hour) => {
    const count = String(TODAY[hour % 24]);
    const average = shape.average?.(hour) ?? AVERAGE[hour % 24] ?? '';
    const cells = [(shape.time ?? label)(hour), shape.today?.(hour) ?? count, count, count, average, average];
    return [...cells, ...(shape.more === undefined ? [] : [shape.more(hour)])].join(delimiter);
  });
  return [header, ...rows, ''].join(lineEnd);
}

/** The file with its line `number` (from 1) replaced; none: left out. */
export function withLine(file: string, number: number, ...texts: string[]): string {
  return file
    .split('\n')
    .toSpliced(number - 1, 1, ...texts)
    .join('\n');
}

/** The file with lines added at its end. */
export function withRows(file: string, ...rows: string[]): string {
  return `${file}${rows.join('\n')}\n`;
}
