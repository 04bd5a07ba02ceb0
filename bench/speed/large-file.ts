// A large CSV of many checkouts, written to disk: in which order its rows come, and how its cells are written.
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

const HEADER = 'time,today,yesterday,same_day_last_week,avg_last_week,avg_last_month,checkout\n';
const HOURS = 24;
const BLOCK = 10_000;

export const LAYOUTS = {
  'checkout by checkout': { isByHour: false, cell: (text: string) => text },
  'hour by hour, all checkouts open': { isByHour: true, cell: (text: string) => text },
  'every field quoted': { isByHour: false, cell: (text: string) => `"${text}"` },
  'quoted decimal commas': {
    isByHour: false,
    cell: (text: string) => (text.includes('.') ? `"${text.replace('.', ',')}"` : text),
  },
} as const;

export type Layout = keyof typeof LAYOUTS;

/** A day of 24 rows for each checkout. */
export async function writeLargeFile(file: string, layout: Layout, rows: number): Promise<void> {
  const { isByHour, cell } = LAYOUTS[layout];
  const checkouts = Math.ceil(rows / HOURS);
  const line = (n: number) =>
    isByHour ? cells(n % checkouts, Math.floor(n / checkouts)) : cells(Math.floor(n / HOURS), n % HOURS);
  const out = createWriteStream(file);
  out.write(HEADER);
  for (let start = 0; start < rows; start += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, rows - start) }, (_, i) =>
      line(start + i)
        .map(cell)
        .join(','),
    );
    if (!out.write(`${block.join('\n')}\n`)) await once(out, 'drain');
  }
  out.end();
  await finished(out);
}

/** Busy by day and quiet by night, and so that every checkout differs; today is what the references make one expect. */
function cells(checkout: number, hour: number): string[] {
  const usual = Math.round((20 + (checkout % 40)) * Math.max(0, Math.sin((Math.PI * (hour - 5)) / 18)));
  const off = (by: number) => Math.max(0, usual + ((checkout * 7 + hour * by) % 5) - 2);
  const average = (by: number) => (off(by) + ((checkout + hour) % 100) / 100).toFixed(2);
  return [
    `${String(hour).padStart(2, '0')}h`,
    String(off(3)),
    String(off(5)),
    String(off(7)),
    average(11),
    average(13),
    `c${String(checkout).padStart(5, '0')}`,
  ];
}
