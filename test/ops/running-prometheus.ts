// Debian's Prometheus with the configuration and rules in ops/, pointed at this machine, its clockwork sped up.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort } from './free-port.ts';
import { ready } from './running-alertmanager.ts';

export interface RunningPrometheus {
  /** The answer's `data` (https://prometheus.io/docs/prometheus/latest/querying/api/). Throws what Prometheus objects. */
  query(promql: string): Promise<{ readonly resultType: string; readonly result: readonly unknown[] }>;
  /** Values of a label, of the series that match. */
  labelValues(series: string, label: string): Promise<readonly string[]>;
  close(): void;
}

export async function startPrometheus(ports: {
  readonly exporter: number;
  readonly alertmanager: number;
}): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'prometheus-'));
  const port = await freePort();
  const config = parse(
    readFileSync('ops/prometheus/prometheus.yml', 'utf8')
      .replace('checkout-exporter:8000', `127.0.0.1:${ports.exporter}`)
      .replace('alertmanager:9093', `127.0.0.1:${ports.alertmanager}`)
      .replace('localhost:9090', `127.0.0.1:${port}`),
  );
  config.global = { ...config.global, scrape_interval: '1s', evaluation_interval: '1s' };
  for (const job of config.scrape_configs) Object.assign(job, { scrape_interval: '1s', scrape_timeout: '1s' });
  const rules = parse(readFileSync('ops/prometheus/checkout.rules.yml', 'utf8'));
  for (const group of rules.groups) {
    group.interval = '1s';
    for (const rule of group.rules) if (rule.alert) rule.for = '0s';
  }
  writeFileSync(join(folder, 'checkout.rules.yml'), stringify(rules));
  writeFileSync(join(folder, 'prometheus.yml'), stringify(config));
  const process = spawn(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const url = `http://127.0.0.1:${port}`;
  await ready(process, `${url}/-/ready`);
  const asked = async (path: string, parameters: Record<string, string>) => {
    const answer = await fetch(`${url}${path}?${new URLSearchParams(parameters)}`);
    const body = (await answer.json()) as { status: string; error?: string; data: never };
    if (body.status !== 'success') throw new Error(`${parameters.query}: ${body.error}`);
    return body.data;
  };
  return {
    query: (promql) => asked('/api/v1/query', { query: promql }),
    labelValues: (series, label) => asked(`/api/v1/label/${label}/values`, { 'match[]': series }),
    close() {
      process.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
