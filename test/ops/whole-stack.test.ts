// The stack of ops/ without containers: file → exporter → Prometheus → rule → Alertmanager → receiver, all for real; and
// every query of the dashboard and of the PromQL page, asked of that Prometheus.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Panel } from '@grafana/schema';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { dashboard } from '../../ops/grafana/dashboard.ts';
import { type Receivers, startReceivers } from './receivers.ts';
import { type RunningAlertmanager, startAlertmanager } from './running-alertmanager.ts';
import { type RunningExporter, startExporterProcess } from './running-exporter.ts';
import { type RunningPrometheus, startPrometheus } from './running-prometheus.ts';

const PATIENCE = { timeout: 30_000 };

let receivers: Receivers;
let alertmanager: RunningAlertmanager;
let exporter: RunningExporter;
let prometheus: RunningPrometheus;

beforeAll(async () => {
  receivers = await startReceivers();
  alertmanager = await startAlertmanager(receivers);
  exporter = await startExporterProcess();
  prometheus = await startPrometheus({ exporter: exporter.port, alertmanager: alertmanager.port });
  await receivers.arrived('mail');
});
afterAll(() => {
  for (const one of [prometheus, exporter, alertmanager, receivers]) one?.close();
});

describe('the whole stack', () => {
  it('pages for an outage that a file shows', async () => {
    // Groups hardly wait here, so a P2 about the same outage may be told before the P1 arrives that silences it.
    const told = (at: string) => receivers.received.filter((one) => one.at === at).map(({ text }) => text);
    const page = expect.objectContaining({
      event_action: 'trigger',
      payload: expect.objectContaining({
        summary: expect.stringMatching(/^P1 shop: no sales in the last hour/),
        severity: 'critical',
      }),
    });
    await expect.poll(() => told('pagerduty').map((text) => JSON.parse(text)), PATIENCE).toContainEqual(page);
    const subject = expect.stringContaining('Subject: P1 shop: no sales in the last hour');
    await expect.poll(() => told('mail'), PATIENCE).toContainEqual(subject);
  });

  it('serves metrics that promtool has nothing against', async () => {
    const text = await (await fetch(`http://127.0.0.1:${exporter.port}/metrics`)).text();
    expect(execFileSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' })).toBe('');
  });

  it('is scraped whole, in OpenMetrics as Prometheus prefers it', async () => {
    const { result } = await prometheus.query('up{job="checkout_exporter"}');
    expect(result).toMatchObject([{ value: [expect.anything(), '1'] }]);
  });
});

describe('the dashboard', () => {
  it('is what its file says', () => {
    expect(JSON.parse(readFileSync('ops/grafana/dashboards/checkout.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(dashboard)),
    );
  });

  const panels = (dashboard.panels ?? []) as Panel[];
  const queries = panels.flatMap(({ title = '', targets = [] }) =>
    targets.map(({ expr }) => [title, String(expr).replaceAll('$dataset', 'shop')] as const),
  );

  it.each(queries)('%s has data: %s', async (_, expr) => {
    expect((await prometheus.query(expr)).result).not.toHaveLength(0);
  });

  it('marks incidents, and finds every checkout', async () => {
    for (const annotation of dashboard.annotations?.list ?? []) {
      const { expr } = annotation as unknown as { expr: string };
      expect((await prometheus.query(expr.replaceAll('$dataset', 'shop'))).result).not.toHaveLength(0);
    }
    expect(await prometheus.labelValues('checkout_transactions_total_today', 'dataset')).toEqual(['shop']);
  });

  it('has panels that do not overlap, each with an id, a title and an explanation of its own', () => {
    const taken = new Map<string, string>();
    for (const { gridPos, title = '' } of panels) {
      const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
      expect(x + w, title).toBeLessThanOrEqual(24);
      for (let column = x; column < x + w; column++) {
        for (let line = y; line < y + h; line++) {
          expect(taken.get(`${column} ${line}`), title).toBeUndefined();
          taken.set(`${column} ${line}`, title);
        }
      }
    }
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    const inRows = panels.filter(({ type }) => type !== 'row');
    expect(inRows.every(({ title, description }) => title && description)).toBe(true);
  });

  it('asks only data sources that are provisioned', () => {
    const { datasources } = parse(readFileSync('ops/grafana/provisioning/datasources/datasources.yml', 'utf8'));
    const known = new Set(datasources.map(({ uid }: { uid: string }) => uid));
    const asked = panels.flatMap(({ datasource }) => (datasource?.uid ? [datasource.uid] : []));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((uid) => !known.has(uid))).toEqual([]);
  });
});

describe('the PromQL of the documents', () => {
  const runbooks = readdirSync('docs/runbooks').map((name) => `docs/runbooks/${name}`);
  const queries = ['docs/promql.md', ...runbooks].flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/```promql\n([\s\S]*?)```/g)].map(([, query = '']) => query.trim()),
  );

  it.each(queries)('%s', async (query) => {
    // A change over time has an answer from the second scrape on.
    const answers = async () => (await prometheus.query(query)).result;
    await expect.poll(answers, { timeout: 30_000 }).not.toHaveLength(0);
  });
});

describe('an end', () => {
  it('reaches everybody who was paged', async () => {
    exporter.recover();
    const ended = async (at: string, sign: RegExp): Promise<boolean> =>
      (await receivers.arrived(at)).some(({ text }) => sign.test(text));
    await expect.poll(() => ended('pagerduty', /"event_action":"resolve"/), { timeout: 60_000 }).toBe(true);
    await expect.poll(() => ended('mail', /Subject: RESOLVED P1 shop/), { timeout: 60_000 }).toBe(true);
  });
});
