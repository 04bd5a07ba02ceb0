// What the history costs: bytes of a checkout-day, as the compressed JSON that is written and as Parquet, the time that
// the watch needs for a batch, and a month of it at 1, 100 and 10,000 checkouts. Run it by `npm run bench:lake`.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { parseConfig, settingsFor } from '../lambda/config/config.ts';
import { daysAfter } from '../lambda/detect/calendar-dates.ts';
import { fileRows, joinedRows } from '../lambda/lake/day-rows.ts';
import { lakeFiles } from '../lambda/lake/lake-file.ts';
import { withTelling } from '../lambda/record/day-on-record.ts';
import { createTables } from '../local/sql/create-tables.ts';
import { PRICES } from './cost/prices.ts';
import { generatedDays } from './detection/generator.ts';

/** As many as the watch writes in one tick at most. */
const DAYS = 200;
const SEED = 7;
const DAYS_A_MONTH = 30;
/** Every half hour, and whenever a full batch waits; a file for each of three tables. */
const BATCHES_A_DAY = 2 * 24;
const TABLES = 3;
/** USD for a terabyte (https://aws.amazon.com/athena/pricing/, us-east-1, November 2026); at least 10 MB are counted. */
const ATHENA_TB = 5;
const LEAST_SCAN_BYTES = 10e6;

const settings = settingsFor(parseConfig('{}'), 'any');
const landedAt = new Date('2026-01-17T03:20:00Z');
const days = generatedDays(DAYS, SEED).map(({ day }, i) => {
  const [checkout, date] = [`shop-${String(i % 20).padStart(5, '0')}`, daysAfter('2026-01-01', Math.floor(i / 20))];
  const version = {
    key: `${checkout}/${date}.csv`,
    versionId: null,
    sequencer: null,
    landedAt: landedAt.toISOString(),
  };
  return { checkout, date, told: withTelling(undefined, day, version) };
});

const cpuMs = () => process.cpuUsage().user / 1000;
const begin = cpuMs();
const rows = joinedRows(days.map(({ checkout, date, told }) => fileRows(checkout, date, told, settings, landedAt)));
const judged = cpuMs();
const files = lakeFiles(rows);
const compressed = cpuMs();
const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);

const folder = mkdtempSync(join(tmpdir(), 'tillwatch-lake-'));
const connection = await (await DuckDBInstance.create(':memory:')).connect();
await createTables(connection, rows);
let parquet = 0;
for (const table of ['readings', 'incidents']) {
  const file = join(folder, `${table}.parquet`);
  await connection.run(`COPY ${table}_written TO '${file}' (FORMAT parquet, COMPRESSION zstd)`);
  parquet += statSync(file).size;
}
rmSync(folder, { recursive: true });

const perDay = bytes / DAYS;
console.log(
  `${DAYS} checkout-days, ${rows.readings?.length} readings, ${rows.incidents?.length} incidents, judged by scan`,
);
console.log(`  JSON, gzip      ${perDay.toFixed(0)} bytes a checkout-day`);
console.log(`  Parquet, zstd   ${(parquet / DAYS).toFixed(0)} bytes a checkout-day`);
console.log(
  `  ${((judged - begin) / DAYS).toFixed(0)} ms of processor time to judge one, ${(compressed - judged).toFixed(0)} to compress all`,
);

const { s3Put, s3Get, s3GbMonth, asOf } = PRICES['us-east-1'];
console.log(`\nA month, us-east-1, ${asOf}:`);
for (const fleet of [1, 100, 10_000]) {
  const monthBytes = fleet * DAYS_A_MONTH * perDay;
  const dayFiles = Math.min(BATCHES_A_DAY + Math.ceil(fleet / DAYS), fleet) * TABLES;
  const writing = DAYS_A_MONTH * (dayFiles * s3Put + fleet * s3Get);
  const scan = (Math.max(monthBytes, LEAST_SCAN_BYTES) / 1e12) * ATHENA_TB;
  console.log(
    `  ${String(fleet).padStart(6)} checkouts: ${(monthBytes / 1e6).toFixed(2)} MB, at most ${dayFiles} files a day; ` +
      `calls ${writing.toFixed(4)} USD, a year's storage at its end ${((12 * monthBytes * s3GbMonth) / 1e9).toFixed(4)} USD a month; ` +
      `a question that reads the whole month ${scan.toFixed(6)} USD`,
  );
}
