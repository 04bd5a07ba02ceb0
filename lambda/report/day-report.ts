// The report of one checkout-day: the conclusion, the picture, what happened and why, hour by hour, data quality, raw numbers.
import { type Severity, worse } from '../config/severity.ts';
import { hourLabel, hourRange, hourRanges } from '../incident/hour-ranges.ts';
import { isSales } from '../incident/incident.ts';
import { lifeState } from '../incident/transitions.ts';
import { REFERENCES } from '../intake/checkout-day.ts';
import { amount, change } from '../notify/amount.ts';
import { localTime } from '../notify/local-time.ts';
import { dayInCharacters } from './chart/characters.ts';
import { dayChart } from './chart/day-chart.ts';
import { dayConclusion, matterOf } from './conclusion.ts';
import { type DayView, type HourView, type IncidentOnDay, standing, totals, unknownHours } from './day-view.ts';
import { type Block, type Cell, columns, type Document, type Fact, type Figure } from './document.ts';
import type { ReportWords } from './report-words.ts';

/** Layout widths of a page's pictures, in CSS pixels: its text column, and what a phone of 360 px leaves. */
export const PICTURE_WIDTHS = { wide: 760, narrow: 340 };

/** @param now tells acknowledgements that have lapsed */
export function dayDocument(view: DayView, words: ReportWords, now: Date): Document {
  const { day } = words;
  const conclusion = dayConclusion(view, words);
  return {
    language: words.language,
    title: day.title(view.checkout, words.date(view.date)),
    blocks: [
      { kind: 'lead', ...conclusion },
      { kind: 'actions' },
      { kind: 'facts', facts: dayFacts(view, words) },
      dayFigure(view, words, 'day'),
      { kind: 'heading', level: 2, text: day.headings.incidents },
      ...incidentBlocks(view, words, now),
      { kind: 'heading', level: 2, text: day.headings.hours },
      hoursTable(view, words),
      { kind: 'heading', level: 2, text: day.headings.quality },
      ...qualityBlocks(view, words),
      { kind: 'heading', level: 2, text: day.headings.how },
      { kind: 'paragraph', text: day.method(view.detector, known(view.undetectableBelow, words)) },
      { kind: 'heading', level: 2, text: day.headings.raw },
      rawTable(view, words),
    ],
  };
}

/** The day's chart at both widths. */
export function dayFigure(view: DayView, words: ReportWords, id: string): Figure {
  return {
    kind: 'figure',
    caption: words.chart.dayCaption,
    wide: dayChart(view, { width: PICTURE_WIDTHS.wide, id, words }),
    narrow: dayChart(view, { width: PICTURE_WIDTHS.narrow, id: `${id}-narrow`, words }),
    characters: dayInCharacters(view, words),
  };
}

function dayFacts(view: DayView, words: ReportWords): readonly Fact[] {
  const { facts, hoursKnown } = words.day;
  const { seen, expected } = totals(view);
  const knownCount = view.hours.filter(({ today }) => today !== null).length;
  const newest = view.told
    .map(({ landedAt }) => landedAt)
    .sort()
    .at(-1);
  return [
    [facts.seen, amount(seen, words.decimalMark)],
    ...(expected === null ? [] : [[facts.expected, amount(expected, words.decimalMark)] as const]),
    [facts.known, hoursKnown(knownCount, view.finalHours)],
    ...(newest === undefined ? [] : [[facts.landed, instant(newest, view.timeZone)] as const]),
    ...(view.special === null ? [] : [[facts.special, view.special.name] as const]),
  ];
}

function incidentBlocks(view: DayView, words: ReportWords, now: Date): readonly Block[] {
  if (view.incidents.length === 0) return [{ kind: 'paragraph', text: words.day.noIncident }];
  return view.incidents.flatMap(({ incident, found }) => [
    {
      kind: 'heading' as const,
      level: 3 as const,
      severity: incident.severity,
      text: `${hourRange(found.startHour, found.endHour)}: ${words.matters[matterOf(found)]}`,
    },
    { kind: 'facts' as const, facts: incidentFacts({ incident, found }, view, words, now) },
    { kind: 'paragraph' as const, text: found.why },
  ]);
}

function incidentFacts(
  { incident, found }: IncidentOnDay,
  { timeZone }: DayView,
  words: ReportWords,
  now: Date,
): readonly Fact[] {
  const { facts, seenOfExpected, interval } = words.day;
  const told = (sales: number) => amount(sales, words.decimalMark);
  const sales: readonly Fact[] = isSales(found)
    ? [
        [facts.seen, seenOfExpected(told(found.observed), told(found.expected))],
        found.expectedLost < 0
          ? [facts.extra, interval(told(-found.expectedLost), told(-found.lostHigh), told(-found.lostLow))]
          : [facts.lost, interval(told(found.expectedLost), told(found.lostLow), told(found.lostHigh))],
      ]
    : [];
  return [
    ...sales,
    [facts.state, words.incident.states[lifeState(incident, now)]],
    [facts.opened, instant(incident.openedAt, timeZone)],
    [facts.id, incident.id],
  ];
}

function hoursTable(view: DayView, words: ReportWords): Block {
  const { columns: name, captions } = words.day;
  return {
    kind: 'table',
    caption: captions.hours,
    columns: columns([name.hour], [name.seen, name.expected, name.usual, name.off], [name.severity]),
    rows: view.hours.slice(0, view.finalHours).map((hour) => hourRow(hour, view, words)),
  };
}

function hourRow(hour: HourView, view: DayView, words: ReportWords): readonly Cell[] {
  const { today, expected, low, high, deviationPercent } = hour;
  const severity = severityAt(hour, view);
  const usual =
    low === null || high === null ? '?' : words.day.range(known(low, words) ?? '', known(high, words) ?? '');
  return [
    hourLabel(hour.hour),
    known(today, words) ?? '?',
    known(expected, words) ?? '?',
    usual,
    deviationPercent === null ? '' : change(deviationPercent),
    severity === null ? '' : { severity },
  ];
}

/** The worst of the incidents that this hour is part of; null where nothing is wrong. */
function severityAt({ hour }: HourView, view: DayView): Severity | null {
  return standing(view)
    .filter(
      ({ found }) => (isSales(found) || found.cause === 'gap') && found.startHour <= hour && hour <= found.endHour,
    )
    .reduce<Severity | null>(
      (worst, { incident }) => (worst ? worse(worst, incident.severity) : incident.severity),
      null,
    );
}

function qualityBlocks(view: DayView, words: ReportWords): readonly Block[] {
  const { day } = words;
  const unknown = unknownHours(view);
  const complaints = [
    ...(unknown.length === 0 ? [] : [day.hoursUnknown(hourRanges(unknown))]),
    ...view.warnings.map(({ code, message }) => `${message} (${code})`),
  ];
  return [
    complaints.length === 0 ? { kind: 'paragraph', text: day.noComplaint } : { kind: 'list', items: complaints },
    {
      kind: 'table',
      caption: day.captions.files,
      columns: columns([day.columns.file, day.columns.landed], []),
      rows: view.told.map(({ key, landedAt }) => [key, instant(landedAt, view.timeZone)]),
    },
  ];
}

function rawTable({ hours, finalHours }: DayView, words: ReportWords): Block {
  const { columns: name, captions } = words.day;
  const exact = (sales: number | null) => (sales === null ? '' : String(sales).replace('.', words.decimalMark));
  return {
    kind: 'table',
    caption: captions.raw,
    columns: columns([name.hour], [name.today, ...REFERENCES.map((reference) => words.chart.references[reference])]),
    rows: hours.map(({ hour, today, references }) => [
      hourLabel(hour),
      hour < finalHours ? exact(today) : '',
      ...REFERENCES.map((reference) => exact(references[reference])),
    ]),
  };
}

function known(sales: number | null, { decimalMark }: ReportWords): string | null {
  return sales === null ? null : amount(sales, decimalMark);
}

function instant(at: string, timeZone: string): string {
  const { date, time } = localTime(at, timeZone);
  return `${date} ${time}`;
}
