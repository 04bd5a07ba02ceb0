// Commands that a reader copies from an e-mail into a shell: quoted, so that a name from a file stays a name.
import { escapedCharacter, escapedText } from './plain-text.ts';

const NEEDS_NO_QUOTES = /^[A-Za-z0-9_@%+:,./-]+$/;

/**
 * `command argument` for bash or zsh in lines of at most `width` characters. An argument that is too long goes on in
 * further quoted pieces, which the shell joins: `'first'\`, line break, `'second'`.
 *
 * @param rest what follows the argument as it is, such as ` --for 2h`; options, where the argument can't begin with `-`
 */
export function shellCommand(command: string, argument: string, width: number, rest = ''): string[] {
  const start = argument.startsWith('-') ? `${command} --` : command;
  const end = rest === '' ? '' : ` ${rest}`;
  const inOneLine = `${start} ${shellWord(argument)}${end}`;
  if (inOneLine.length <= width) return [inOneLine];
  const words = shellWords(argument, width - JOINT.length - 1);
  const lines = [`${start} ${JOINT}`, ...words.map((word, i) => (i < words.length - 1 ? word + JOINT : word))];
  if (end === '') return lines;
  const [last = ''] = lines.splice(-1);
  return last.length + end.length <= width ? [...lines, last + end] : [...lines, `${last} ${JOINT}`, rest];
}

/** Before a line break: the next line goes on where this one ends. */
const JOINT = '\\';

/** `text` in quoted pieces that each fit `width`. */
function shellWords(text: string, width: number): string[] {
  const words: string[] = [];
  let piece = '';
  for (const character of text) {
    if (shellWord(piece + character).length > width) {
      words.push(shellWord(piece));
      piece = '';
    }
    piece += character;
  }
  return [...words, shellWord(piece)];
}

function shellWord(text: string): string {
  if (NEEDS_NO_QUOTES.test(text)) return text;
  if (escapedText(text) === text) return `'${text.replaceAll("'", "'\\''")}'`;
  const escaped = [...text].map((character) => {
    if (character === "'" || character === '\\') return `\\${character}`;
    return escapedText(character) === character ? character : shellEscape(character);
  });
  return `$'${escaped.join('')}'`;
}

/** bash writes a code point beyond the basic plane with eight digits, not in braces. */
function shellEscape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : escapedCharacter(character);
}
