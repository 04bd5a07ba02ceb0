// Which checkout and which date an object tells of, as far as its metadata and its key say.
import type { DateReadings } from './calendar-date.ts';
import { calendarDate, dateReadings } from './calendar-date.ts';
import type { BusinessDate, Finding } from './checkout-day.ts';
import type { Drop } from './drop.ts';
import { finding } from './findings.ts';
import { MAX_CHECKOUT_CHARS } from './limits.ts';
import { shown } from './shown.ts';

export interface Identity {
  /** Never empty. */
  readonly checkout: string;
  readonly date: BusinessDate | null;
}

/** What metadata and key say together, and what could not be read of it. */
export interface KnownIdentity extends Identity {
  readonly findings: readonly Finding[];
}

/** Prefixes of what tillwatch itself writes, in case one bucket is given both roles. */
const OWN_PREFIXES = ['receipts/', 'quarantine/'];

/** For keys that are nothing but an ending. */
const NAMELESS = 'unnamed';

/** Is the object data, by its key? Keys ending in `/` are the console's folders. */
export function isDataKey(key: string): boolean {
  return /\.csv(\.gz)?$/i.test(key) && !OWN_PREFIXES.some((prefix) => key.startsWith(prefix));
}

/** Checkout and date by metadata (`checkout`, `date`), then by the key. */
export function knownIdentity(drop: Drop): KnownIdentity {
  const byKey = keyIdentity(drop.key);
  const checkout = checkoutId(drop.metadata.checkout ?? '');
  const dateText = drop.metadata.date?.trim() ?? '';
  const date = dateText === '' ? null : sureDate(dateReadings(dateText));
  const isUnreadable = dateText !== '' && date === null;
  const text = `the metadata entry date is ${shown(dateText)}, which is no date; write YYYY-MM-DD`;
  return {
    checkout: checkout === '' ? byKey.checkout : checkout.slice(0, MAX_CHECKOUT_CHARS),
    date: date ?? byKey.date,
    findings: isUnreadable ? [finding('metadata-unreadable', text)] : [],
  };
}

/**
 * Checkout and date as the key alone tells: `…/<checkout>/<date>.csv`, `<checkout>=…`, a date in a folder or in the name,
 * else the base name without copy suffixes. The checkout is never empty.
 */
export function keyIdentity(key: string): Identity {
  const path = key
    .normalize('NFC')
    .replace(/\.csv(\.gz)?$/i, '')
    .split('/')
    .map((part) => part.trim());
  const base = withoutCopySuffix(path.pop() ?? '');
  const folders = path.filter((part) => part !== '');
  const named = partition(folders, ['checkout', 'checkout_id']);
  const inName = dateInName(base);
  const inFolders = inName === null ? dateInFolders(folders, base) : null;
  const date = inName === null ? (inFolders?.date ?? null) : inName.date;
  const rest = inName?.rest ?? inFolders?.rest ?? base;
  const parent = folders.findLast((part) => !part.includes('=') && !isDatePart(part));
  const checkout = [named, rest, parent, base].map((name) => checkoutId(name ?? '')).find((name) => name !== '');
  return { checkout: (checkout ?? NAMELESS).slice(0, MAX_CHECKOUT_CHARS), date };
}

/** A checkout's id as it is kept: composed, without control and format characters, runs of blanks as one. */
export function checkoutId(text: string): string {
  if (/^[\w-]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .trim();
}

/** `report (1)`, `report - Copy (2)`, `report copy 3`, `report - Cópia`, `Copy of report` are all `report`. */
function withoutCopySuffix(name: string): string {
  const shorter = name
    .replace(/\s*\(\d{1,3}\)$/, '')
    .replace(/[\s_-]+(copy|copia|cópia|copie|kopie)( ?\d{1,3})?$/i, '')
    .replace(/^(copy|copia|cópia) (of|de) /i, '')
    .trim();
  return shorter === name || shorter === '' ? name : withoutCopySuffix(shorter);
}

interface DatedName {
  readonly date: BusinessDate | null;
  /** The name without the date. */
  readonly rest: string;
}

/** The date in a base name and what is left of it; null where there is no date, a date of null where it has two readings. */
function dateInName(base: string): DatedName | null {
  const pattern =
    /(?<!\d)(?:20\d\d([-_.]?)\d\d\1\d\d(?=\d{4}(?:\d\d)?(?!\d)|(?!\d))|\d\d([-_.]?)\d\d\2\d{4}(?!\d))(?:[t_ -]?(?:[01]\d|2[0-3])[-_.:h]?[0-5]\d(?:[-_.:m]?[0-5]\d)?z?(?![\d\p{L}]|[-_.]\d))?/giu;
  const dates = new Set<BusinessDate | null>();
  let rest = base;
  for (const [whole] of base.matchAll(pattern)) {
    const digits = /^(?:20\d\d([-_.]?)\d\d\1\d\d|\d\d([-_.]?)\d\d\2\d{4})/.exec(whole)?.[0] ?? whole;
    const readings = dateReadings(digits);
    if (readings === null) continue;
    dates.add(/^\d{8}$/.test(digits) ? sureDate(readings) : readings.dayFirst);
    rest = rest.replace(whole, ' ');
  }
  if (dates.size === 0) return null;
  const [date = null] = dates;
  return {
    date: dates.size === 1 ? date : null,
    rest: rest
      .trim()
      .replace(/^[\s._-]+|[\s._-]+$/g, '')
      .replace(/\s+/g, ' '),
  };
}

/** `date=2026-01-16/`, `2026-01-16/`, `2026/01/16/` in the folders, or `2026/01/16.csv`. */
function dateInFolders(folders: readonly string[], base: string): DatedName | null {
  const named = partition(folders, ['date', 'dt', 'business_date']);
  if (named !== undefined) return { date: sureDate(dateReadings(named)), rest: base };
  const parts = [...folders, base];
  for (let end = parts.length; end >= 3; end--) {
    const [year = '', month = '', day = ''] = parts.slice(end - 3, end).map((part) => part.replace(/^\w+=/, ''));
    if (!/^20\d\d$/.test(year) || !/^\d\d$/.test(month) || !/^\d\d$/.test(day)) continue;
    const date = calendarDate(Number(year), Number(month), Number(day));
    if (date !== null) return { date, rest: end === parts.length ? '' : base };
  }
  const whole = folders.findLast((part) => sureDate(dateReadings(part)) !== null);
  return whole === undefined ? null : { date: sureDate(dateReadings(whole)), rest: base };
}

/** The value of a Hive-style folder such as `checkout=north`. */
function partition(folders: readonly string[], names: readonly string[]): string | undefined {
  const found = folders.find((part) => names.some((name) => part.toLowerCase().startsWith(`${name}=`)));
  return found?.slice(found.indexOf('=') + 1);
}

function isDatePart(part: string): boolean {
  return /^\d{1,4}$/.test(part) || dateReadings(part) !== null;
}

/** The date that a text means beyond doubt: only one order reads it, or both give the same. */
function sureDate(readings: DateReadings | null): BusinessDate | null {
  if (readings === null) return null;
  const { dayFirst, monthFirst } = readings;
  if (dayFirst !== null && monthFirst !== null) return dayFirst === monthFirst ? dayFirst : null;
  return dayFirst ?? monthFirst;
}
