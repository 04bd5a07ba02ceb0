// What the history weighs and costs: a checkout-day as the compressed JSON that is written and as Parquet, and a month of
// it at 1, 100 and 10,000 checkouts.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseConfig, settingsFor } from '../../../lambda/config/config.ts';
import { daysAfter } from '../../../lambda/detect/calendar-dates.ts';
import { fileRows, joinedRows } from '../../../lambda/lake/day-rows.ts';
import { lakeFiles } from '../../../lambda/lake/lake-file.ts';
import { withTelling } from '../../../lambda/record/day-on-record.ts';
import { createTables } from '../../../local/sql/create-tables.ts';
import { PRICES } from '../../cost/prices.ts';
import { generatedDays } from '../../detection/generator.ts';
import { spent } from '../rivals.ts';
import { amount, type Topic } from '../topic.ts';

/** As many as the watch writes in one tick at most. */
const DAYS = 200;
const SEED = 7;
const FLEETS = [1, 100, 10_000];
const DAYS_A_MONTH = 30;
/** Every half hour, and whenever a full batch waits; a file for each of three tables. */
const BATCHES_A_DAY = 2 * 24;
const TABLES = 3;
/** USD for a terabyte (https://aws.amazon.com/athena/pricing/, us-east-1, November 2026); at least 10 MB are counted. */
const ATHENA_TB = 5;
const LEAST_SCAN_BYTES = 10e6;

export const history: Topic = {
  name: 'history',
  title: 'The history of days that are over',
  about:
    `${DAYS} generated days, as many as a tick of the watch writes at most, judged and written as rows. Parquet is what DuckDB makes ` +
    `of the same rows. A month is at the prices of us-east-1, ${PRICES['us-east-1'].asOf}.`,
  async measure() {
    let rows: Rows = {};
    const judging = await spent(() => {
      rows = judgedRows();
    });
    const bytesADay = lakeFiles(rows).reduce((sum, { bytes }) => sum + bytes.length, 0) / DAYS;
    return {
      rows: [
        {
          what: 'a checkout-day in the history',
          measured: amount(bytesADay, 'bytes'),
          floor: amount((await parquetBytes(rows)) / DAYS, 'bytes as Parquet'),
          goal: null,
        },
        {
          what: 'a checkout-day judged for the history',
          measured: amount(judging.cpuMs / DAYS, 'ms CPU', 1),
          floor: null,
          goal: null,
        },
      ],
      tables: [
        {
          title: 'A month of it',
          header: [
            'checkouts',
            'MB written',
            'files a day',
            'calls, USD',
            "a year's storage, USD",
            'a question over it, USD',
          ],
          rows: FLEETS.map((fleet) => monthCells(fleet, bytesADay)),
        },
      ],
    };
  },
};

type Rows = ReturnType<typeof joinedRows>;

function judgedRows(): Rows {
  const settings = settingsFor(parseConfig('{}'), 'any');
  const landedAt = new Date('2026-01-17T03:20:00Z');
  const days = generatedDays(DAYS, SEED).map(({ day }, i) => {
    const checkout = `shop-${String(i % 20).padStart(5, '0')}`;
    const date = daysAfter('2026-01-01', Math.floor(i / 20));
    const version = { key: `${checkout}/${date}.csv`, versionId: null, sequencer: null };
    return { checkout, date, told: withTelling(undefined, day, { ...version, landedAt: landedAt.toISOString() }) };
  });
  return joinedRows(days.map(({ checkout, date, told }) => fileRows(checkout, date, told, settings, landedAt)));
}

async function parquetBytes(rows: Rows): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'tillwatch-history-'));
  try {
    const connection = await (await DuckDBInstance.create(':memory:')).connect();
    await createTables(connection, rows);
    let bytes = 0;
    for (const table of ['readings', 'incidents']) {
      const file = join(folder, `${table}.parquet`);
      await connection.run(`COPY ${table}_written TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
      bytes += statSync(file).size;
    }
    return bytes;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Each batch is read again by nobody; the record that it is made of is read once. */
function monthCells(fleet: number, bytesADay: number): readonly string[] {
  const { s3Put, s3Get, s3GbMonth } = PRICES['us-east-1'];
  const bytes = fleet * DAYS_A_MONTH * bytesADay;
  const filesADay = Math.min(BATCHES_A_DAY + Math.ceil(fleet / DAYS), fleet) * TABLES;
  const calls = DAYS_A_MONTH * (filesADay * s3Put + fleet * s3Get);
  const yearStored = (12 * bytes * s3GbMonth) / 1e9;
  const question = (Math.max(bytes, LEAST_SCAN_BYTES) / 1e12) * ATHENA_TB;
  return [
    fleet.toLocaleString('en'),
    (bytes / 1e6).toFixed(2),
    filesADay.toLocaleString('en'),
    calls.toFixed(4),
    yearStored.toFixed(4),
    question.toFixed(6),
  ];
}
