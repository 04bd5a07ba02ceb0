// Pieces that several reports are made of: figures at both widths, tables of hours, facts about an incident.
import { type Severity, worse } from '../config/severity.ts';
import { hourRanges } from '../incident/hour-ranges.ts';
import { isSales } from '../incident/incident.ts';
import { lifeState } from '../incident/transitions.ts';
import { REFERENCES } from '../intake/checkout-day.ts';
import { change } from '../notify/amount.ts';
import { hourLabel, localTime } from '../notify/local-time.ts';
import { wordingFor } from '../notify/locale.ts';
import { dayInCharacters } from './chart/characters.ts';
import { dayChart } from './chart/day-chart.ts';
import type { ChartOptions } from './chart/frame.ts';
import { sizeOf } from './conclusion.ts';
import { type DayView, type HourView, type IncidentOnDay, standing, unknownHours } from './day-view.ts';
import { type Block, type Cell, columns, type Fact, type Figure, type Table } from './document.ts';
import type { Markup } from './markup.ts';
import type { ReportWords } from './report-words.ts';

/** A page's text column, and what a phone of 360 px leaves beside its margins. In CSS pixels. */
const PICTURE_WIDTHS = { wide: 760, narrow: 340 };

/** A picture at both widths. @param id different for every figure of a page */
export function figure(
  id: string,
  words: ReportWords,
  texts: Pick<Figure, 'caption' | 'characters'>,
  draw: (options: ChartOptions) => Markup,
): Figure {
  return {
    kind: 'figure',
    ...texts,
    wide: draw({ width: PICTURE_WIDTHS.wide, id, words }),
    narrow: draw({ width: PICTURE_WIDTHS.narrow, id: `${id}-narrow`, words }),
  };
}

export function dayFigure(view: DayView, words: ReportWords, id: string): Figure {
  const texts = { caption: words.chart.captions.day, characters: dayInCharacters(view, words) };
  return figure(id, words, texts, (options) => dayChart(view, options));
}

/** What is to be known of an incident beside its severity and kind. */
export function incidentFacts(
  { incident, found }: IncidentOnDay,
  timeZone: string,
  words: ReportWords,
  now: Date,
): readonly Fact[] {
  const { names, day, number } = words;
  return [
    ...(isSales(found)
      ? [
          [names.seen, day.seenOfExpected(number(found.observed), number(found.expected))] as const,
          [found.expectedLost < 0 ? names.onTop : names.lost, interval({ incident, found }, words)] as const,
        ]
      : []),
    [names.state, words.states[lifeState(incident, now)]],
    [names.noticed, instant(incident.openedAt, timeZone, words)],
    [names.incident, incident.id],
  ];
}

/** `about 116 (likely 76 to 163)`; empty for what is no matter of sales. */
export function interval({ found }: IncidentOnDay, { day, number }: ReportWords): string {
  if (!isSales(found)) return '';
  const { size, low, high } = sizeOf(found);
  return day.interval(number(size), number(low), number(high));
}

export function hoursTable(view: DayView, hours: readonly HourView[], caption: string, words: ReportWords): Table {
  const { names } = words;
  return {
    kind: 'table',
    caption,
    columns: columns([names.hour], [names.seen, names.expected, names.usual, names.offBy], [names.severity]),
    rows: hours.map((hour) => {
      const { low, high, deviationPercent } = hour;
      const severity = severityAt(hour, view);
      return [
        hourLabel(hour.hour),
        known(hour.today, words),
        known(hour.expected, words),
        low === null || high === null ? UNKNOWN : words.range(words.number(low), words.number(high)),
        deviationPercent === null ? '' : change(deviationPercent),
        severity === null ? '' : { severity },
      ];
    }),
  };
}

/** Counts and references to the last digit. */
export function rawTable({ hours, finalHours }: DayView, only: readonly HourView[], words: ReportWords): Table {
  const { names, day, chart, exact } = words;
  const told = (reading: number | null): Cell => (reading === null ? '' : exact(reading));
  return {
    kind: 'table',
    caption: day.captions.raw,
    columns: columns([names.hour], [names.today, ...REFERENCES.map((reference) => chart.references[reference])]),
    rows: only.map(({ hour, references }) => [
      hourLabel(hour),
      told(hour < finalHours ? (hours[hour]?.today ?? null) : null),
      ...REFERENCES.map((reference) => told(references[reference])),
    ]),
  };
}

/** What is missing or in doubt, one sentence each. */
export function complaints(view: DayView, words: ReportWords): readonly string[] {
  const { finding: inWords } = wordingFor(words.language).why;
  const unknown = unknownHours(view);
  return [
    ...(unknown.length === 0 ? [] : [words.day.noCount(hourRanges(unknown))]),
    ...view.warnings.map((finding) => `${inWords(finding)} (${finding.code})`),
  ];
}

export function listOr(items: readonly string[], none: string): Block {
  return items.length === 0 ? { kind: 'paragraph', text: none } : { kind: 'list', items };
}

/** Local date and time of an ISO instant. */
export function instant(at: string, timeZone: string, words: ReportWords): string {
  const { date, time } = localTime(at, timeZone);
  return `${words.date(date)} ${time}`;
}

const UNKNOWN = '?';

function known(sales: number | null, { number }: ReportWords): string {
  return sales === null ? UNKNOWN : number(sales);
}

/** The worst of the incidents that this hour is part of; null where nothing is wrong. */
function severityAt({ hour }: HourView, view: DayView): Severity | null {
  return standing(view)
    .filter(
      ({ found }) => (isSales(found) || found.cause === 'gap') && found.startHour <= hour && hour <= found.endHour,
    )
    .reduce<Severity | null>((worst, { incident }) => worse(worst ?? 'P5', incident.severity), null);
}
