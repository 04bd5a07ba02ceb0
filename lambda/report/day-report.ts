// The report of one checkout-day: the conclusion, the picture, what happened and why, hour by hour, data quality, raw numbers.
import { wordingFor } from '../notify/locale.ts';
import { whyInWords } from '../notify/why-in-words.ts';
import { dayConclusion, matterOf } from './conclusion.ts';
import { type DayView, totals } from './day-view.ts';
import { type Block, columns, type Document, type Fact } from './document.ts';
import { complaints, dayFigure, hoursTable, incidentFacts, instant, listOr, rawTable } from './report-parts.ts';
import type { ReportWords } from './report-words.ts';

export interface ToldDay {
  readonly view: DayView;
  /** Tells acknowledgements that have lapsed. */
  readonly now: Date;
  /** Nobody knows when the files landed; a time was taken for it. */
  readonly isLandingAssumed: boolean;
}

export function dayDocument({ view, now, isLandingAssumed }: ToldDay, words: ReportWords): Document {
  const { day } = words;
  return {
    language: words.language,
    title: `${view.checkout}, ${words.dateInFull(view.date)}`,
    blocks: [
      { kind: 'lead', ...dayConclusion(view, words) },
      { kind: 'actions' },
      { kind: 'facts', facts: dayFacts(view, words) },
      dayFigure(view, words, 'day'),
      { kind: 'heading', level: 2, text: day.headings.incidents },
      ...incidentBlocks(view, words, now),
      { kind: 'heading', level: 2, text: day.headings.hours },
      hoursTable(view, view.hours.slice(0, view.finalHours), day.captions.hours, words),
      { kind: 'heading', level: 2, text: day.headings.quality },
      listOr(complaints(view, words), day.noComplaint),
      filesTable(view, words),
      ...(isLandingAssumed ? [{ kind: 'paragraph', text: words.day.landingAssumed } as const] : []),
      { kind: 'heading', level: 2, text: day.headings.method },
      { kind: 'paragraph', text: method(view, words) },
      { kind: 'heading', level: 2, text: day.headings.raw },
      rawTable(view, view.hours, words),
    ],
  };
}

function dayFacts(view: DayView, words: ReportWords): readonly Fact[] {
  const { names, day, number } = words;
  const { seen, expected } = totals(view);
  const known = view.hours.filter(({ today }) => today !== null).length;
  const newest = view.told
    .map(({ landedAt }) => landedAt)
    .sort()
    .at(-1);
  return [
    [names.seen, number(seen)],
    ...(expected === null ? [] : [[names.expected, number(expected)] as const]),
    [names.hoursKnown, day.ofHours(known, view.finalHours)],
    ...(newest === undefined ? [] : [[names.newestFile, instant(newest, view.timeZone, words)] as const]),
    ...(view.special === null
      ? []
      : [[names.specialDay, wordingFor(words.language).why.holiday(view.special.name)] as const]),
  ];
}

function incidentBlocks(view: DayView, words: ReportWords, now: Date): readonly Block[] {
  if (view.incidents.length === 0) return [{ kind: 'paragraph', text: words.day.noIncident }];
  return view.incidents.flatMap((own): readonly Block[] => {
    const { incident, found } = own;
    const text = `${words.hours(found.startHour, found.endHour)}: ${words.matters[matterOf(found)]}`;
    return [
      { kind: 'heading', level: 3, severity: incident.severity, text },
      { kind: 'facts', facts: incidentFacts(own, view.timeZone, words, now) },
      { kind: 'paragraph', text: whyInWords(found.why, wordingFor(words.language)) },
    ];
  });
}

function filesTable({ told, timeZone }: DayView, words: ReportWords): Block {
  return {
    kind: 'table',
    caption: words.day.captions.files,
    columns: columns([words.names.file, words.names.landed], []),
    rows: told.map(({ key, landedAt }) => [key, instant(landedAt, timeZone, words)]),
  };
}

function method({ detector, undetectableBelow }: DayView, { day, number }: ReportWords): string {
  const said = day.method(detector);
  return undetectableBelow === null ? said : `${said} ${day.unnoticed(number(undetectableBelow))}`;
}
