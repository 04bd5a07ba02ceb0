// The exporter as Prometheus meets it: over HTTP, as files come, change and go.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfig } from '../../../lambda/config/config.ts';
import { type Exporter, exporterServer, startExporter } from '../../../local/metrics/exporter.ts';
import { fromFiles } from '../../../local/metrics/from-files.ts';
import { aDay } from '../../a-day.ts';
import { csvOf } from '../../csv-of.ts';

const HOUR_MS = 3_600_000;
/** 16h20 in São Paulo: 15h is the last hour that is final. */
const NOW = new Date('2026-01-16T19:20:00Z');

let folder: string;
let exporter: Exporter;
let server: ReturnType<typeof exporterServer>;
let url: string;
let now: Date;
const failures: unknown[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'exporter-'));
  now = NOW;
  failures.length = 0;
  exporter = startExporter({
    source: fromFiles([folder], { config: parseConfig('{}'), now: () => now, keepMs: 48 * HOUR_MS }),
    refreshMs: 24 * HOUR_MS,
    detailed: 1,
    currentHour: null,
    version: '1.2.3',
    now: () => now,
    onFailure: (error) => failures.push(error),
  });
  server = exporterServer(exporter).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  exporter.close();
  server.close();
  server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string, landedAt = now): void {
  writeFileSync(join(folder, name), text);
  utimesSync(join(folder, name), landedAt, landedAt);
}

async function scrape(headers: Record<string, string> = {}): Promise<string> {
  await exporter.refresh();
  return (await fetch(`${url}/metrics`, { headers })).text();
}

describe('the exporter', () => {
  it('tells the last final hour as current, what was expected of it, and what is open', async () => {
    file('shop_2026-01-16.csv', csvOf(aDay().quiet(13, 23).day));
    const text = await scrape();
    expect(text).toContain('tillwatch_current_hour{dataset="shop"} 15\n');
    expect(text).toContain('checkout_transactions_current{dataset="shop"} 0\n');
    expect(text).toContain('tillwatch_current_hour_is_business{dataset="shop"} 1\n');
    expect(text).toContain('tillwatch_zero_readings_in_a_row{dataset="shop"} 3\n');
    expect(text).toMatch(/tillwatch_current_expected_sales\{dataset="shop",bound="mean"\} [1-9]/);
    expect(text).toContain('tillwatch_incidents_open{severity="P1"} 1\n');
    expect(text).toContain('tillwatch_incidents_open{severity="P5"} 0\n');
    expect(text).toContain('tillwatch_checkout_incidents_open{dataset="shop",severity="P1",kind="outage"} 1\n');
    expect(text).not.toContain('hour="16h",period="today"');
  });

  it('has no current value where the hour is a gap, and no zero in its place', async () => {
    const day = csvOf(aDay().day).replace(/^15h,\d+,/m, '15h,,');
    file('shop_2026-01-16.csv', day);
    const text = await scrape();
    expect(text).toContain('tillwatch_current_hour{dataset="shop"} 15\n');
    expect(text).not.toContain('checkout_transactions_current{');
    expect(text).not.toContain('tillwatch_zero_readings_in_a_row{');
  });

  it('leaves no series behind when a status changes, when a file goes and when it is too old', async () => {
    file('shop_2026-01-16.csv', csvOf(aDay().quiet(15, 15).day));
    file('other_2026-01-16.csv', csvOf(aDay().day));
    expect(await scrape()).toContain('hour="15h",status="CRITICAL"');
    file('shop_2026-01-16.csv', csvOf(aDay().day), new Date(NOW.getTime() + 1000));
    const changed = await scrape();
    expect(changed).not.toContain('CRITICAL');
    expect(changed).toContain('dataset="other"');
    rmSync(join(folder, 'other_2026-01-16.csv'));
    expect(await scrape()).not.toContain('dataset="other"');
    now = new Date(NOW.getTime() + 49 * HOUR_MS);
    expect(await scrape()).not.toContain('dataset="shop"');
  });

  it('counts what it refused, and tells of the newest date of each checkout', async () => {
    file('broken.csv', '<html>login</html>');
    file('shop_2026-01-15.csv', csvOf(aDay().day), new Date(NOW.getTime() - 20 * HOUR_MS));
    file('shop_2026-01-16.csv', csvOf(aDay().day));
    const text = await scrape();
    expect(text).toContain('tillwatch_quarantined_files 1\n');
    expect(text).toContain('tillwatch_datasets{detail="by_hour"} 1\n');
    expect(text.match(/^tillwatch_current_hour\{/gm)).toHaveLength(1);
  });

  it('keeps hostile names inside their label', async () => {
    const rows = csvOf(aDay().day).trim().split('\n');
    const named = rows.map((row, i) => `${row},${i === 0 ? 'checkout' : '"a""} 1\\nfake 2"'}`).join('\n');
    file('any_2026-01-16.csv', named);
    expect(await scrape()).toContain('tillwatch_current_hour{dataset="a\\"} 1\\\\nfake 2"} 15\n');
  });

  it('keeps what it knew when a refresh fails, and counts that', async () => {
    file('shop_2026-01-16.csv', csvOf(aDay().day));
    const before = await scrape();
    rmSync(folder, { recursive: true });
    const after = await scrape();
    expect(after).toContain('tillwatch_exporter_refresh_failures_total 1\n');
    expect(after).toContain('tillwatch_current_hour{dataset="shop"} 15\n');
    expect(before).toContain('tillwatch_exporter_refresh_failures_total 0\n');
    expect(failures).toHaveLength(1);
  });

  it('speaks OpenMetrics, with units, to who asks for it, and gzip', async () => {
    file('shop_2026-01-16.csv', csvOf(aDay().day));
    const text = await scrape({ accept: 'application/openmetrics-text; version=1.0.0' });
    expect(text).toMatch(/# TYPE tillwatch_last_file_timestamp_seconds gauge\n# UNIT \S+ seconds\n/);
    expect(text).toContain('# TYPE tillwatch_exporter_refresh_failures counter\n');
    expect(text).toContain('# TYPE checkout_exporter info\n');
    expect(text.endsWith('# EOF\n')).toBe(true);
    // fetch unzips what it is given.
    const zipped = await fetch(`${url}/metrics`, { headers: { 'accept-encoding': 'gzip' } });
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(await zipped.text()).toContain('# HELP tillwatch_datasets');
  });

  it('says where the metrics are, and when it is ready', async () => {
    await exporter.refresh();
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await (await fetch(url)).text()).toContain('/metrics');
    expect((await fetch(`${url}/etc/passwd`)).status).toBe(404);
  });
});
