// What chats and pagers tell of an alert, row by row. Made from the alert's JSON, which is all that a relay has.
import type { AlertJson } from './alert-json.ts';
import { amount } from './amount.ts';
import { changesInOneLine } from './changes.ts';
import { channelWordingFor } from './channel-wording.ts';
import { LONGEST_NAME_TOLD } from './limits.ts';
import { localTime } from './local-time.ts';
import { wordingFor } from './locale.ts';
import { escapedText, shortened } from './plain-text.ts';
import { windowInWords } from './window-in-words.ts';
import type { Wording } from './wording.ts';

/** One fact with its name; both are harmless plain text on one line. */
export interface Row {
  readonly name: string;
  readonly value: string;
}

/** Where, when, how much, how it stands, who is on it and what comes next. */
export function alertRows(alert: AlertJson): readonly Row[] {
  const words = wordingFor(alert.locale);
  const { rows: name } = words.body;
  const channel = channelWordingFor(alert.locale);
  const isOpen = alert.status === 'open';
  return [
    { name: name.checkout, value: checkoutIn(alert, words) },
    { name: name.when, value: when(alert, words) },
    ...(isOfHours(alert) ? [{ name: channel.rows.duration, value: duration(alert) }] : []),
    ...file(alert, words),
    ...(alert.transition === 'retracted' ? [] : sales(alert, words)),
    { name: name.state, value: alert.standing },
    ...(isOpen ? [{ name: channel.rows.onIt, value: alert.acknowledged_by ?? channel.nobodyYet }] : []),
    ...(isOpen ? [{ name: channel.rows.nextNews, value: nextNews(alert) }] : []),
    { name: name.asOf, value: asOf(alert, words) },
  ];
}

/** What has happened so far, in one line; empty without history. */
export function soFar(alert: AlertJson): string {
  const history = alert.history.map(({ at, transition, severity, escalation, is_silenced, by, note }) => ({
    at,
    transition,
    severity,
    escalation,
    ...(is_silenced && { isSilenced: is_silenced }),
    by: by ?? '',
    note: note ?? '',
  }));
  return changesInOneLine({ history, date: alert.business_date }, wordingFor(alert.locale), alert.time_zone);
}

/** The checkout's name made harmless; never empty. */
export function checkoutIn({ checkout }: AlertJson, { unnamed }: Wording): string {
  const name = escapedText(checkout).trim();
  return name === '' ? unnamed : shortened(name, LONGEST_NAME_TOLD);
}

/** What is wrong with a whole file isn't a matter of hours. */
function isOfHours({ cause }: AlertJson): boolean {
  return cause === null || cause === 'gap';
}

function when(alert: AlertJson, words: Wording): string {
  const { business_date: date, start_hour: startHour, end_hour: endHour, time_zone: timeZone } = alert;
  return `${windowInWords({ date, startHour, endHour }, isOfHours(alert), words)} (${timeZone})`;
}

function duration({ start_hour: from, end_hour: to, kind, is_over: isOver, status, locale }: AlertJson): string {
  const isGoingOn = kind !== 'data' && status === 'open' && !isOver;
  return channelWordingFor(locale).duration(to - from + 1, isGoingOn);
}

function file({ cause, source }: AlertJson, { body }: Wording): readonly Row[] {
  if (source === null || source === '') return [];
  return [{ name: cause === 'overdue' ? body.rows.lastFile : body.rows.file, value: escapedText(source) }];
}

function sales(alert: AlertJson, { body, decimalMark }: Wording): readonly Row[] {
  const { current_value: seen, expected_value: expected, expected_lost: lost, lost_low: low, lost_high: high } = alert;
  if (seen === null || expected === null || lost === null || low === null || high === null) return [];
  const told = (count: number) => amount(count, decimalMark);
  const { rows, seenOfExpected, interval } = body;
  return [
    { name: rows.seen, value: seenOfExpected(told(seen), told(expected)) },
    lost < 0
      ? { name: rows.extra, value: interval(told(-lost), told(-high), told(-low)) }
      : { name: rows.lost, value: interval(told(lost), told(low), told(high)) },
  ];
}

function nextNews({ next_reminder_at: at, time_zone: timeZone, locale }: AlertJson): string {
  const { nextReminder, nextWithChange } = channelWordingFor(locale);
  return at === null ? nextWithChange : nextReminder(localTime(at, timeZone).time);
}

function asOf({ timestamp, time_zone: timeZone, business_date }: AlertJson, words: Wording): string {
  const { date, time } = localTime(timestamp, timeZone);
  return date === business_date ? time : `${words.date(date)} ${time}`;
}
