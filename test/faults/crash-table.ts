// The table of crash points in docs/guarantees.md: kept there, and checked against what was observed.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import type { CrashPoint } from './deployment.ts';
import type { HeardAlert } from './observed.ts';

const DOCUMENT = 'docs/guarantees.md';
const BEGIN = '<!-- crash table: written by UPDATE_GOLDEN=1 npm run test:faults -->';
const END = '<!-- end of crash table -->';
const MINUTE_MS = 60_000;

/** What became of one story with one blow. */
export interface CrashRow extends CrashPoint {
  readonly story: string;
  /** The call at which the function died. */
  readonly said: string;
  readonly struckAtMs: number;
  readonly alerts: readonly HeardAlert[];
  readonly receiptAtMs: number;
}

/** One table a story, one row a call; times are minutes on the simulated clock. */
export function crashTable(rows: readonly CrashRow[]): string {
  const stories = [...new Set(rows.map(({ story }) => story))];
  const repeats = rows.filter(({ alerts }) => repeatsIn(alerts).length > 0).length;
  const summary = `${rows.length} crashes, and nothing was lost; after ${repeats} of them an alert was heard twice, with one id.`;
  const tables = stories.map((name) => `### ${capital(name)}\n\n${table(rows.filter(({ story }) => story === name))}`);
  return [summary, ...tables].join('\n\n');
}

/** Prints the table. @throws AssertionError where the document says otherwise; UPDATE_GOLDEN=1 rewrites it instead */
export function expectKeptTable(table: string): void {
  console.log(table);
  const text = readFileSync(DOCUMENT, 'utf8');
  const [head = '', rest = ''] = text.split(BEGIN);
  const [kept = '', tail = ''] = rest.split(END);
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(DOCUMENT, `${head}${BEGIN}\n\n${table}\n\n${END}${tail}`);
    return;
  }
  expect(kept.trim()).toBe(table);
}

function table(rows: readonly CrashRow[]): string {
  const calls = [...new Set(rows.map(({ call }) => call))];
  const lines = calls.map((call) => {
    const both = rows.filter((row) => row.call === call);
    const cells = (['before', 'after'] as const).map((when) => outcome(both.find((row) => row.when === when)));
    return `| ${call + 1} | ${both[0]?.said ?? ''} | ${cells.join(' | ')} |`;
  });
  return ['| | call | dies before it is done | dies before its answer |', '| --- | --- | --- | --- |', ...lines].join(
    '\n',
  );
}

/** `P1 0 and 1; receipt 5`: minutes after the blow at which each alert was heard and the last receipt was written. */
function outcome(row: CrashRow | undefined): string {
  if (!row) return 'not tried';
  const minute = (ms: number) => String(Math.round((ms - row.struckAtMs) / MINUTE_MS));
  const since = row.alerts.filter(({ atMs }) => atMs >= row.struckAtMs);
  const ids = [...new Set(since.map(({ alertId }) => alertId))];
  const told = ids.map((id) => {
    const heard = since.filter(({ alertId }) => alertId === id);
    return `${heard[0]?.topic} ${heard.map(({ atMs }) => minute(atMs)).join(' and ')}`;
  });
  return [...told, `receipt ${minute(row.receiptAtMs)}`].join('; ');
}

function repeatsIn(alerts: readonly HeardAlert[]): readonly string[] {
  const ids = alerts.map(({ alertId }) => alertId);
  return ids.filter((id, i) => ids.indexOf(id) !== i);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
