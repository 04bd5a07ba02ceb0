// The result of `tillwatch score` for people: the hours as a table, then what is wrong with them, one line each.
import type { Colors } from 'picocolors/types';
import { type Severity, severityRank } from '../../lambda/config/severity.ts';
import type { HourJudgement, Judgement } from '../../lambda/detect/judgement.ts';
import { hourLabel, hourRange } from '../../lambda/incident/hour-ranges.ts';
import { type FoundIncident, isSales } from '../../lambda/incident/incident.ts';
import { severityAt } from '../../lambda/incident/severity-at.ts';
import { type CheckoutDay, type Finding, isRefusal } from '../../lambda/intake/checkout-day.ts';
import { amount, change } from '../../lambda/notify/amount.ts';
import { type Locale, wordingFor } from '../../lambda/notify/locale.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import { whyInWords } from '../../lambda/notify/why-in-words.ts';
import type { ScoredItem } from './score-json.ts';

/** The text for one checkout-day, final line break included. Text from the file is escaped: it can't steer a terminal. */
export function scoreText({ file, item, judgement, incidents, locale }: ScoredItem, colours: Colors): string {
  const title = colours.bold(`${escapedText(item.checkout)}  ${item.date ?? 'no date'}`);
  const head = `${title}  ${item.outcome}  ${colours.dim(escapedText(file))}`;
  const lines = isRefusal(item)
    ? [`${item.outcome}: ${item.reason.message}`]
    : [...table(item, judgement, incidents, colours), '', ...verdict(incidents, locale, colours)];
  return [head, '', ...lines, ...notes(item.warnings, colours), ''].join('\n');
}

function table(
  day: CheckoutDay,
  judgement: Judgement | null,
  incidents: readonly FoundIncident[],
  colours: Colors,
): string[] {
  const hours = judgement?.hours.slice(0, day.finalHours) ?? [];
  const rows = hours.map((hour) => {
    const severity = hour.severity ?? severityAt(hour.hour, incidents);
    const line = row([
      hourLabel(hour.hour),
      hour.today === null ? '?' : String(hour.today),
      rounded(hour.expected),
      rangeOf(hour),
      hour.deviationPercent === null ? '' : change(hour.deviationPercent),
      severity ?? '',
    ]);
    return severity ? painted(line, severity, colours) : line;
  });
  return [colours.dim(row(['hour', 'today', 'expected', 'range', 'off', ''])), ...rows];
}

const WIDTHS = [4, 8, 10, 11, 9, 4] as const;

function row(cells: readonly string[]): string {
  return cells
    .map((cell, i) => (i === 5 ? `  ${cell}` : cell.padStart(WIDTHS[i] ?? 0)))
    .join('')
    .trimEnd();
}

function verdict(incidents: readonly FoundIncident[], locale: Locale, colours: Colors): string[] {
  const alerts = incidents.filter(({ severity }) => severity !== 'P5');
  if (alerts.length === 0) return ['Nothing is wrong.'];
  return [...alerts]
    .sort((a, b) => severityRank(a.severity) - severityRank(b.severity))
    .flatMap((incident) => [
      painted(`${incident.severity} ${what(incident)}`, incident.severity, colours),
      colours.dim(`   ${whyInWords(incident.why, wordingFor(locale))}`),
    ]);
}

function what(incident: FoundIncident): string {
  const window = hourRange(incident.startHour, incident.endHour);
  if (!isSales(incident)) return `data ${incident.cause}, ${window}`;
  const { kind, observed, expected, expectedLost, isOver } = incident;
  const difference = expectedLost >= 0 ? `about ${rounded(expectedLost)} lost` : `about ${rounded(-expectedLost)} more`;
  return `${kind} ${window}: ${rounded(observed)} of ${rounded(expected)} expected, ${difference}, ${isOver ? 'over' : 'still open'}`;
}

function notes(warnings: readonly Finding[], colours: Colors): string[] {
  if (warnings.length === 0) return [];
  return [
    '',
    ...warnings.map(({ code, message }) => `${colours.yellow('note')} ${message} ${colours.dim(`(${code})`)}`),
  ];
}

function painted(text: string, severity: Severity, colours: Colors): string {
  if (severity === 'P1') return colours.bold(colours.red(text));
  if (severity === 'P2') return colours.red(text);
  return severity === 'P3' ? colours.yellow(text) : severity === 'P4' ? colours.cyan(text) : text;
}

function rangeOf({ low, high }: HourJudgement): string {
  return low === null || high === null ? '' : `${rounded(low)}-${rounded(high)}`;
}

function rounded(quantity: number | null): string {
  return quantity === null ? '?' : amount(quantity, '.');
}
