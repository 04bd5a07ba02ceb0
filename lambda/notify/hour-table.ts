// The window hour by hour, as a table of plain text that fits a phone held upright.
import type { IncidentHour } from '../incident/incident.ts';
import { amount } from './amount.ts';
import { MOST_HOURS_TOLD } from './limits.ts';
import { hourLabel } from './local-time.ts';
import type { Wording } from './wording.ts';

const UNKNOWN = '?';
const GAP = '  ';

/** Lines of the table, heading first; at most 40 characters wide, because no amount is longer than seven. */
export function hourTable(hours: readonly IncidentHour[], words: Wording): string[] {
  if (hours.length === 0) return [];
  const { table, moreHours } = words.body;
  const rows = hours.slice(0, MOST_HOURS_TOLD).map((hour) => cells(hour, words));
  const all = [[table.hour, table.seen, table.expected, table.usual], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const lines = all.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(GAP));
  const untold = hours.length - MOST_HOURS_TOLD;
  return untold > 0 ? [...lines, moreHours(untold)] : lines;
}

function cells({ hour, today, expected, low, high }: IncidentHour, { decimalMark, headline }: Wording): string[] {
  const known = (sales: number | null) => (sales === null ? UNKNOWN : amount(sales, decimalMark));
  const usual = low === null || high === null ? UNKNOWN : headline.hours(known(low), known(high));
  return [hourLabel(hour), known(today), known(expected), usual];
}
