// Checkouts followed for weeks: what `scan` gains from the days that a record has learned, on days made by chance.
import { parseConfig, settingsFor } from '../../lambda/config/config.ts';
import { daysAfter } from '../../lambda/detect/calendar-dates.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import { type HistoryDay, historyBefore } from '../../lambda/detect/history.ts';
import type { Judgement } from '../../lambda/detect/judgement.ts';
import { salesSeverity } from '../../lambda/incident/severity-rules.ts';
import { HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import { dailyRates, dayOf } from './generator.ts';
import type { LabelledDay, ReportedIncident } from './labelled-day.ts';
import { chance } from './random.ts';
import { rhythm, SOURCES } from './rhythms.ts';
import type { Reports } from './scorer.ts';
import { troubled } from './trouble.ts';

/** Days that only references tell of, then days that fill the record, then days that are measured. */
const REFERENCE_DAYS = 28;
export const LEARNING_DAYS = 28;
const MEASURED_DAYS = 28;

/** Any date will do: no calendar has a say here. */
const FIRST_DATE = '2026-01-05';

/** Share of days with an incident, the past ones included: it stays in the references of the days after. */
const TROUBLE_SHARE = 0.15;

const CONFIG = parseConfig('{"holidays":"none"}');
const SETTINGS = settingsFor(CONFIG, 'generated');

/** The measured days, and what was reported of them by the file alone and with what the record had learned by then. */
export interface FollowedCheckouts {
  readonly days: readonly LabelledDay[];
  readonly alone: Reports;
  readonly withHistory: Reports;
}

/** `count` checkouts, sources in turn. The same seed gives the same days. */
export function followedCheckouts(count: number, seed: number): FollowedCheckouts {
  const days: LabelledDay[] = [];
  const alone = new Map<string, readonly ReportedIncident[]>();
  const withHistory = new Map<string, readonly ReportedIncident[]>();
  const scan = detectorNamed('scan');
  for (let checkout = 0; checkout < count; checkout++) {
    let learned: readonly HistoryDay[] = [];
    followedDays(checkout, seed).forEach((labelled, i) => {
      const { day, name } = labelled;
      const history = historyBefore(day.date, learned, SETTINGS);
      const reports = reportsIn(scan.judge(day, { ...SETTINGS, history }));
      const isUneventful = reports.every(({ severity }) => severity === 'P4' || severity === 'P5');
      if (isUneventful) learned = [...learned, { date: day.date, counts: day.hours.map(({ today }) => today) }];
      if (i < LEARNING_DAYS) return;
      days.push(labelled);
      withHistory.set(name, reports);
      alone.set(name, reportsIn(scan.judge(day, SETTINGS)));
    });
  }
  return { days, alone, withHistory };
}

/** The learning and the measured days of one checkout, each with the references that the days before it make. */
export function followedDays(checkout: number, seed: number): readonly LabelledDay[] {
  const dice = chance(seed * 7_000_003 + checkout);
  const source = SOURCES[checkout % SOURCES.length] ?? 'shop';
  const habits = rhythm(source, dice);
  const sold: (readonly number[])[] = [];
  return dailyRates(habits, REFERENCE_DAYS + LEARNING_DAYS + MEASURED_DAYS, dice).flatMap((rates, i) => {
    const counts = rates.map((rate) => dice.count(rate, habits.dispersion));
    const trouble = dice.happens(TROUBLE_SHARE) ? troubled(counts, rates, HOURS_A_DAY, dice) : null;
    const past = sold.slice(-REFERENCE_DAYS);
    sold.push(trouble?.counts ?? counts);
    if (i < REFERENCE_DAYS) return [];
    const day = { ...dayOf(past, sold.at(-1) ?? [], HOURS_A_DAY, dice), date: daysAfter(FIRST_DATE, i) };
    return [{ name: `f${checkout}-${i}`, source, day, incidents: trouble ? [trouble.incident] : [] }];
  });
}

function reportsIn({ windows, hours }: Judgement): readonly ReportedIncident[] {
  return windows.map((window) => {
    const { kind, startHour, endHour, score, expectedLost } = window;
    return { kind, startHour, endHour, score, expectedLost, severity: salesSeverity(window, hours, CONFIG) };
  });
}
