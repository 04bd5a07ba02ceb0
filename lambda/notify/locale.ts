// The languages that alerts are written in: each is one file that implements `Wording`, with the files that it imports.
import type { Locale } from '../config/locale.ts';
import type { Wording } from './wording.ts';
import { wordingEn } from './wording-en.ts';
import { wordingPtBr } from './wording-pt-br.ts';

export type { Locale } from '../config/locale.ts';

const WORDINGS: Readonly<Record<Locale, Wording>> = { en: wordingEn, 'pt-BR': wordingPtBr };

export function wordingFor(locale: Locale): Wording {
  return WORDINGS[locale];
}
