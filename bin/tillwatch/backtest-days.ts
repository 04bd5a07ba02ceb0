// A folder of past files as checkout-days in the order of their dates: what `tillwatch backtest` works on.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Config } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { type BusinessDate, type CheckoutDay, isRefusal, type Refusal } from '../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../lambda/intake/drop.ts';
import { isDataKey } from '../../lambda/intake/identity.ts';
import { intake } from '../../lambda/intake/intake.ts';
import { checkoutDay, type DayOnRecord, withTelling } from '../../lambda/record/day-on-record.ts';
import { objectVersion } from '../../lambda/record/object-version.ts';
import { isDateGuessed } from './guessed-date.ts';

export interface PastDay {
  readonly day: CheckoutDay;
  /** Object key of the newest file that tells of it: its path below the folder. */
  readonly key: string;
}

export interface RefusedFile {
  readonly key: string;
  readonly refusal: Refusal;
}

export interface PastDays {
  readonly files: number;
  /** By date, then checkout. Several files of one checkout-day are told as one, as the record would have it in the end. */
  readonly days: readonly PastDay[];
  /** Keys of files whose date is a guess, because nothing names it: the day before they were last modified. */
  readonly undated: readonly string[];
  readonly refused: readonly RefusedFile[];
}

interface Telling {
  readonly checkout: string;
  readonly date: BusinessDate;
  readonly told: DayOnRecord;
  readonly key: string;
}

/**
 * Reads all CSV files below `folder`, each as a file of days that are over. A file's time of modification stands for the
 * time at which it landed: the newer of two wins.
 *
 * @throws TillwatchError `folder-unreadable` when there is no such folder, `backtest-empty` when it holds no day to judge
 */
export async function pastDays(folder: string, config: Config): Promise<PastDays> {
  const keys = dataKeys(folder);
  const tellings = new Map<string, Telling>();
  const undated = new Set<string>();
  const refused: RefusedFile[] = [];
  for (const { key, landedAt, size } of filesByAge(folder, keys)) {
    const drop: Drop = { key, versionId: null, sequencer: null, landedAt, metadata: {}, isDayOver: true };
    const source = { size, open: () => createReadStream(join(folder, key)) };
    for await (const item of intake(drop, source, config)) {
      if (isRefusal(item)) {
        refused.push({ key, refusal: item });
        continue;
      }
      const { checkout, date } = item;
      const id = JSON.stringify([checkout, date]);
      const told = withTelling(tellings.get(id)?.told, item, objectVersion(drop));
      tellings.set(id, { checkout, date, told, key });
      if (isDateGuessed(date, drop, config.timeZone)) undated.add(key);
    }
  }
  if (tellings.size === 0) throw nothingToJudge(folder, keys, refused);
  const days = [...tellings.values()]
    .map(({ checkout, date, told, key }) => ({ day: checkoutDay(checkout, date, told), key }))
    .sort((a, b) => order(a.day.date, b.day.date) || order(a.day.checkout, b.day.checkout));
  return { files: keys.length, days, undated: [...undated], refused };
}

function dataKeys(folder: string): readonly string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new TillwatchError('folder-unreadable', `${folder} is no folder; name the folder that holds the files`, {
      file: folder,
    });
  }
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter(isDataKey)
    .sort();
}

function filesByAge(folder: string, keys: readonly string[]) {
  return keys
    .map((key) => {
      const { mtime, size } = statSync(join(folder, key));
      return { key, landedAt: mtime, size };
    })
    .sort((a, b) => a.landedAt.getTime() - b.landedAt.getTime());
}

function nothingToJudge(folder: string, keys: readonly string[], [first]: readonly RefusedFile[]): TillwatchError {
  const why = first ? `${first.key}: ${first.refusal.reason.message}` : 'it has no .csv or .csv.gz file';
  const message = `${folder} holds no day to judge (${keys.length} files); ${why}`;
  return new TillwatchError('backtest-empty', message, { file: folder });
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
