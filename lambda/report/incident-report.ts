// The report of one incident, for those who weren't there: all that the record knows, and marked blanks for what only people know.
import type { CheckoutSettings } from '../config/config.ts';
import { partsOf } from '../incident/day-parts.ts';
import { type Change, type FoundIncident, type Incident, isSales } from '../incident/incident.ts';
import { wordingFor } from '../notify/locale.ts';
import { shellCommand } from '../notify/shell-command.ts';
import { whyInWords } from '../notify/why-in-words.ts';
import { incidentConclusion, matterOf } from './conclusion.ts';
import { type DayView, totals } from './day-view.ts';
import { detection } from './detection.ts';
import { type Block, type Cell, columns, type Document, type Fact, type Table } from './document.ts';
import {
  complaints,
  dayFigure,
  hoursTable,
  incidentFacts,
  instant,
  interval,
  listOr,
  rawTable,
} from './report-parts.ts';
import type { ReportWords } from './report-words.ts';
import { severityReason } from './severity-reason.ts';

export interface ToldIncident {
  readonly incident: Incident;
  /** Of its business dates, as far as their readings are on record. */
  readonly views: readonly DayView[];
  readonly settings: CheckoutSettings;
  readonly now: Date;
  /** Nobody knows when the files landed; a time was taken for it. */
  readonly isLandingAssumed: boolean;
}

export function incidentDocument(told: ToldIncident, words: ReportWords): Document {
  const { incident, settings, now } = told;
  const { headings, blanks } = words.incident;
  const whole = { incident, found: incident };
  const heading = (text: string): Block => ({ kind: 'heading', level: 2, text });
  return {
    language: words.language,
    title: words.incident.title(incident.id),
    blocks: [
      { kind: 'lead', text: incidentConclusion(whole, words), severity: incident.severity },
      { kind: 'actions' },
      heading(headings.summary),
      {
        kind: 'facts',
        facts: [...summaryFacts(incident, words), ...incidentFacts(whole, settings.timeZone, words, now)],
      },
      heading(headings.timeline),
      timelineTable(told, words),
      heading(headings.impact),
      ...impactBlocks(told, words),
      heading(headings.detection),
      ...detectionBlocks(told, words),
      heading(headings.evidence),
      ...evidenceBlocks(told, words),
      heading(headings.severity),
      { kind: 'paragraph', text: severityText(told, words) },
      heading(headings.actions),
      listOr(actionsOnRecord(told, words), words.incident.nobodyActed),
      { kind: 'blank', prompt: blanks.actions },
      heading(headings.cause),
      { kind: 'blank', prompt: blanks.cause },
      heading(headings.followUps),
      listOr(followUps(told, words), ''),
      { kind: 'blank', prompt: blanks.followUps },
    ],
  };
}

function summaryFacts(incident: Incident, words: ReportWords): readonly Fact[] {
  const { names } = words;
  const when = `${words.dateInFull(incident.date)}, ${words.hours(incident.startHour, incident.endHour)}`;
  return [
    [names.checkout, incident.checkout],
    [names.when, when],
    [names.what, words.matters[matterOf(incident)]],
    [names.severity, incident.severity],
    [names.heardOn, incident.heardOn.join(', ') || words.incident.nobodyHeard],
  ];
}

interface Event {
  readonly at: string;
  readonly cells: readonly [what: string, severity: Cell, hours: string, lost: string, remark: string];
}

/** What happened at the checkout and every transition on record, in the order of time. */
function timelineTable(
  { incident, views, settings: { timeZone, settleMinutes } }: ToldIncident,
  words: ReportWords,
): Table {
  const { names, incident: say } = words;
  const { beganAt, endedAt } = detection(incident, { timeZone, settleMinutes });
  const outside = (at: string, what: string, remark: string): Event => ({ at, cells: [what, '', '', '', remark] });
  const files = new Map(
    views.flatMap(({ told }) => told).map(({ key, landedAt }) => [`${landedAt} ${key}`, { key, landedAt }]),
  );
  const events = [
    outside(beganAt, say.events.began, ''),
    outside(endedAt, say.events.ended, ''),
    ...[...files.values()].map(({ key, landedAt }) => outside(landedAt, say.events.fileLanded, key)),
    ...incident.history.map((change) => ({ at: change.at, cells: changeCells(change, incident, words) })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return {
    kind: 'table',
    caption: say.captions.timeline,
    columns: columns([names.time, names.what, names.severity, names.hours], [names.lost], [names.remark]),
    isWide: true,
    rows: events.map(({ at, cells }) => [instant(at, timeZone, words), ...cells]),
  };
}

function changeCells(change: Change, incident: Incident, words: ReportWords): Event['cells'] {
  const { transition, severity, startHour, endHour, expectedLost, escalation = 0, isSilenced, by, note } = change;
  const what = escalation > 0 ? words.incident.reminder(escalation) : words.transitions[transition];
  const remarks = [isSilenced ? words.incident.silenced : '', by ? words.incident.by(by) : '', note ?? ''];
  const lost = isSales(incident) ? words.number(expectedLost) : '';
  const told = remarks.filter((remark) => remark !== '').join('; ');
  return [what, { severity }, words.hours(startHour, endHour), lost, told];
}

function impactBlocks({ incident, views }: ToldIncident, words: ReportWords): readonly Block[] {
  if (!isSales(incident)) return [{ kind: 'paragraph', text: words.incident.impactUnknown }];
  const { names, number } = words;
  const { observed, expected, expectedLost } = incident;
  const share = expected > 0 && expectedLost > 0 ? `${number((100 * expectedLost) / expected)}%` : null;
  const facts: readonly Fact[] = [
    [expectedLost < 0 ? names.onTop : names.lost, interval({ incident, found: incident }, words)],
    ...(share === null ? [] : [[names.shareLost, words.incident.lossShare(share)] as const]),
    [names.seen, words.day.seenOfExpected(number(observed), number(expected))],
  ];
  const days = views.flatMap((view): readonly Block[] => {
    const { seen, expected: all } = totals(view);
    if (all === null) return [];
    return [{ kind: 'paragraph', text: words.incident.impactOnDay(number(seen), number(all)) }];
  });
  return [{ kind: 'facts', facts }, ...days];
}

function detectionBlocks({ incident, settings, isLandingAssumed }: ToldIncident, words: ReportWords): readonly Block[] {
  const { names, duration } = words;
  const told = detection(incident, settings);
  const at = (time: string) => instant(time, settings.timeZone, words);
  const facts: readonly Fact[] = [
    [names.began, at(told.beganAt)],
    [names.knowable, at(told.knowableAt)],
    [names.noticed, at(told.noticedAt)],
    [names.timeToDetect, duration(told.minutesToDetect)],
    ...(told.minutesWaited > 0 ? [[names.waitedForFile, duration(told.minutesWaited)] as const] : []),
    ...(told.minutesToAcknowledge === null
      ? []
      : [[names.acknowledgedAfter, duration(told.minutesToAcknowledge)] as const]),
    ...(told.endNoticedAt === null ? [] : [[names.endNoticed, at(told.endNoticedAt)] as const]),
  ];
  return [
    { kind: 'facts', facts },
    ...(told.minutesWaited > 0
      ? [
          {
            kind: 'paragraph',
            text: words.incident.lateFile(duration(told.minutesWaited), at(told.knowableAt)),
          } as const,
        ]
      : []),
    ...(isLandingAssumed ? [{ kind: 'paragraph', text: words.day.landingAssumed } as const] : []),
  ];
}

/** Hours before and after the window that show what was usual. */
const HOURS_AROUND = 2;

function evidenceBlocks({ incident, views }: ToldIncident, words: ReportWords): readonly Block[] {
  const shown = views.flatMap((view, i): readonly Block[] => {
    const part = partsOf(incident).find(({ date }) => date === view.date)?.found ?? incident;
    const around = view.hours.filter(({ hour }) => isAround(hour, part));
    return [
      dayFigure(view, words, `day-${i}`),
      hoursTable(view, around, words.incident.captions.evidence, words),
      rawTable(view, around, words),
    ];
  });
  return [{ kind: 'paragraph', text: whyInWords(incident.why, wordingFor(words.language)) }, ...shown];
}

function isAround(hour: number, { startHour, endHour }: FoundIncident): boolean {
  return startHour - HOURS_AROUND <= hour && hour <= endHour + HOURS_AROUND;
}

function severityText({ incident, settings }: ToldIncident, words: ReportWords): string {
  const reason = severityReason(incident, incident.severity, settings);
  return reason === null ? words.incident.severityOnRecord : words.incident.severity(reason);
}

function actionsOnRecord({ incident, settings: { timeZone } }: ToldIncident, words: ReportWords): readonly string[] {
  const say = words.incident;
  const acts = incident.history.flatMap(({ at, transition, by, note = null }) => {
    if (by === undefined) return [];
    const when = instant(at, timeZone, words);
    if (transition === 'acknowledged') return [say.acknowledgedBy(by, when, note)];
    return transition === 'resolved' ? [say.closedBy(by, when, note)] : [];
  });
  const { feedback } = incident;
  if (feedback === null) return acts;
  return [...acts, say.verdictBy(feedback.by, instant(feedback.at, timeZone, words), feedback.verdict, feedback.note)];
}

/** A wait from which on an hourly export is worth a thought, in minutes. */
const LONG_WAIT_MINUTES = 60;
/** Longer than any command is: it's one line here. */
const ONE_LINE = 1_000;

function followUps(
  { incident, views, settings, isLandingAssumed }: ToldIncident,
  words: ReportWords,
): readonly string[] {
  const say = words.incident;
  const { minutesWaited } = detection(incident, settings);
  const codes = [...new Set(views.flatMap(({ warnings }) => warnings.map(({ code }) => code)))];
  const hasComplaint = views.some((view) => complaints(view, words).length > 0);
  const feedback = shellCommand('tillwatch feedback', incident.id, ONE_LINE).join(' ');
  return [
    ...(incident.status === 'open' ? [say.stillOpen] : []),
    ...(incident.feedback === null ? [say.giveVerdict(`${feedback} true|expected|false-alarm`)] : []),
    ...(minutesWaited > LONG_WAIT_MINUTES && !isLandingAssumed ? [say.hourlyExport] : []),
    ...(hasComplaint && codes.length > 0 ? [say.fixFile(codes.join(', '))] : []),
  ];
}
