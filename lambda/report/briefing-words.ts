// What a language must be able to say aloud in the briefing. Numbers come as digits, which a voice reads by itself.
import type { Severity } from '../config/severity.ts';
import type { Locale } from '../notify/locale.ts';
import { briefingWordsEn } from './briefing-words-en.ts';
import { briefingWordsPtBr } from './briefing-words-pt-br.ts';

export interface BriefingWords {
  /** Sunday first, written out. */
  readonly weekdays: readonly string[];
  /** `3 p.m.`; an hour of 24 and more is of a later day. */
  clock(hour: number, minute: number): string;
  greeting(day: string, from: string, to: string): string;
  readonly quiet: string;
  /** How many are open, new and over. */
  counts(open: number, opened: number, ended: number): string;
  incident(severity: Severity, checkout: string, fact: string): string;
  readonly fact: FactWords;
  /** Over which hours, on `day` where it isn't the one of the greeting. */
  since(time: string, day: string | null): string;
  between(from: string, to: string, day: string | null): string;
  allDay(day: string | null): string;
  lost(sales: string, isGoingOn: boolean): string;
  extra(sales: string): string;
  isOnIt(person: string): string;
  readonly nobodyIsOnIt: string;
  readonly over: string;
  readonly retracted: string;
  more(count: number): string;
  readonly goodbye: string;
}

export interface FactWords {
  noSales(when: string): string;
  hardlyAnySales(when: string): string;
  /** @param percent 93; null without an expectation */
  changed(percent: number | null, isLess: boolean, when: string): string;
  times(multiple: string, when: string): string;
  noData(when: string): string;
  readonly unreadable: string;
  readonly doubtful: string;
  readonly overdue: string;
}

const WORDS: Readonly<Record<Locale, BriefingWords>> = { en: briefingWordsEn, 'pt-BR': briefingWordsPtBr };

export function briefingWords(locale: Locale): BriefingWords {
  return WORDS[locale];
}
