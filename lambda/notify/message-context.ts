// What a message depends on besides its alert.
import type { Locale } from './locale.ts';

export interface MessageContext {
  /** The checkout's clock, an IANA zone: instants are told in it. */
  readonly timeZone: string;
  readonly locale: Locale;
  /** Where to look further, URL by name (`dashboard`, `runbook`); whole URLs without blanks or line breaks. */
  readonly links: Readonly<Record<string, string>>;
}
