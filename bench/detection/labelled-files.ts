// Reads labelled days that lie on a disk: `files.jsonl.gz` (name and CSV a line) and `labels.jsonl` beside it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SalesKind } from '../../lambda/detect/judgement.ts';
import { type CheckoutDay, HOURS_A_DAY } from '../../lambda/intake/checkout-day.ts';
import type { LabelledDay } from './labelled-day.ts';

interface FileLine {
  readonly file: string;
  readonly csv: string;
}

interface LabelLine {
  readonly file: string;
  readonly source: string;
  readonly incidents: readonly {
    readonly kind: SalesKind;
    readonly start_hour: number;
    readonly end_hour: number;
    readonly expected_lost: number;
  }[];
}

/** The labelled days in `directory`, in the order of its labels. */
export function labelledFiles(directory: string): LabelledDay[] {
  const files = jsonLines<FileLine>(gunzipSync(readFileSync(join(directory, 'files.jsonl.gz'))).toString('utf8'));
  const csvOf = new Map(files.map(({ file, csv }) => [file, csv]));
  const labels = jsonLines<LabelLine>(readFileSync(join(directory, 'labels.jsonl'), 'utf8'));
  return labels.map(({ file, source, incidents }) => ({
    name: file,
    source,
    day: dayOf(csvOf.get(file) ?? ''),
    incidents: incidents.map(({ kind, start_hour, end_hour, expected_lost }) => ({
      kind,
      startHour: start_hour,
      endHour: end_hour,
      expectedLost: expected_lost,
    })),
  }));
}

function jsonLines<T>(text: string): T[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** These files are all of one plain form; what people really drop is intake's affair. */
function dayOf(csv: string): CheckoutDay {
  const rows = csv.trim().split('\n').slice(1);
  const hours = rows.map((row, hour) => {
    const cells = row.split(',').map((cell) => (cell.trim() === '' ? null : Number(cell)));
    const [, today = null, yesterday = null, same_day_last_week = null, avg_last_week = null, avg_last_month = null] =
      cells;
    return { hour, today, references: { yesterday, same_day_last_week, avg_last_week, avg_last_month } };
  });
  const lastKnown = hours.findLastIndex((hour) => hour.today !== null);
  const finalHours = lastKnown < 0 ? 0 : lastKnown + 1;
  if (hours.length !== HOURS_A_DAY) throw new RangeError(`a labelled day has ${hours.length} hours instead of 24`);
  return { checkout: 'labelled', date: '2026-01-16', outcome: 'ok', hours, finalHours, warnings: [] };
}
