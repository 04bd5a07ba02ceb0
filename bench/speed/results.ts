// What was measured as a page: the one table that everything is judged by, then what lies behind it, topic by topic.
import type { Machine } from './machine.ts';
import {
  type Amount,
  type Findings,
  type Goal,
  isReached,
  type Row,
  ratioOf,
  type Table,
  type Topic,
} from './topic.ts';

export interface Measured {
  readonly topic: Topic;
  readonly findings: Findings;
}

/** Markdown whose tables are readable in a terminal as well. */
export function resultsPage(measured: readonly Measured[], machine: Machine): string {
  return [
    '# Speed and cost, against the floor',
    'Written by `npm run bench`; how to read it is in [`docs/speed.md`](../docs/speed.md).',
    machineText(machine),
    markdownTable(summary(measured.flatMap(({ findings }) => findings.rows))),
    ...measured.map(topicText),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function machineText({ processor, cores, node, versions, date, load }: Machine): string {
  const machine = `${date}. ${cores} × ${processor}, Node ${node}; ${versions.join(', ')}.`;
  return `${machine} Load average when it began: ${load.toFixed(1)}.`;
}

function summary(rows: readonly Row[]): Omit<Table, 'title'> {
  return {
    header: ['what', 'measured', 'floor', 'ratio', 'must reach', 'reached'],
    rows: rows.map((row) => [
      row.what,
      amountText(row.measured),
      row.floor ? amountText(row.floor) : '–',
      ratioOf(row)?.toFixed(2).concat('×') ?? '–',
      row.goal ? goalText(row.goal, row.measured) : '–',
      { true: 'yes', false: '**no**', null: '–' }[`${isReached(row)}`],
    ]),
  };
}

function topicText({ topic: { name, title, about }, findings: { tables } }: Measured): string {
  const parts = tables.flatMap((table) => [`**${table.title}**`, markdownTable(table)]);
  return [`## ${title}`, `\`npm run bench -- ${name}\`. ${about}`, ...parts].join('\n\n');
}

function amountText({ value, unit, digits }: Amount): string {
  const text = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${text} ${unit}`;
}

const SIGNS = { 'at most': '≤', 'at least': '≥', below: '<', exactly: '=' } as const;

function goalText({ of, is, limit }: Goal, { unit }: Amount): string {
  return `${SIGNS[is]} ${limit} ${of === 'ratio' ? '×' : unit}`;
}

/** The first column to the left, the others to the right. */
export function markdownTable({ header, rows }: Omit<Table, 'title'>): string {
  const widths = header.map((_, i) => Math.max(3, ...[header, ...rows].map((cells) => (cells[i] ?? '').length)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width))).join(' | ')} |`;
  const rule = widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`));
  return [line(header), line(rule), ...rows.map(line)].join('\n');
}
