// A report as Markdown (GitHub's, for its tables): for tickets, chats and repositories. Pictures become characters.
import { escapedText } from '../notify/plain-text.ts';
import type { Block, Cell, Document, Table } from './document.ts';

export function markdown({ title, blocks }: Document): string {
  const parts = [`# ${plain(title)}`, ...blocks.map(blockText).filter((text) => text !== '')];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${block.severity ? `${block.severity} ` : ''}${plain(block.text)}`;
    case 'lead':
      return `**${block.severity ? `${block.severity}: ` : ''}${plain(block.text)}**`;
    case 'paragraph':
      return plain(block.text);
    case 'facts':
      return block.facts.map(([name, value]) => `- ${plain(name)}: **${plain(value)}**`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`).join('\n');
    case 'table':
      return tableText(block);
    case 'figure':
      return block.characters === null ? '' : `${fenced(block.characters)}\n\n${plain(block.caption)}`;
    case 'blank':
      return `> **[ ]** _${plain(block.prompt)}_`;
    case 'actions':
      return '';
  }
}

/** In a fence that is longer than any run of backticks in it. */
function fenced(characters: string): string {
  const longest = Math.max(2, ...(characters.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${characters}\n${fence}`;
}

function tableText({ caption, columns, rows }: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    `${plain(caption)}:`,
    '',
    row(columns.map(({ title }) => plain(title))),
    row(columns.map(({ isNumber }) => (isNumber ? '---:' : '---'))),
    ...rows.map((cells) => row(cells.map(cellText))),
  ].join('\n');
}

function cellText(cell: Cell): string {
  if (typeof cell === 'string') return plain(cell);
  return 'severity' in cell ? `**${cell.severity}**` : `**${plain(cell.strong)}**`;
}

/** What can begin something within a line: CommonMark 0.31, "Backslash escapes"; GFM, "Autolinks (extension)" for `@`. */
const MARKUP = /[\\`*_[\]<>|~&#!@]/g;

/** `text` on one line, with everything that Markdown, or the HTML in it, could take for markup escaped. */
function plain(text: string): string {
  return escapedText(text)
    .replace(MARKUP, (character) => `\\${character}`)
    .replace(/(https?|ftp)(:)|(www)(\.)/gi, '$1$3\\$2$4')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([-+=])(?=\s|$|[-=])/, '\\$1');
}
