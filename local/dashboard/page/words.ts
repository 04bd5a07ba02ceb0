// Every text of the page. A language is one file that implements this.
import type { IncidentKind } from '../../../lambda/incident/incident.ts';
import type { Outcome } from '../../../lambda/intake/checkout-day.ts';
import type { Locale } from '../../../lambda/notify/locale.ts';
import { wordsEn } from './words-en.ts';
import { wordsPtBr } from './words-pt-br.ts';

export interface PageWords {
  /** BCP 47, for numbers, dates and the page's own `lang`. */
  readonly language: string;
  /** Of alerts and charts. */
  readonly locale: Locale;
  readonly state: {
    readonly allWell: string;
    readonly nothingYet: string;
    readonly dropToBegin: string;
    more(count: number): string;
    lastFile(when: string): string;
    readonly noFile: string;
    ended(count: number): string;
    readonly disconnected: string;
  };
  readonly day: {
    readonly heading: string;
    readonly checkout: string;
    readonly date: string;
    readonly earlier: string;
    readonly later: string;
    readonly nothing: string;
    readonly report: string;
    readonly exported: string;
    readonly sensitivity: string;
    rate(perHundredDays: string): string;
    readonly asConfigured: string;
    wouldAlert(count: number): string;
    readonly wouldAlertNothing: string;
    readonly classicHasNone: string;
    lost(sales: string): string;
    extra(sales: string): string;
    readonly table: string;
    readonly columns: readonly [hour: string, seen: string, expected: string, range: string, off: string];
  };
  readonly incidents: {
    readonly heading: string;
    readonly none: string;
    readonly open: string;
    readonly acknowledged: string;
    readonly resolved: string;
    readonly retracted: string;
    readonly ended: string;
    showDay(incident: string): string;
    readonly acknowledge: string;
    readonly silence: string;
    by(who: string, why: string | null): string;
    until(when: string): string;
    readonly kinds: Readonly<Record<IncidentKind, string>>;
  };
  readonly silences: {
    readonly heading: string;
    line(checkout: string, what: string, until: string): string;
    readonly everything: string;
    readonly untilLifted: string;
    readonly lift: string;
  };
  readonly dialog: {
    readonly you: string;
    readonly why: string;
    readonly whyRequired: string;
    readonly howLong: string;
    readonly untilItEnds: string;
    hours(count: number): string;
    readonly what: string;
    onlyKind(kind: string): string;
    readonly cancel: string;
  };
  readonly alerts: {
    readonly heading: string;
    readonly none: string;
    readonly sms: string;
    readonly email: string;
    arrived(subject: string): string;
  };
  readonly files: {
    readonly heading: string;
    readonly drop: string;
    readonly choose: string;
    readonly none: string;
    readonly waiting: string;
    readonly outcomes: Readonly<Record<Outcome, string>>;
  };
  readonly sql: {
    readonly heading: string;
    readonly ready: string;
    readonly own: string;
    readonly query: string;
    readonly run: string;
    readonly running: string;
    readonly csv: string;
    rows(count: number, isCut: boolean): string;
    readonly keys: string;
  };
  readonly more: { readonly lastDays: string; readonly allCheckouts: string };
  readonly site: { readonly notice: string; sql(dates: string): string };
}

/** The words for the browser's languages, the first that is known; else English. */
export function pageWords(languages: readonly string[]): PageWords {
  const known = languages.map((language) => language.toLowerCase().split('-')[0]);
  const wanted = known.find((language) => language === 'pt' || language === 'en');
  return wanted === 'pt' ? wordsPtBr : wordsEn;
}
