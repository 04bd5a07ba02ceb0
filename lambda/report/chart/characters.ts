// A day in characters, for terminals, tickets and e-mail: a bar an hour, and a mark where it should have ended.
import { hourLabel } from '../../incident/hour-ranges.ts';
import { amount } from '../../notify/amount.ts';
import type { DayView, HourView } from '../day-view.ts';
import type { ReportWords } from '../report-words.ts';

/** Longest bar, in characters. */
const WIDEST = 40;
const BAR = '█';
const MARK = '│';

/** One line an hour: `15h │                    ` with the numbers after it, and a last line that says what they are. */
export function dayInCharacters({ hours }: DayView, { decimalMark, chart }: ReportWords): string {
  const most = Math.max(1, ...hours.flatMap(({ today, expected }) => [today ?? 0, expected ?? 0]));
  const rows = hours.map((hour) => {
    const seen = hour.today === null ? '?' : amount(hour.today, decimalMark);
    const expected = hour.expected === null ? '?' : amount(hour.expected, decimalMark);
    return `${hourLabel(hour.hour)} ${bar(hour, most)} ${seen.padStart(6)} ${expected.padStart(6)}`;
  });
  return [...rows, `${BAR} ${chart.seen}   ${MARK} ${chart.expected}`].join('\n');
}

function bar({ today, expected }: HourView, most: number): string {
  const length = (sales: number | null) => Math.round(((sales ?? 0) * (WIDEST - 1)) / most);
  const cells = [...BAR.repeat(length(today)).padEnd(WIDEST)];
  if (expected !== null) cells[length(expected)] = MARK;
  return cells.join('');
}
