// Text from files and records made harmless and made to fit: escaping, shortening, wrapping.
import { UNSAFE_CHARACTERS } from '../unsafe-characters.ts';

/** `text` on one line, each unsafe character written as its code point (`\u202e`, `\u{e0001}`). */
export function escapedText(text: string): string {
  return text.replace(UNSAFE_CHARACTERS, escapedCharacter);
}

/** JSON of `value` in which unsafe characters are JSON escapes: parsed it is the exact text, on the wire it is harmless. */
export function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(UNSAFE_CHARACTERS, jsonEscapes);
}

/** `\u000a` or, beyond the basic plane, `\u{1f600}`: as JavaScript and shells write a code point. */
export function escapedCharacter(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** The first characters of `text`, at most `length` UTF-16 units with the `…` that says that more was there. */
export function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${withoutHalves(text.slice(0, length - 1))}…`;
}

/**
 * A name cut in the middle to at most `length` UTF-16 units, because names of one shop differ at their ends:
 * `loja-ce..pdv-002`. No character is split.
 */
export function cutInTheMiddle(name: string, length: number): string {
  if (name.length <= length) return name;
  const kept = length - CUT.length;
  const tail = Math.floor(kept / 2);
  return withoutHalves(name.slice(0, kept - tail)) + CUT + withoutHalves(name.slice(name.length - tail));
}

/** Without the half of a character that a cut has left at either end. */
function withoutHalves(piece: string): string {
  return piece.replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, '');
}

const CUT = '..';

/**
 * `text` in lines of at most `width` characters, broken at blanks, of which several count as one. A longer word gets a line of its own; it is only
 * broken when it is longer than `hardWidth`.
 */
export function wrapped(text: string, width: number, hardWidth: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ +/).flatMap((long) => pieces(long, hardWidth))) {
    const longer = `${line} ${word}`.trim();
    if (line !== '' && longer.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** `text` in pieces of at most `length` UTF-16 units that never split a character. */
function pieces(text: string, length: number): string[] {
  const found: string[] = [];
  let piece = '';
  for (const character of text) {
    if (piece.length + character.length > length) {
      found.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...found, piece];
}

function jsonEscapes(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
