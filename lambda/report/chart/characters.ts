// A day in characters, for terminals, tickets and e-mail: a bar an hour, and a mark where it should have ended.
import { hourLabel } from '../../incident/hour-ranges.ts';
import { HOURS_A_DAY } from '../../intake/checkout-day.ts';
import { escapedText } from '../../notify/plain-text.ts';
import { type DayView, type HourView, standing } from '../day-view.ts';
import type { ReportWords } from '../report-words.ts';
import type { RowName } from './day-rows.ts';
import type { TimelineRow } from './incident-timeline.ts';

/** Longest bar, in characters. */
const WIDEST = 40;
const BAR = '█';
const MARK = '│';

/** One line an hour: `15h │                    ` with the numbers after it, and a last line that says what they are. */
export function dayInCharacters({ hours }: DayView, { number, names }: ReportWords): string {
  const most = Math.max(1, ...hours.flatMap(({ today, expected }) => [today ?? 0, expected ?? 0]));
  const rows = hours.map((hour) => {
    const seen = hour.today === null ? '?' : number(hour.today);
    const expected = hour.expected === null ? '?' : number(hour.expected);
    return `${hourLabel(hour.hour)} ${bar(hour, most)} ${seen.padStart(6)} ${expected.padStart(6)}`;
  });
  return [...rows, `${BAR} ${names.seen}   ${MARK} ${names.expected}`].join('\n');
}

function bar({ today, expected }: HourView, most: number): string {
  const length = (sales: number | null) => Math.round(((sales ?? 0) * (WIDEST - 1)) / most);
  const cells = [...BAR.repeat(length(today)).padEnd(WIDEST)];
  if (expected !== null) cells[length(expected)] = MARK;
  return cells.join('');
}

/** A row of 24 characters a day: the number of the severity in an incident's hours, a dot in all others. */
export function hoursInCharacters(rows: readonly TimelineRow[], name: RowName): string {
  const names = rows.map((row) => escapedText(name(row)));
  const width = Math.max(0, ...names.map((text) => text.length));
  return rows.map((row, i) => `${(names[i] ?? '').padEnd(width)} ${hourMarks(row)}`).join('\n');
}

function hourMarks(row: TimelineRow): string {
  const marks = new Array<string>(HOURS_A_DAY).fill('·');
  for (const { incident, found } of standing(row).toReversed()) {
    marks.fill(incident.severity.slice(1), found.startHour, found.endHour + 1);
  }
  return marks.join('');
}
