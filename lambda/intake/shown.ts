// How a value from a file appears in a message: quoted, without control, bidi or invisible characters, shortened.
import { UNSAFE_CHARACTERS } from '../unsafe-characters.ts';

/** Longest piece of a value that a message repeats, in characters: enough to find it again, short on a phone. */
const SHOWN_CHARS = 40;

/** `value` in double quotes, safe for terminals and plain text: every unsafe character as `\u{…}`, at most 40 of it. */
export function shown(value: string): string {
  return `"${shownBare(value)}"`;
}

/** The same without quotes, for names that stand in a sentence: column names, checkouts. */
export function shownBare(value: string): string {
  const characters = Array.from(value.slice(0, 2 * SHOWN_CHARS + 2));
  const isLonger = characters.length > SHOWN_CHARS;
  const head = isLonger ? characters.slice(0, SHOWN_CHARS).join('') : characters.join('');
  return head.replace(UNSAFE_CHARACTERS, escapeOf).replace(/"/g, '\\"') + (isLonger ? '…' : '');
}

function escapeOf(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
