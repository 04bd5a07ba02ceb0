// SMS as SNS sends it: the topic's name before the text, and how many parts that makes.
// https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html

/** SNS sends no longer ones (same page). */
export const LONGEST_SMS_CHARACTERS = 1600;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-create-topic.html: only these first ones of a display name are shown. */
const DISPLAY_NAME_CHARACTERS = 10;

/** 140 bytes: 160 septets or 70 UTF-16 units; in a series, a 6-byte header takes 7 septets or 3 units. 3GPP TS 23.040, 9.2.3.24.1 */
const SEPTETS = { alone: 160, inSeries: 153 };
const UTF16_UNITS = { alone: 70, inSeries: 67 };

/** 3GPP TS 23.038, 6.2.1. It has Ç but not ç. */
const GSM_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** 3GPP TS 23.038, 6.2.1.1: an escape before each, so two septets. */
const GSM_EXTENDED = new Set('\f^{}\\[~]|€');

/** The text as it arrives on the phone. */
export function smsText(text: string, displayName: string): string {
  return displayName === '' ? text : `${displayName.slice(0, DISPLAY_NAME_CHARACTERS)}> ${text}`;
}

/** The number of parts that a text is sent and billed as: 1 or more. */
export function smsParts(text: string): number {
  const characters = [...text];
  const isGsm = characters.every((character) => GSM_BASIC.has(character) || GSM_EXTENDED.has(character));
  if (!isGsm)
    return parts(
      characters.map((character) => character.length),
      UTF16_UNITS,
    );
  return parts(
    characters.map((character) => (GSM_EXTENDED.has(character) ? 2 : 1)),
    SEPTETS,
  );
}

/** No character is torn apart between two parts. */
function parts(widths: readonly number[], room: { readonly alone: number; readonly inSeries: number }): number {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= room.alone) return 1;
  let count = 1;
  let used = 0;
  for (const width of widths) {
    if (used + width > room.inSeries) {
      count++;
      used = 0;
    }
    used += width;
  }
  return count;
}
