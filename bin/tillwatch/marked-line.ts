// A line of a file with a caret under the field that is meant, fit for a terminal.
import { escapedText } from '../../lambda/notify/plain-text.ts';

/** Characters of the line that are shown before the field, of the field, and after it. */
const SHOWN_CHARS = { before: 36, field: 40, after: 24 };

/**
 * The line, its number before it, and below it carets under field `field` (from 0; negative for none). Quotes are not
 * looked through: in a line with quoted delimiters the caret may stand beside the field.
 */
export function markedLine(line: string, number: number, delimiter: string, field: number): string[] {
  const fields = line.split(delimiter);
  const prefix = `${number} | `;
  const value = field < 0 ? undefined : fields[field];
  if (value === undefined) return [prefix + beginning(line, SHOWN_CHARS.before + SHOWN_CHARS.field)];
  const before = fields.slice(0, field).join(delimiter) + (field > 0 ? delimiter : '');
  const after = fields.slice(field + 1).join(delimiter);
  const isCut = before.length > SHOWN_CHARS.before;
  const lead = `${prefix}${isCut ? '…' : ''}${escapedText(before.slice(-SHOWN_CHARS.before))}`;
  const shownValue = beginning(value, SHOWN_CHARS.field);
  const tail = after === '' ? '' : beginning(delimiter + after, SHOWN_CHARS.after);
  return [lead + shownValue + tail, ' '.repeat(lead.length) + '^'.repeat(Math.max(1, shownValue.length))];
}

function beginning(text: string, length: number): string {
  return text.length > length ? `${escapedText(text.slice(0, length))}…` : escapedText(text);
}
