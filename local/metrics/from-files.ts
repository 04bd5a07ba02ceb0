// The exporter's data from CSV files and folders of them, read by the same intake as everything else.
import { createReadStream, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, settingsFor } from '../../lambda/config/config.ts';
import { dayCalendar } from '../../lambda/detect/calendar.ts';
import { detectorNamed } from '../../lambda/detect/detectors.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { foundIncidents } from '../../lambda/incident/found.ts';
import type { FoundIncident } from '../../lambda/incident/incident.ts';
import { type BusinessDate, type CheckoutDay, isRefusal } from '../../lambda/intake/checkout-day.ts';
import type { Drop } from '../../lambda/intake/drop.ts';
import { isDataKey } from '../../lambda/intake/identity.ts';
import { intake } from '../../lambda/intake/intake.ts';
import { checkoutDay, type DayOnRecord, withTelling } from '../../lambda/record/day-on-record.ts';
import { objectVersion } from '../../lambda/record/object-version.ts';
import type { Dataset, OpenIncident, Source } from './dataset.ts';

/** What one file said; kept until the file changes. */
interface FileRead {
  readonly stamp: string;
  readonly drop: Drop;
  readonly days: readonly CheckoutDay[];
  readonly isRefused: boolean;
}

interface NewestDay {
  readonly date: BusinessDate;
  readonly told: DayOnRecord;
  readonly drop: Drop;
}

export interface FileSourceOptions {
  readonly config: Config;
  readonly now: () => Date;
  /** A checkout is dropped when its last file landed longer ago. */
  readonly keepMs: number;
  /** Checkout that the files are about, unless they have a checkout column. */
  readonly checkout?: string;
}

/**
 * A source that looks at `paths`, files and folders with all that is below them, at each refresh and reads what changed.
 * A file's time of modification is when it landed. A checkout whose files are gone, or older than `keepMs`, is dropped.
 *
 * @throws TillwatchError `file-unreadable` at a refresh, when one of `paths` isn't there
 */
export function fromFiles(paths: readonly string[], options: FileSourceOptions): Source {
  const { config, now, keepMs } = options;
  let known = new Map<string, FileRead>();
  return async () => {
    const read = new Map<string, FileRead>();
    for (const [path, stat] of dataFiles(paths)) {
      if (now().getTime() - stat.mtimeMs > keepMs) continue;
      const stamp = `${stat.mtimeMs} ${stat.size}`;
      const before = known.get(path);
      read.set(path, before?.stamp === stamp ? before : { stamp, ...(await fileRead(path, stat, options)) });
    }
    known = read;
    const files = [...read.values()];
    const datasets = [...newestDays(files)].map(([checkout, newest]) => dataset(checkout, newest, config));
    return { datasets, quarantined: files.filter(({ isRefused }) => isRefused).length };
  };
}

function* dataFiles(paths: readonly string[]): Generator<readonly [string, Stats]> {
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat) throw new TillwatchError('file-unreadable', `${path}: there is no such file or folder`, { file: path });
    if (stat.isDirectory()) {
      const inside = readdirSync(path).map((name) => join(path, name));
      yield* dataFiles(inside.filter((inner) => isDataKey(inner) || statSync(inner).isDirectory()));
    } else yield [path, stat];
  }
}

async function fileRead(
  path: string,
  { mtime, size }: Stats,
  { config, checkout }: FileSourceOptions,
): Promise<Omit<FileRead, 'stamp'>> {
  const metadata = checkout === undefined ? {} : { checkout };
  const drop = { key: path, versionId: null, sequencer: null, landedAt: mtime, metadata, isDayOver: false };
  const newest = new Map<string, CheckoutDay>();
  let isRefused = false;
  for await (const item of intake(drop, { size, open: () => createReadStream(path) }, config)) {
    if (isRefusal(item)) isRefused ||= item.outcome === 'quarantine';
    else if (item.date >= (newest.get(item.checkout)?.date ?? '')) newest.set(item.checkout, item);
  }
  return { drop, days: [...newest.values()], isRefused };
}

/** Per checkout its newest date, as all files together tell it. */
function newestDays(files: readonly FileRead[]): ReadonlyMap<string, NewestDay> {
  const newest = new Map<string, NewestDay>();
  const byAge = files.toSorted((a, b) => a.drop.landedAt.getTime() - b.drop.landedAt.getTime());
  for (const { drop, days } of byAge) {
    for (const day of days) {
      const known = newest.get(day.checkout);
      if (known && known.date > day.date) continue;
      const before = known?.date === day.date ? known.told : undefined;
      newest.set(day.checkout, { date: day.date, told: withTelling(before, day, objectVersion(drop)), drop });
    }
  }
  return newest;
}

function dataset(checkout: string, { date, told, drop }: NewestDay, config: Config): Dataset {
  const own = settingsFor(config, checkout);
  const settings = { ...own, calendar: dayCalendar(date, own) };
  const day = checkoutDay(checkout, date, told);
  const judgement = detectorNamed(settings.detector).judge(day, settings);
  return {
    dataset: checkout,
    source: drop.key,
    landedAtS: drop.landedAt.getTime() / 1000,
    hours: day.hours,
    judged: judgement.hours,
    finalHours: day.finalHours,
    businessHours: settings.businessHours,
    open: stillOpen(foundIncidents(day, judgement, settings, drop.key)),
  };
}

/** Of what was found, what isn't over: files have no memory of more. Windows that chance explains (P5) are none. */
function stillOpen(found: readonly FoundIncident[]): OpenIncident[] {
  return found
    .filter(({ severity, isOver }) => severity !== 'P5' && !isOver)
    .map(({ severity, kind }) => ({ severity, kind }));
}
