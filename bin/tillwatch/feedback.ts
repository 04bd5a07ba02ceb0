// tillwatch feedback: was it right to alert? Kept on the incident, counted, and taught only where somebody asks for it.
import { type Config, settingsFor, withOwnSettings } from '../../lambda/config/config.ts';
import { weekdayOf } from '../../lambda/detect/calendar-dates.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { type Incident, VERDICTS, type Verdict } from '../../lambda/incident/incident.ts';
import { judged } from '../../lambda/incident/people.ts';
import { type Repeat, taughtDays } from '../../lambda/incident/teaching.ts';
import type { CheckoutRecord } from '../../lambda/record/checkout-record.ts';
import { withDayLearned } from '../../lambda/record/learned.ts';
import { type Actor, allRecords, changedRecord, checkoutOf, nameOf } from './change-record.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';

export interface FeedbackOptions extends DeploymentOptions, Actor {
  readonly note?: string;
  readonly teach?: Repeat;
  readonly config?: string;
  readonly format: 'text' | 'json';
}

/** Keeps a verdict on an incident. Gives the exit status. @throws TillwatchError `feedback-invalid`, `incident-unknown` */
export async function giveFeedback(id: string, verdict: Verdict, options: FeedbackOptions): Promise<number> {
  if (options.teach && verdict !== 'expected') {
    throw new TillwatchError('feedback-invalid', 'only what was expected can be taught: use --teach with expected');
  }
  const place = await deployment(options);
  const config = readConfig(options.config);
  const feedback = { verdict, by: nameOf(options), at: new Date().toISOString(), note: options.note ?? null };
  const record = await changedRecord(place, await checkoutOf(place, id), (known) => {
    const incidents = known.incidents.map((incident) => (incident.id === id ? judged(incident, feedback) : incident));
    return learnedAgain(taught({ ...known, incidents }, id, options, config), id);
  });
  console.log(`${id}: ${verdict}, by ${feedback.by}`);
  if (options.teach) {
    console.log(
      `the calendar of ${record.checkout} knows it from the next file on; tillwatch set shows and changes it`,
    );
  }
  return EXIT.ok;
}

/** Prints what people said of the alarms of the last weeks, beside the promise. Gives the exit status. */
export async function countFeedback(options: FeedbackOptions): Promise<number> {
  const { falseAlarmsPer100Days: promised } = readConfig(options.config);
  let days = 0;
  let alarms = 0;
  const verdicts = { true: 0, expected: 0, 'false-alarm': 0 };
  for await (const { watchedDates, incidents } of allRecords(await deployment(options))) {
    days += watchedDates.length;
    const [since = ''] = watchedDates;
    for (const { date, severity, feedback } of incidents) {
      if (date < since || severity === 'P5') continue;
      alarms++;
      if (feedback) verdicts[feedback.verdict]++;
    }
  }
  const rate = days === 0 ? null : (100 * verdicts['false-alarm']) / days;
  if (options.format === 'json') {
    const count = { days, alarms, verdicts, false_alarms_per_100_days: rate, promised_per_100_days: promised };
    console.log(JSON.stringify(count, null, 2));
    return EXIT.ok;
  }
  const judgedCount = VERDICTS.reduce((sum, verdict) => sum + verdicts[verdict], 0);
  console.log(
    [
      `${alarms} incidents on ${days} checkout-days, ${judgedCount} of them judged:`,
      ...VERDICTS.map((verdict) => `  ${verdict.padEnd(12)} ${verdicts[verdict]}`),
      `false alarms per 100 days as lived: ${rate === null ? 'no day yet' : rate.toFixed(2)} (promised: at most ${promised})`,
    ].join('\n'),
  );
  return EXIT.ok;
}

/** The record with the incident's days in this checkout's calendar, where that was asked for. */
function taught(record: CheckoutRecord, id: string, { teach, note }: FeedbackOptions, config: Config): CheckoutRecord {
  const incident = record.incidents.find((known) => known.id === id);
  if (!teach || !incident) return record;
  const { openingHours } = withOwnSettings(settingsFor(config, record.checkout), record.settings);
  const days = taughtDays(incident, teach, note ?? `as on ${incident.date}`, (date) => openingHours[weekdayOf(date)]);
  if (days.length === 0) throw new TillwatchError('feedback-invalid', `${id} is about data; no calendar knows of that`);
  const dates = new Set(days.map(({ date }) => date));
  const others = (record.settings.specialDays ?? []).filter(({ date }) => !dates.has(date));
  return { ...record, settings: { ...record.settings, specialDays: [...days, ...others] } };
}

/** A false alarm's day was an ordinary one after all; one that wasn't false is none to learn from. */
function learnedAgain(record: CheckoutRecord, id: string): CheckoutRecord {
  const incident = record.incidents.find((known: Incident) => known.id === id);
  if (!incident) return record;
  const { date } = incident;
  return { ...record, learned: withDayLearned(record.learned, date, record.days[date], record.incidents) };
}
