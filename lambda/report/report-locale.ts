// The languages that charts and reports are written in: those of the alerts.
import type { Locale } from '../config/locale.ts';
import type { ReportWords } from './report-words.ts';
import { wordsEn } from './words-en.ts';
import { wordsPtBr } from './words-pt-br.ts';

const WORDS: Readonly<Record<Locale, ReportWords>> = { en: wordsEn, 'pt-BR': wordsPtBr };

export function reportWords(locale: Locale): ReportWords {
  return WORDS[locale];
}
