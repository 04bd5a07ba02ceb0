// Where a report's record comes from: a deployment, or CSV files that are taken through the stations as if they had landed.
import { type CheckoutSettings, type Config, settingsFor, withOwnSettings } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { type BusinessDate, type CheckoutDay, isRefusal } from '../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../lambda/intake/drop.ts';
import { intake } from '../../lambda/intake/intake.ts';
import { advance } from '../../lambda/record/advance.ts';
import { type CheckoutRecord, emptyRecord } from '../../lambda/record/checkout-record.ts';
import { settledAt } from './backtest-run.ts';
import { recordOf } from './change-record.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { isDateGuessed } from './guessed-date.ts';
import { dropOf, type FileOptions, sourceOf } from './input-file.ts';

/** A record with the settings by which it is judged. */
export interface RecordAtHand {
  readonly record: CheckoutRecord;
  readonly settings: CheckoutSettings;
  /** It was made from files of which nobody knows when they landed. */
  readonly isLandingAssumed: boolean;
  readonly now: Date;
}

/**
 * The record of `checkout` in a deployment.
 *
 * @throws TillwatchError `checkout-unknown`, and what `deployment` throws
 */
export async function deployedRecord(
  checkout: string,
  options: DeploymentOptions,
  config: Config,
): Promise<RecordAtHand> {
  const record = await recordOf(await deployment(options), checkout);
  if (record === null) throw new TillwatchError('checkout-unknown', `nothing is on record of a checkout ${checkout}`);
  const settings = withOwnSettings(settingsFor(config, checkout), record.settings);
  return { record, settings, isLandingAssumed: false, now: new Date() };
}

/**
 * The records that `files` make: their days in the order of dates, each landing when it has settled, unless `asOf` says
 * when they landed. Of two files that tell of one checkout-day the later one named is the newer.
 *
 * @throws TillwatchError `file-unreadable`, `report-refused` where nothing of the files can be judged
 */
export async function recordsOfFiles(
  files: readonly string[],
  options: FileOptions,
  config: Config,
): Promise<readonly RecordAtHand[]> {
  const items = await readDays(files, options, config);
  const records = new Map<string, RecordAtHand>();
  for (const { day, drop, isGuess } of items) {
    const { checkout, date } = day;
    const deployed = settingsFor(config, checkout);
    // A report is no alert: what it tells of is not less grave for being long ago.
    const settings = { ...deployed, lateAfterHours: Number.POSITIVE_INFINITY, ...(isGuess && ORDINARY_DAYS) };
    const now = options.asOf ?? settledAt(date, settings);
    const known = records.get(checkout)?.record ?? emptyRecord(checkout);
    const context = { drop: { ...drop, landedAt: now }, settings, now, holdMs: 0 };
    const record = advance(known, day, context).record ?? known;
    records.set(checkout, { record, settings, isLandingAssumed: options.asOf === undefined, now });
  }
  return [...records.values()];
}

/** No holiday should hang on a guess. */
const ORDINARY_DAYS = { holidays: 'none', specialDays: [] } as const;

interface DayOfFile {
  readonly day: CheckoutDay;
  readonly drop: Drop;
  readonly isGuess: boolean;
}

/** All checkout-days of `files` by date; what can't be read, or names no date, is said on standard error. */
async function readDays(files: readonly string[], options: FileOptions, config: Config): Promise<readonly DayOfFile[]> {
  const days: DayOfFile[] = [];
  const refusals: string[] = [];
  for (const file of files) {
    const drop = dropOf(file, options);
    for await (const item of intake(drop, await sourceOf(file), config)) {
      if (isRefusal(item)) {
        refusals.push(`${file}: ${item.reason.message} (${item.reason.code})`);
        continue;
      }
      const isGuess = isDateGuessed(item.date, drop, settingsFor(config, item.checkout).timeZone);
      if (isGuess) console.error(`note: nothing names the date of ${file}, ${item.date} is taken; name it with --date`);
      days.push({ day: item, drop, isGuess });
    }
  }
  if (days.length === 0) throw new TillwatchError('report-refused', refusals.join('; ') || 'the files hold no day');
  for (const refusal of refusals) console.error(`note: ${refusal}`);
  return days.sort((a, b) => a.day.date.localeCompare(b.day.date));
}

/**
 * The record that is meant: the one of `checkout`, or the only one.
 *
 * @throws TillwatchError `checkout-unknown`
 */
export function theOneOf(records: readonly RecordAtHand[], checkout: string | null): RecordAtHand {
  const names = records.map(({ record }) => record.checkout).join(', ');
  const [only] = records;
  const meant = checkout === null ? undefined : records.find(({ record }) => record.checkout === checkout);
  if (meant) return meant;
  if (checkout === null && only && records.length === 1) return only;
  const complaint = checkout === null ? 'the files are of several checkouts' : `the files tell of no ${checkout}`;
  throw new TillwatchError('checkout-unknown', `${complaint}; name one of: ${names}`);
}

/** The dates of a record as a sentence has them. */
export function datesTold({ days }: CheckoutRecord): string {
  const dates: readonly BusinessDate[] = Object.keys(days).sort();
  return dates.length === 0 ? 'no date' : dates.join(', ');
}
