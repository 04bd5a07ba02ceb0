// The languages that charts and reports are written in.
import type { ReportWords } from './report-words.ts';
import { wordsEn } from './words-en.ts';
import { wordsPtBr } from './words-pt-br.ts';

const WORDS = { en: wordsEn, 'pt-BR': wordsPtBr } as const satisfies Record<string, ReportWords>;

export type ReportLocale = keyof typeof WORDS;

export const REPORT_LOCALES: readonly ReportLocale[] = ['en', 'pt-BR'];

export function reportWords(locale: ReportLocale): ReportWords {
  return WORDS[locale];
}
