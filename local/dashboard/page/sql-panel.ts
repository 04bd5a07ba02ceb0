// The SQL explorer: ready queries in a menu, a place to write one's own where any can be run, the result as a table and
// as CSV.
import { download, h, show } from './element.ts';
import type { QueryResult, ReadyQuery, Sql } from './source.ts';
import type { PageWords } from './words.ts';

export function sqlPanel(sql: Sql, words: PageWords): HTMLElement {
  const say = words.sql;
  const result = h('div', { class: 'result', role: 'status' });
  const asTyped = { rows: '8', spellcheck: 'false', autocapitalize: 'off', autocomplete: 'off' };
  const text = h('textarea', { id: 'sql', readonly: sql.onlyReady !== null, ...asTyped });
  const menu = h('select', { id: 'ready-query' }, sql.onlyReady ? null : h('option', { value: '' }, say.own));
  let queries: readonly ReadyQuery[] = [];

  const run = () => {
    show(result, h('p', { class: 'quiet' }, say.running));
    sql.run(text.value).then(
      (answer) => show(result, ...resultView(answer, menu.value || 'query', words)),
      (error: Error) => show(result, h('p', { class: 'warning' }, error.message)),
    );
  };
  const choose = () => {
    const chosen = queries.find(({ name }) => name === menu.value);
    if (chosen) text.value = chosen.sql;
    if (sql.onlyReady) run();
  };
  menu.addEventListener('change', choose);
  text.addEventListener('input', () => {
    menu.value = '';
  });
  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    run();
  });
  sql.queries().then(
    (ready) => {
      queries = ready;
      menu.append(...ready.map(({ name, title }) => h('option', { value: name }, title)));
      choose();
    },
    (error: Error) => show(result, h('p', { class: 'warning' }, error.message)),
  );
  return h(
    'section',
    { class: 'sql' },
    h('h2', {}, say.heading),
    h('label', { for: 'ready-query' }, say.ready),
    menu,
    h('label', { for: 'sql' }, say.query),
    text,
    sql.onlyReady
      ? h('p', { class: 'quiet' }, sql.onlyReady(words))
      : h(
          'p',
          { class: 'deeds' },
          h('button', { type: 'button', class: 'primary', click: run }, say.run),
          h('span', { class: 'quiet' }, say.keys),
        ),
    result,
  );
}

function resultView({ columns, rows, isCut }: QueryResult, name: string, words: PageWords): readonly HTMLElement[] {
  const csv = () => download(`${name}.csv`, 'text/csv;charset=utf-8', csvOf({ columns, rows, isCut }));
  const isNumber = (i: number) => typeof rows.find((row) => row[i] !== null)?.[i] === 'number';
  const numeric = columns.map((_column, i) => (isNumber(i) ? 'number' : ''));
  return [
    h(
      'p',
      { class: 'deeds' },
      h('span', {}, words.sql.rows(rows.length, isCut)),
      h('button', { type: 'button', click: csv }, words.sql.csv),
    ),
    h(
      'div',
      { class: 'wide', tabindex: '0', role: 'region', 'aria-label': words.sql.heading },
      h(
        'table',
        {},
        h(
          'thead',
          {},
          h('tr', {}, ...columns.map(({ name: head, type }) => h('th', { scope: 'col', title: type }, head))),
        ),
        h(
          'tbody',
          {},
          ...rows.map((row) => h('tr', {}, ...row.map((value, i) => h('td', { class: numeric[i] }, shown(value))))),
        ),
      ),
    ),
  ];
}

function shown(value: QueryResult['rows'][number][number]): string {
  return value === null ? '' : String(value);
}

/**
 * RFC 4180. A text that a spreadsheet would take for a formula is kept one by an apostrophe before it
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
function csvOf({ columns, rows }: QueryResult): string {
  const cell = (value: QueryResult['rows'][number][number]) => {
    const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : shown(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [columns.map(({ name }) => name), ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
