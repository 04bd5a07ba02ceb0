// The result of `tillwatch backtest` for people and as JSON, see docs/backtest.md.
import type { Colors } from 'picocolors/types';
import { SEVERITIES, type Severity } from '../../lambda/config/severity.ts';
import { type Alert, isSales } from '../../lambda/incident/incident.ts';
import { shownBare } from '../../lambda/intake/shown.ts';
import { alertFacts } from '../../lambda/notify/alert-facts.ts';
import { title } from '../../lambda/notify/headline.ts';
import { wordingFor } from '../../lambda/notify/locale.ts';
import type { PastDays, RefusedFile } from './backtest-days.ts';
import type { BacktestRun } from './backtest-run.ts';

export interface Backtest {
  readonly past: PastDays;
  readonly runs: readonly BacktestRun[];
}

/** P5 tells of nothing that went wrong. */
export const ALERTED: readonly Severity[] = SEVERITIES.filter((severity) => severity !== 'P5');

const DAYS_A_WEEK = 7;

export function backtestText({ past, runs }: Backtest, colours: Colors): string {
  const own = runs.find(({ isConfigured }) => isConfigured);
  const lines = [
    summary(past),
    '',
    'Alerts that these days would have brought:',
    '',
    ...table(runs, past, colours),
    ...(own ? listed(own, colours) : []),
    ...guesses(past, colours),
    ...refusals(past.refused, colours),
  ];
  return `${lines.join('\n')}\n`;
}

export function backtestJson({ past, runs }: Backtest): object {
  const dates = datesOf(past);
  return {
    files: past.files,
    checkouts: checkoutsOf(past).length,
    checkout_days: past.days.length,
    from: dates[0] ?? null,
    to: dates.at(-1) ?? null,
    settings: runs.map((run) => ({
      false_alarms_per_100_days: run.falseAlarmsPer100Days,
      is_configured: run.isConfigured,
      total: run.alerts.length,
      by_severity: Object.fromEntries(ALERTED.map((severity) => [severity, numberOf(run, severity)])),
      per_week: perWeek(run, past),
      alerts: run.alerts.map(alertJson),
    })),
    undated: past.undated,
    refused: past.refused.map(({ key, refusal: { outcome, checkout, date, reason } }) => ({
      file: key,
      checkout,
      date,
      outcome,
      code: reason.code,
      message: reason.message,
    })),
  };
}

/** An alert's first line as its readers would have had it. */
export function alertTitle(alert: Alert): string {
  return title(alertFacts(alert), wordingFor('en'));
}

export function datesOf({ days }: PastDays): readonly string[] {
  return [...new Set(days.map(({ day }) => day.date))];
}

function summary(past: PastDays): string {
  const dates = datesOf(past);
  const checkouts = checkoutsOf(past).length;
  const whose = `${checkouts} ${checkouts === 1 ? 'checkout' : 'checkouts'}`;
  const days = `${past.days.length} checkout-days from ${dates[0]} to ${dates.at(-1)}`;
  return `${past.files} files, ${whose}, ${days}`;
}

const WIDTHS = [24, 5, 5, 5, 5, 8, 8];

function table(runs: readonly BacktestRun[], past: PastDays, colours: Colors): readonly string[] {
  const row = (cells: readonly string[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(WIDTHS[i] ?? 0) : cell.padStart(WIDTHS[i] ?? 0))).join('')}`;
  const rows = runs.map((run) => {
    const setting = `${run.falseAlarmsPer100Days}${run.isConfigured ? ' (your setting)' : ''}`;
    const counts = ALERTED.map((severity) => String(numberOf(run, severity)));
    const line = row([setting, ...counts, String(run.alerts.length), perWeek(run, past).toFixed(1)]);
    return run.isConfigured ? colours.bold(line) : line;
  });
  return [colours.dim(row(['falseAlarmsPer100Days', ...ALERTED, 'all', 'a week'])), ...rows];
}

function listed({ alerts, falseAlarmsPer100Days }: BacktestRun, colours: Colors): readonly string[] {
  if (alerts.length === 0) return ['', `At ${falseAlarmsPer100Days}, nobody would have been told anything.`];
  const lines = alerts.map((alert) => `  ${alert.incident.date}  ${painted(alert, colours)}`);
  return ['', `At ${falseAlarmsPer100Days}, these:`, '', ...lines];
}

function painted(alert: Alert, colours: Colors): string {
  if (alert.topic === 'P1') return colours.bold(colours.red(alertTitle(alert)));
  if (alert.topic === 'P2') return colours.red(alertTitle(alert));
  return alert.topic === 'P3' ? colours.yellow(alertTitle(alert)) : alertTitle(alert);
}

function guesses({ undated }: PastDays, colours: Colors): readonly string[] {
  const [first] = undated;
  if (first === undefined) return [];
  const which = undated.length === 1 ? shownBare(first) : `${shownBare(first)} and ${undated.length - 1} more files`;
  const cure = 'name them by their date, for example 2026-01-16.csv';
  return [
    '',
    `${colours.yellow('note')} ${which}: nothing names a date, the day before they were changed is taken; ${cure}`,
  ];
}

function refusals(refused: readonly RefusedFile[], colours: Colors): readonly string[] {
  const unread = refused.filter(({ refusal }) => refusal.outcome === 'quarantine');
  if (unread.length === 0) return [];
  const lines = unread.map(
    ({ key, refusal: { reason } }) => `  ${shownBare(key)}: ${reason.message} ${colours.dim(`(${reason.code})`)}`,
  );
  return ['', 'Could not be read; each of these files would have been one alert on P3 besides:', '', ...lines];
}

function alertJson(alert: Alert): object {
  const { id, topic, transition, incident } = alert;
  return {
    alert_id: id,
    incident_id: incident.id,
    checkout: incident.checkout,
    date: incident.date,
    severity: topic,
    transition,
    kind: incident.kind,
    start_hour: incident.startHour,
    end_hour: incident.endHour,
    expected_lost: isSales(incident) ? incident.expectedLost : null,
    title: alertTitle(alert),
  };
}

function checkoutsOf({ days }: PastDays): readonly string[] {
  return [...new Set(days.map(({ day }) => day.checkout))];
}

function numberOf({ alerts }: BacktestRun, severity: Severity): number {
  return alerts.filter(({ topic }) => topic === severity).length;
}

/** Alerts in a week of days like these, all checkouts together. */
function perWeek({ alerts }: BacktestRun, past: PastDays): number {
  return (alerts.length / datesOf(past).length) * DAYS_A_WEEK;
}
