// Strings that outlive the text they were cut from.

/**
 * A copy of `text` with memory of its own. V8 keeps a piece of 13 or more characters as a view into the string that it
 * was cut from (SlicedString::kMinLength, v8/src/objects/string.h), which would hold the whole file in memory.
 */
export function owned(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, 'utf16le').toString('utf16le');
}
