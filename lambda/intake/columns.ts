// The words of a header line, in English and Portuguese, and which column of the file each is.
import { nearestName } from '../config/nearest-name.ts';
import type { Finding, Reference } from './checkout-day.ts';
import { REFERENCES } from './checkout-day.ts';
import { finding, Unreadable } from './findings.ts';
import { MAX_COLUMNS } from './limits.ts';
import { shownBare } from './shown.ts';

export type ColumnName = 'time' | 'today' | Reference | 'checkout' | 'date';

/** Names that mean a column beyond doubt; two columns with the same meaning are refused. */
const NAMES: Readonly<Record<ColumnName, readonly string[]>> = {
  time: ['time', 'hora'],
  today: ['today', 'hoje'],
  yesterday: ['yesterday', 'ontem'],
  same_day_last_week: ['same_day_last_week', 'mesmo_dia_semana_passada'],
  avg_last_week: ['avg_last_week', 'media_semana_passada'],
  avg_last_month: ['avg_last_month', 'media_mes_passado'],
  checkout: ['checkout', 'checkout_id'],
  date: ['date', 'data', 'business_date'],
};

/** Names that are taken for a column only where none of the above is: beside those they are extra columns. */
const SYNONYMS: Readonly<Record<ColumnName, readonly string[]>> = {
  time: ['hour', 'horario', 'hora_do_dia', 'hour_of_day', 'timestamp', 'datetime', 'date_time', 'data_hora', 'hr'],
  today: ['today_sales', 'sales_today', 'today_count', 'vendas_hoje', 'vendas_de_hoje', 'hoje_vendas'],
  yesterday: ['yesterday_sales', 'sales_yesterday', 'vendas_ontem', 'vendas_de_ontem'],
  same_day_last_week: [
    'same_weekday_last_week',
    'same_day_previous_week',
    'mesmo_dia_da_semana_passada',
    'mesmo_dia_na_semana_passada',
    'mesmo_dia_ultima_semana',
    'mesmo_dia_semana_anterior',
  ],
  avg_last_week: [
    'average_last_week',
    'last_week_avg',
    'last_week_average',
    'mean_last_week',
    'media_da_semana_passada',
    'media_na_semana_passada',
    'media_ultima_semana',
    'media_da_ultima_semana',
    'media_semana_anterior',
  ],
  avg_last_month: [
    'average_last_month',
    'last_month_avg',
    'last_month_average',
    'mean_last_month',
    'media_do_mes_passado',
    'media_no_mes_passado',
    'media_ultimo_mes',
    'media_do_ultimo_mes',
    'media_mes_anterior',
  ],
  checkout: [
    'id_checkout',
    'checkout_name',
    'caixa',
    'pdv',
    'pos',
    'terminal',
    'loja',
    'store',
    'store_id',
    'filial',
    'unidade',
    'shop',
    'canal',
    'channel',
  ],
  date: ['dt', 'dia', 'day', 'data_referencia', 'data_negocio', 'data_venda', 'data_da_venda', 'data_movimento'],
};

const SURE = meanings(NAMES);
const LIKELY = meanings(SYNONYMS);

/** Where each known column stands; −1 where it's missing. */
export interface Columns {
  readonly at: Readonly<Record<ColumnName, number>>;
  /** Fields a row needs so that every known column has one. */
  readonly neededFields: number;
  /** Fields of the header up to the last that has a name; a row with more (that aren't blank) is too long. */
  readonly fields: number;
  /** Places of named columns that aren't known. */
  readonly unknown: readonly number[];
  /** The header's own names, fit for messages. */
  readonly names: readonly string[];
}

/** How many known columns a line names: what tells a header from other lines, and the right delimiter from wrong ones. */
export function knownNames(cells: readonly string[]): number {
  return cells.reduce((known, cell) => known + (meaningOf(cell) === null ? 0 : 1), 0);
}

/** Does the line name both the hour and the count? */
export function isHeader(cells: readonly string[]): boolean {
  const found = new Set(cells.map(meaningOf));
  return found.has('time') && found.has('today');
}

/** The known column that a header word means, in any case, with or without accents, blanks, dashes and underscores. */
export function meaningOf(word: string): ColumnName | null {
  if (word.length > 64) return null;
  const plain = plainWord(word);
  return SURE.get(plain) ?? LIKELY.get(plain) ?? null;
}

/**
 * The columns of a header.
 *
 * @throws Unreadable `too-large`, `column-duplicated`, `column-missing`
 */
export function columnsOf(header: readonly string[], line: number): Columns {
  if (header.length > MAX_COLUMNS) throw new Unreadable('too-large', `more than ${MAX_COLUMNS} columns`, line);
  const names = header.map((cell) => shownBare(cell.trim()));
  const at: Record<ColumnName, number> = {
    time: -1,
    today: -1,
    yesterday: -1,
    same_day_last_week: -1,
    avg_last_week: -1,
    avg_last_month: -1,
    checkout: -1,
    date: -1,
  };
  for (const words of [SURE, LIKELY]) {
    const before = { ...at };
    header.forEach((cell, i) => {
      const meaning = cell.length > 64 ? undefined : words.get(plainWord(cell));
      if (meaning === undefined || before[meaning] >= 0) return;
      if (at[meaning] >= 0) refuseDuplicate(names[at[meaning]] ?? '', names[i] ?? '', meaning, line);
      at[meaning] = i;
    });
  }
  for (const needed of ['time', 'today'] as const) {
    if (at[needed] < 0) refuseMissing(needed, header, names, line);
  }
  const fields = names.findLastIndex((name) => name !== '') + 1;
  const known = new Set(Object.values(at));
  const unknown = names.flatMap((name, i) => (name === '' || known.has(i) ? [] : [i]));
  return { at, neededFields: Math.max(...Object.values(at)) + 1, fields, unknown, names };
}

/** What is to be said of the columns that are there or not. */
export function columnFindings(columns: Columns, line: number): Finding[] {
  const known = new Set(Object.values(columns.at));
  const extra = columns.names.filter((name, i) => !known.has(i) && name !== '');
  const found: Finding[] = [];
  if (extra.length > 0) {
    const list = extra.slice(0, 10).join(', ') + (extra.length > 10 ? ` and ${extra.length - 10} more` : '');
    found.push(finding('extra-column', `not used: ${list}`, line, extra[0] ?? null));
  }
  for (const reference of REFERENCES) {
    if (columns.at[reference] >= 0) continue;
    if (reference === 'avg_last_week') {
      found.push(finding('column-missing', 'there is none; no hour is judged by it', line, reference));
    } else {
      found.push(finding('optional-column-missing', 'there is none; no hour is compared with it', line, reference));
    }
  }
  return found;
}

function refuseDuplicate(first: string, second: string, meaning: ColumnName, line: number): never {
  throw new Unreadable(
    'column-duplicated',
    `columns ${first} and ${second} both mean ${meaning}; remove or rename one`,
    line,
    second,
  );
}

function refuseMissing(needed: ColumnName, header: readonly string[], names: readonly string[], line: number): never {
  const unknown = names.filter((name, i) => name !== '' && meaningOf(header[i] ?? '') === null).slice(0, 20);
  const nearest = unknown.length === 0 ? '' : `; the closest name found is ${nearestName(needed, unknown)}`;
  throw new Unreadable('column-missing', `no column is called ${needed}${nearest}`, line, needed);
}

function meanings(words: Readonly<Record<ColumnName, readonly string[]>>): Map<string, ColumnName> {
  const entries = Object.entries(words) as [ColumnName, readonly string[]][];
  return new Map(entries.flatMap(([column, list]) => list.map((word) => [plainWord(word), column] as const)));
}

function plainWord(word: string): string {
  // Most headers are plain, and composing takes longer than all else that is done to them.
  if (/^\w*$/.test(word)) return word.replaceAll('_', '').toLowerCase();
  return word
    .normalize('NFKD')
    .replace(/[\p{M}\p{Z}\p{Cc}\p{Cf}\p{Pd}_.]/gu, '')
    .toLowerCase();
}
