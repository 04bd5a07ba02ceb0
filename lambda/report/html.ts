// A report as one HTML page that needs nothing else: no script, no request, and a policy that forbids both.
import type { Severity } from '../config/severity.ts';
import type { Block, Cell, Document, Figure, Table } from './document.ts';
import { element, type Markup, NOTHING, together, trusted, written } from './markup.ts';
import { PAGE_STYLE, PAGE_STYLE_HASH } from './page-style.ts';

/**
 * What a page with a report may do, as a `Content-Security-Policy` header: show itself, and send its forms to where it
 * came from. The page says the same of itself in a `meta` element, for files.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${PAGE_STYLE_HASH}'`,
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** @param actions forms to act by, made and answered for by the caller; they come right after the conclusion */
export function htmlPage({ language, title, blocks }: Document, actions: Markup = NOTHING): string {
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: PAGE_POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    // With `no-referrer` browsers would send forms without saying where they come from.
    element('meta', { name: 'referrer', content: 'same-origin' }),
    element('title', {}, written(title)),
    element('style', {}, trusted(PAGE_STYLE)),
  );
  const body = element('body', { class: 'tw' }, element('main', {}, htmlReport({ language, title, blocks }, actions)));
  return `<!doctype html>\n${element('html', { lang: language }, head, trusted('\n'), body)}\n`;
}

/** The report's content alone, from its first heading on, for a page that has `PAGE_STYLE` and a frame of its own. */
export function htmlReport({ title, blocks }: Document, actions: Markup = NOTHING): Markup {
  return together([element('h1', {}, written(title)), ...blocks.map((block) => blockMarkup(block, actions))], '\n');
}

function blockMarkup(block: Block, actions: Markup): Markup {
  switch (block.kind) {
    case 'heading': {
      const mark = block.severity ? together([severityMark(block.severity), trusted(' ')]) : NOTHING;
      return element(`h${block.level}`, {}, mark, written(block.text));
    }
    case 'lead': {
      const mark = block.severity ? together([severityMark(block.severity), trusted(' ')]) : NOTHING;
      return element('p', { class: `lead ${block.severity ?? ''}`.trim() }, mark, written(block.text));
    }
    case 'paragraph':
      return element('p', {}, written(block.text));
    case 'facts':
      return element(
        'dl',
        {},
        ...block.facts.map(([name, value]) =>
          element('div', {}, element('dt', {}, written(name)), element('dd', {}, written(value))),
        ),
      );
    case 'list':
      return element('ul', {}, ...block.items.map((item) => element('li', {}, written(item))));
    case 'table':
      return tableMarkup(block);
    case 'figure':
      return figureMarkup(block);
    case 'blank':
      return element('div', { class: 'blank' }, written(block.prompt));
    case 'actions':
      return actions === NOTHING ? NOTHING : element('div', { class: 'actions' }, actions);
  }
}

function figureMarkup({ caption, wide, narrow }: Figure): Markup {
  return element(
    'figure',
    {},
    element('div', { class: 'wide' }, wide),
    element('div', { class: 'narrow' }, narrow),
    element('figcaption', {}, written(caption)),
  );
}

/**
 * A table that is wider than the page scrolls by itself, also by keyboard. One that becomes blocks on a phone says its
 * roles, which browsers forget where the layout isn't a table's.
 */
function tableMarkup(table: Table): Markup {
  const { caption, columns, rows, isWide = false } = table;
  const role = (name: string) => (isWide ? name : null);
  const head = columns.map(({ title, isNumber }) =>
    element('th', { scope: 'col', role: role('columnheader'), class: isNumber ? 'number' : null }, written(title)),
  );
  const markup = element(
    'table',
    { role: role('table'), class: isWide ? 'blocks' : null },
    element('caption', {}, written(caption)),
    element('thead', { role: role('rowgroup') }, element('tr', { role: role('row') }, ...head)),
    element('tbody', { role: role('rowgroup') }, ...rows.map((row) => rowMarkup(row, table))),
  );
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption }, markup);
}

function rowMarkup(row: readonly Cell[], { columns, isWide = false }: Table): Markup {
  const isWrong = row.some((cell) => typeof cell !== 'string' && 'severity' in cell);
  const cells = row.map((cell, i) => {
    const { title = '', isNumber = false } = columns[i] ?? {};
    const label = isWide && cell !== '' ? title : null;
    const attributes = { class: isNumber ? 'number' : null, 'data-label': label };
    return i === 0
      ? element('th', { scope: 'row', role: isWide ? 'rowheader' : null }, cellMarkup(cell))
      : element('td', { role: isWide ? 'cell' : null, ...attributes }, cellMarkup(cell));
  });
  return element('tr', { role: isWide ? 'row' : null, class: isWrong ? 'wrong' : null }, ...cells);
}

function cellMarkup(cell: Cell): Markup {
  if (typeof cell === 'string') return written(cell);
  return 'severity' in cell ? severityMark(cell.severity) : element('strong', {}, written(cell.strong));
}

function severityMark(severity: Severity): Markup {
  return element('span', { class: `severity ${severity}` }, written(severity));
}
