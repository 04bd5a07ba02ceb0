// The languages that charts and reports are written in.
import type { ReportWords } from './report-words.ts';
import { wordsEn } from './words-en.ts';

const WORDS = { en: wordsEn } as const satisfies Record<string, ReportWords>;

export type ReportLocale = keyof typeof WORDS;

export function reportWords(locale: ReportLocale): ReportWords {
  return WORDS[locale];
}
