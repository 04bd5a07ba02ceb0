// The GSM 7-bit default alphabet, in which one SMS holds 160 septets: 3GPP TS 23.038, sections 6.2.1 and 6.2.1.1.
import { ascii } from './ascii.ts';

/** One SMS: 140 octets of user data are 160 septets (3GPP TS 23.040, section 9.2.3.24). */
export const SMS_SEPTETS = 160;

/** Table 6.2.1 in its order, 0x00…0x7F, without 0x1B (the escape to the extension table). */
const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅå' +
    'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ' +
    ' !"#¤%&\'()*+,-./' +
    '0123456789:;<=>?' +
    '¡ABCDEFGHIJKLMNO' +
    'PQRSTUVWXYZÄÖÑÜ§' +
    '¿abcdefghijklmno' +
    'pqrstuvwxyzäöñüà',
);

/** Table 6.2.1.1: an escape and one more septet each. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** Printable ASCII has one character that neither table has. */
const STAND_INS: Readonly<Record<string, string>> = { '`': "'" };

/** `text` in the GSM alphabet: what it lacks is written in ASCII (`ã` → `a`), what has no likeness is `?`. */
export function gsm7(text: string): string {
  let folded = '';
  for (const character of text.normalize('NFC')) {
    folded += isGsm7(character) ? character : [...ascii(character)].map((plain) => STAND_INS[plain] ?? plain).join('');
  }
  return folded;
}

/** Septets that `text`, already in the GSM alphabet, takes. Characters of the extension table take two. */
export function septets(text: string): number {
  let count = 0;
  for (const character of text) count += EXTENSION.has(character) ? 2 : 1;
  return count;
}

/** Is `character` in the default alphabet or its extension? */
export function isGsm7(character: string): boolean {
  return BASIC.has(character) || EXTENSION.has(character);
}
