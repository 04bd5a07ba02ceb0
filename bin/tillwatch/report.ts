// tillwatch report: the reports on a day, an incident or a week, from a deployment's records or straight from CSV files.

import { existsSync, writeFileSync } from 'node:fs';
import type { Locale } from '../../lambda/config/locale.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import type { BusinessDate } from '../../lambda/intake/checkout-day.ts';
import { datesOnRecord, dayView } from '../../lambda/report/day-view.ts';
import { dayReport, incidentReport, type ReportOptions, weekReport } from '../../lambda/report/report.ts';
import { weekOf } from '../../lambda/report/week.ts';
import { checkoutOf } from './change-record.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import type { FileOptions } from './input-file.ts';
import { readConfig } from './read-config.ts';
import { datesTold, deployedRecord, type RecordAtHand, recordsOfFiles, theOneOf } from './report-records.ts';

export interface ReportCommandOptions extends DeploymentOptions, FileOptions {
  /** Left out: what the ending of `out` says, else Markdown. */
  readonly format?: 'html' | 'md';
  /** File to write to; standard output without it. */
  readonly out?: string;
  /** Left out: the checkout's. */
  readonly locale?: Locale;
  /** CSV files to make the record from, instead of looking into a deployment. */
  readonly files?: readonly string[];
  readonly config?: string;
}

/**
 * Writes the report of a day.
 *
 * @param what a checkout, or a CSV file of it
 * @param date left out: the newest on record
 * @throws TillwatchError `day-unknown`, `checkout-unknown`
 */
export async function reportDay(
  what: string,
  date: BusinessDate | undefined,
  options: ReportCommandOptions,
): Promise<number> {
  const isFile = options.files === undefined && existsSync(what);
  const named = isFile ? { ...options, files: [what], ...(date !== undefined && { date }) } : options;
  const at = await recordAtHand(isFile ? null : what, named);
  const meant = date ?? datesOnRecord(at.record).at(-1) ?? '';
  const view = dayView(at.record, meant, at.settings);
  if (view === null) {
    const message = `no counts of ${at.record.checkout} on ${meant} are on record; there are ${datesTold(at.record)}`;
    throw new TillwatchError('day-unknown', message);
  }
  return written(dayReport(view, reportOptions(options, at)), options);
}

/** Writes the report of an incident. @throws TillwatchError `incident-unknown` */
export async function reportIncident(id: string, options: ReportCommandOptions): Promise<number> {
  const at = await recordWith(id, options);
  const { isLandingAssumed } = at;
  return written(
    incidentReport(at.record, id, at.settings, { ...reportOptions(options, at), isLandingAssumed }),
    options,
  );
}

/** Writes the report of a week. @param week left out: that of the newest day on record */
export async function reportWeek(
  checkout: string,
  week: string | undefined,
  options: ReportCommandOptions,
): Promise<number> {
  const at = await recordAtHand(checkout, options);
  const newest = datesOnRecord(at.record).at(-1) ?? at.now.toISOString().slice(0, 10);
  return written(weekReport(at.record, week ?? weekOf(newest), at.settings, reportOptions(options, at)), options);
}

/** @param checkout null: the only one that the files are of */
async function recordAtHand(checkout: string | null, options: ReportCommandOptions): Promise<RecordAtHand> {
  const config = readConfig(options.config);
  if (options.files) return theOneOf(await recordsOfFiles(options.files, options, config), checkout);
  return deployedRecord(checkout ?? '', options, config);
}

async function recordWith(id: string, options: ReportCommandOptions): Promise<RecordAtHand> {
  const config = readConfig(options.config);
  if (!options.files) return deployedRecord(await checkoutOf(await deployment(options), id), options, config);
  const records = await recordsOfFiles(options.files, options, config);
  const found = records.find(({ record }) => record.incidents.some((incident) => incident.id === id));
  if (found) return found;
  const known = records.flatMap(({ record }) => record.incidents.map((incident) => incident.id));
  const there = known.length === 0 ? 'none' : known.join(', ');
  throw new TillwatchError('incident-unknown', `these files show no incident ${id}; they show ${there}`);
}

function reportOptions(
  { format, out, locale }: ReportCommandOptions,
  { settings, now, isLandingAssumed }: RecordAtHand,
): ReportOptions {
  const isHtml = format === undefined ? /\.html?$/i.test(out ?? '') : format === 'html';
  return { format: isHtml ? 'html' : 'markdown', locale: locale ?? settings.locale, now, isLandingAssumed };
}

function written(report: string, { out }: ReportCommandOptions): number {
  if (out === undefined) {
    process.stdout.write(report);
    return EXIT.ok;
  }
  try {
    writeFileSync(out, report);
  } catch (cause) {
    throw new TillwatchError('file-unwritable', `${out} can't be written: ${(cause as Error).message}`, {}, cause);
  }
  console.error(`wrote ${out}`);
  return EXIT.ok;
}
