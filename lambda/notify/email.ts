// The e-mail's text: plain, in short lines that a phone doesn't have to break, the sentence that matters on top.
import { type Alert, type FoundData, type FoundSales, type Incident, isSales } from '../incident/incident.ts';
import type { AlertFacts } from './alert-facts.ts';
import { amount } from './amount.ts';
import { changesInOneLine } from './changes.ts';
import { commands } from './commands.ts';
import { checkoutName } from './headline.ts';
import { hourTable } from './hour-table.ts';
import { LONGEST_ID, LONGEST_KEY } from './limits.ts';
import { runbookFile } from './links.ts';
import { localTime } from './local-time.ts';
import type { MessageContext } from './message-context.ts';
import { escapedText, shortened, wrapped } from './plain-text.ts';
import { shellCommand } from './shell-command.ts';
import { state } from './state.ts';
import { period, whatHappened, whatToDo } from './summary.ts';
import { whyInWords } from './why-in-words.ts';
import { windowInWords } from './window-in-words.ts';
import type { Wording } from './wording.ts';

/** What a phone held upright shows of a line of plain text. */
export const PHONE_WIDTH = 40;

/** No line is longer, so that replies still fit the 78 characters that RFC 5322, section 2.1.1 recommends. */
export const LINE_WIDTH = 72;

/** Width of the row names, `Checkout` being the longest, and a gap. */
export const ROW_NAME = 10;

/** The e-mail's body. Lines are at most 72 characters, links apart, which would no longer work when broken. */
export function email(facts: AlertFacts, words: Wording, context: MessageContext): string {
  const { alert } = facts;
  const { headings } = words.body;
  const blocks = [
    paragraph(whatHappened(facts, words)),
    rows(facts, words, context.timeZone),
    isSupported(alert) ? hourTable(alert.incident.hours, words) : [],
    under(headings.next, paragraph(whatToDo(facts, words))),
    under(headings.act, actions(alert, words)),
    under(headings.why, paragraph(whyInWords(alert.incident.why, words))),
    under(headings.history, paragraph(changesInOneLine(alert.incident, words, context.timeZone))),
    under(headings.further, further(facts, words, context.links)),
    words.body.ids(told(alert.incident.id), told(alert.id)).flatMap(paragraph),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

function rows(facts: AlertFacts, words: Wording, timeZone: string): string[] {
  const { incident } = facts.alert;
  const { rows: name } = words.body;
  return [
    ...row(name.checkout, checkoutName(facts, words)),
    ...row(name.when, windowInWords(incident, !isOfWholeFile(facts), words)),
    ...(isOfWholeFile(facts) ? [] : row('', words.body.clockPeriod(period(facts), timeZone))),
    ...(incident.kind === 'data' ? fileRow(incident, words) : []),
    ...(isSupported(facts.alert) ? salesRows(facts.alert.incident, words) : []),
    ...row(name.state, words.body.state[state(facts)]),
    ...row(name.asOf, asOf(facts.alert, words, timeZone)),
  ];
}

/** What didn't come has no name; it may also be that nothing ever came. */
function fileRow({ cause, source }: FoundData, { body }: Wording): string[] {
  const name = cause === 'overdue' ? body.rows.lastFile : body.rows.file;
  return cause === 'overdue' && source === '' ? [] : row(name, shortened(escapedText(source), LONGEST_KEY));
}

type SalesAlert = Alert & { readonly incident: Extract<Incident, FoundSales> };

/** Has figures, and newer data haven't proved them wrong. */
function isSupported(alert: Alert): alert is SalesAlert {
  return isSales(alert.incident) && alert.transition !== 'retracted';
}

function salesRows(incident: FoundSales, words: Wording): string[] {
  const { rows: name, seenOfExpected, interval } = words.body;
  const told = (sales: number) => amount(sales, words.decimalMark);
  const { observed, expected, expectedLost, lostLow, lostHigh } = incident;
  return [
    ...row(name.seen, seenOfExpected(told(observed), told(expected))),
    ...(expectedLost < 0
      ? row(name.extra, interval(told(-expectedLost), told(-lostHigh), told(-lostLow)))
      : row(name.lost, interval(told(expectedLost), told(lostLow), told(lostHigh)))),
  ];
}

/** What is wrong with a whole file isn't a matter of hours. */
function isOfWholeFile({ matter }: AlertFacts): boolean {
  return matter === 'unreadable' || matter === 'doubtful' || matter === 'overdue';
}

function asOf({ createdAt, incident }: Alert, words: Wording, timeZone: string): string {
  const { date, time } = localTime(createdAt, timeZone);
  return date === incident.date ? time : `${words.date(date)} ${time}`;
}

/** Commands that answer the alert, and what stands for their capitals. */
function actions({ incident, transition }: Alert, { body }: Wording): string[] {
  const { acknowledge, silence, feedback } = commands(incident, transition, LINE_WIDTH);
  return [
    ...(acknowledge ?? []),
    ...(silence ? [...silence, ...paragraph(body.silenceHint)] : []),
    ...(feedback ? [...feedback, ...paragraph(body.verdictHint)] : []),
  ];
}

function further(facts: AlertFacts, words: Wording, links: MessageContext['links']): string[] {
  const { incident } = facts.alert;
  const { runbook = runbookFile(incident.kind), ...others } = links;
  const elsewhere = [...Object.values(others), words.body.runbook(runbook)];
  if (incident.kind === 'data' && incident.source === '') return elsewhere;
  const command =
    incident.kind === 'data'
      ? shellCommand('tillwatch receipt', shortened(incident.source, LONGEST_KEY), LINE_WIDTH)
      : [
          'tillwatch score FILE',
          ...paragraph(words.body.scoreHint(checkoutName(facts, words), words.date(incident.date))),
        ];
  return [...command, ...elsewhere];
}

export function row(name: string, value: string): string[] {
  const indent = ' '.repeat(ROW_NAME);
  return wrapped(value, PHONE_WIDTH - ROW_NAME, LINE_WIDTH - ROW_NAME).map((line, i) =>
    i === 0 ? name.padEnd(ROW_NAME) + line : indent + line,
  );
}

export function paragraph(text: string): string[] {
  return wrapped(text, PHONE_WIDTH, LINE_WIDTH);
}

export function under(heading: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [heading, ...lines];
}

function told(id: string): string {
  return shortened(escapedText(id), LONGEST_ID);
}
