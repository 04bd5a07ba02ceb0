// Which checkout and which date an object tells of, as far as its metadata and its key say.
import { createHash } from 'node:crypto';
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
    checkout: checkout === '' ? byKey.checkout : withinLimit(checkout),
    date: date ?? byKey.date,
    findings: [
      ...(isUnreadable ? [finding('metadata-unreadable', text)] : []),
      ...(date === null && byKey.date === null ? keyDateFindings(drop.key) : []),
    ],
  };
}

/** Says so where a key seems to name a date that can't be told. */
function keyDateFindings(key: string): Finding[] {
  const unsure = dateInName(baseOf(key))?.unsure;
  if (!unsure) return [];
  return [finding('key-date-unreadable', `${shown(unsure)} in the key is no certain date; write YYYY-MM-DD`)];
}

/**
 * Checkout and date as the key alone tells: `…/<checkout>/<date>.csv`, `<checkout>=…`, a date in a folder or in the name,
 * else the base name without copy suffixes. The checkout is never empty.
 */
export function keyIdentity(key: string): Identity {
  const base = baseOf(key);
  const folders = partsOf(key)
    .slice(0, -1)
    .filter((part) => part !== '');
  const named = partition(folders, ['checkout', 'checkout_id']);
  const inName = dateInName(base);
  const inFolders = inName?.date ? null : dateInFolders(folders, base);
  const date = inName?.date ?? inFolders?.date ?? null;
  const rest = inName?.rest ?? inFolders?.rest ?? base;
  const parent = folders.findLast((part) => !part.includes('=') && !isDatePart(part));
  const checkout = [named, rest, parent, base].map((name) => checkoutId(name ?? '')).find((name) => name !== '');
  return { checkout: withinLimit(checkout ?? NAMELESS), date };
}

function partsOf(key: string): readonly string[] {
  return key
    .normalize('NFC')
    .replace(/\.csv(\.gz)?$/i, '')
    .split('/')
    .map((part) => part.trim());
}

function baseOf(key: string): string {
  return withoutCopySuffix(partsOf(key).at(-1) ?? '');
}

/** An id that is too long keeps its beginning and a digest of the whole: two of them never become one checkout. */
function withinLimit(id: string): string {
  if (id.length <= MAX_CHECKOUT_CHARS) return id;
  const digest = `~${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
  return id.slice(0, MAX_CHECKOUT_CHARS - digest.length).replace(/[\uD800-\uDBFF]$/, '') + digest;
}

/**
 * A checkout's id as it is kept: composed, runs of blanks as one, invisible characters at its ends left out and inside it
 * written as their code points, because ids that differ must stay apart.
 */
export function checkoutId(text: string): string {
  if (/^[\w-]*$/.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/^[ \p{Cf}]+|[ \p{Cf}]+$/gu, '')
    .replace(/[\p{Cf}\p{Cs}]/gu, (invisible) => `\\u{${invisible.codePointAt(0)?.toString(16)}}`);
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
  /** What looks like a date and isn't certain to be one; null where there is no such thing. */
  readonly unsure: string | null;
}

/** The date in a base name and what is left of it; null where there is no date, a date of null where it has two readings. */
function dateInName(base: string): DatedName | null {
  // Compiling the pattern costs 4 ms: not for a name that can't match.
  if (!/\d{4}/.test(base)) return null;
  const pattern =
    /(?<!\d)(?:20\d\d([-_.]?)\d\d\1\d\d(?=\d{4}(?:\d\d)?(?!\d)|(?!\d))|\d\d([-_.]?)\d\d\2\d{4}(?!\d))(?:[t_ -]?(?:[01]\d|2[0-3])[-_.:h]?[0-5]\d(?:[-_.:m]?[0-5]\d)?z?(?![\d\p{L}]|[-_.]\d))?/giu;
  const dates = new Set<BusinessDate | null>();
  let rest = base;
  let unsure: string | null = null;
  for (const [whole] of base.matchAll(pattern)) {
    const digits = /^(?:20\d\d([-_.]?)\d\d\1\d\d|\d\d([-_.]?)\d\d\2\d{4})/.exec(whole)?.[0] ?? whole;
    const readings = dateReadings(digits);
    const date = /^\d{8}$/.test(digits) ? sureDate(readings) : (readings?.dayFirst ?? readings?.monthFirst ?? null);
    if (date === null) unsure ??= digits;
    if (readings === null) continue;
    dates.add(date);
    rest = rest.replace(whole, ' ');
  }
  if (dates.size === 0) return unsure === null ? null : { date: null, rest: base, unsure };
  const [date = null] = dates;
  return {
    date: dates.size === 1 ? date : null,
    rest: rest
      .trim()
      .replace(/^[\s._-]+|[\s._-]+$/g, '')
      .replace(/\s+/g, ' '),
    unsure,
  };
}

/** `date=2026-01-16/`, `2026-01-16/`, `2026/01/16/` in the folders, or `2026/01/16.csv`. */
function dateInFolders(folders: readonly string[], base: string): DatedName | null {
  const named = partition(folders, ['date', 'dt', 'business_date']);
  if (named !== undefined) return { date: sureDate(dateReadings(named)), rest: base, unsure: null };
  const parts = [...folders, base];
  for (let end = parts.length; end >= 3; end--) {
    const [year = '', month = '', day = ''] = parts.slice(end - 3, end).map((part) => part.replace(/^\w+=/, ''));
    if (!/^20\d\d$/.test(year) || !/^\d\d$/.test(month) || !/^\d\d$/.test(day)) continue;
    const date = calendarDate(Number(year), Number(month), Number(day));
    if (date !== null) return { date, rest: end === parts.length ? '' : base, unsure: null };
  }
  const whole = folders.findLast((part) => sureDate(dateReadings(part)) !== null);
  return whole === undefined ? null : { date: sureDate(dateReadings(whole)), rest: base, unsure: null };
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
