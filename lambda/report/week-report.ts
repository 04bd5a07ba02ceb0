// The report of one checkout's week: what went wrong, the days beside each other, and what the data were like.
import { severityRank } from '../config/severity.ts';
import { isData, isSales } from '../incident/incident.ts';
import { lifeState } from '../incident/transitions.ts';
import { hoursInCharacters } from './chart/characters.ts';
import { heatMap } from './chart/heat-map.ts';
import { incidentTimeline, type TimelineRow } from './chart/incident-timeline.ts';
import { smallMultiples } from './chart/small-multiples.ts';
import { incidentConclusion, matterOf } from './conclusion.ts';
import { type DayView, type IncidentOnDay, standing, totals } from './day-view.ts';
import { type Block, columns, type Document, type Fact, type Table } from './document.ts';
import { complaints, figure, interval, listOr } from './report-parts.ts';
import type { ReportWords } from './report-words.ts';

export interface ToldWeek {
  readonly checkout: string;
  /** `2026-W03` */
  readonly week: string;
  /** All seven dates with their incidents, Monday first. */
  readonly rows: readonly TimelineRow[];
  /** Of the dates whose readings are on record. */
  readonly views: readonly DayView[];
  readonly now: Date;
}

export function weekDocument(told: ToldWeek, words: ReportWords): Document {
  const { checkout, week, rows, views } = told;
  const { headings } = words.week;
  const incidents = ofWeek(rows);
  const worst = incidents[0]?.incident.severity ?? null;
  return {
    language: words.language,
    title: words.week.title(checkout, week),
    blocks: [
      { kind: 'lead', text: conclusion(told, words), severity: worst },
      { kind: 'actions' },
      { kind: 'facts', facts: weekFacts(told, words) },
      { kind: 'heading', level: 2, text: headings.incidents },
      timelineFigure(rows, words),
      incidents.length === 0 ? { kind: 'paragraph', text: words.week.noIncident } : incidentsTable(told, words),
      { kind: 'heading', level: 2, text: headings.days },
      ...(views.length === 0 ? [] : dayFigures(views, words)),
      daysTable(told, words),
      { kind: 'heading', level: 2, text: headings.quality },
      listOr(
        views.flatMap((view) => complaints(view, words).map((complaint) => `${words.date(view.date)}: ${complaint}`)),
        views.length === 0 ? words.week.nothing : words.day.noComplaint,
      ),
    ],
  };
}

/** Incidents that stand, the worst first, each once though it may lie on two dates. */
function ofWeek(rows: readonly TimelineRow[]): readonly IncidentOnDay[] {
  const all = rows.flatMap((row) => standing(row).map(({ incident }) => ({ incident, found: incident })));
  const byId = new Map(all.map((own) => [own.incident.id, own]));
  return [...byId.values()].sort(
    (a, b) =>
      severityRank(a.incident.severity) - severityRank(b.incident.severity) ||
      a.incident.date.localeCompare(b.incident.date) ||
      a.incident.startHour - b.incident.startHour,
  );
}

interface Sums {
  readonly seen: number;
  readonly expected: number | null;
  /** Of all incidents in which sales were missing. */
  readonly lost: number;
}

function sums({ rows, views }: ToldWeek): Sums {
  const days = views.map(totals);
  const judged = days.filter(({ expected }) => expected !== null);
  return {
    seen: days.reduce((sum, { seen }) => sum + seen, 0),
    expected: judged.length === 0 ? null : judged.reduce((sum, { expected }) => sum + (expected ?? 0), 0),
    lost: ofWeek(rows).reduce(
      (sum, { incident }) => sum + (isData(incident) ? 0 : Math.max(0, incident.expectedLost)),
      0,
    ),
  };
}

function conclusion(told: ToldWeek, words: ReportWords): string {
  const { number, week } = words;
  const incidents = ofWeek(told.rows);
  const { seen, expected, lost } = sums(told);
  const days = told.views.length;
  if (incidents.length === 0) {
    return days === 0 ? week.nothing : week.quiet(days, number(seen), expected === null ? null : number(expected));
  }
  const share = expected === null || expected <= 0 ? null : `${number((100 * lost) / expected)}%`;
  return week.wrong(
    incidents.length,
    new Set(incidents.map(({ incident }) => incident.date)).size,
    number(lost),
    share,
  );
}

function weekFacts(told: ToldWeek, words: ReportWords): readonly Fact[] {
  const { names, number } = words;
  const { seen, expected, lost } = sums(told);
  return [
    [names.seen, number(seen)],
    ...(expected === null ? [] : [[names.expected, number(expected)] as const]),
    [names.lost, number(lost)],
    [names.daysKnown, words.week.ofDays(told.views.length)],
  ];
}

function timelineFigure(rows: readonly TimelineRow[], words: ReportWords): Block {
  const name = ({ date }: { readonly date: string }) => words.date(date);
  const texts = { caption: words.chart.captions.timeline, characters: hoursInCharacters(rows, name) };
  return figure('timeline', words, texts, (options) => incidentTimeline(rows, name, options));
}

function dayFigures(views: readonly DayView[], words: ReportWords): readonly Block[] {
  const name = ({ date }: { readonly date: string }) => words.date(date);
  const { captions } = words.chart;
  return [
    figure('days', words, { caption: captions.multiples, characters: null }, (options) =>
      smallMultiples(views, name, { ...options, scale: 'shared' }),
    ),
    figure('heat', words, { caption: captions.heatMap, characters: null }, (options) => heatMap(views, name, options)),
  ];
}

function incidentsTable({ rows, now }: ToldWeek, words: ReportWords): Table {
  const { names } = words;
  return {
    kind: 'table',
    caption: words.week.captions.incidents,
    columns: columns(
      [names.when, names.severity, names.what],
      [names.lost],
      [names.state, names.verdict, names.incident],
    ),
    isWide: true,
    rows: ofWeek(rows).map((own) => {
      const { incident } = own;
      return [
        `${words.date(incident.date)} ${words.hours(incident.startHour, incident.endHour)}`,
        { severity: incident.severity },
        isSales(incident) ? words.matters[matterOf(incident)] : incidentConclusion(own, words),
        interval(own, words),
        words.states[lifeState(incident, now)],
        incident.feedback?.verdict ?? '',
        incident.id,
      ];
    }),
  };
}

function daysTable({ rows, views }: ToldWeek, words: ReportWords): Table {
  const { names, number } = words;
  return {
    kind: 'table',
    caption: words.week.captions.days,
    columns: columns([names.date], [names.seen, names.expected, names.hoursKnown], [names.incidents]),
    rows: rows.map((row) => {
      const view = views.find(({ date }) => date === row.date);
      const { seen, expected } = view ? totals(view) : { seen: null, expected: null };
      const known = view?.hours.filter(({ today }) => today !== null).length ?? 0;
      return [
        words.dateInFull(row.date),
        seen === null ? '?' : number(seen),
        expected === null ? '?' : number(expected),
        String(known),
        standing(row)
          .map(({ incident, found }) => `${incident.severity} ${words.hours(found.startHour, found.endHour)}`)
          .join(', '),
      ];
    }),
  };
}
