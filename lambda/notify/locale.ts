// The languages that alerts are written in.
import type { Wording } from './wording.ts';
import { wordingEn } from './wording-en.ts';

const WORDINGS = { en: wordingEn } as const satisfies Record<string, Wording>;

export type Locale = keyof typeof WORDINGS;

export function wordingFor(locale: Locale): Wording {
  return WORDINGS[locale];
}
