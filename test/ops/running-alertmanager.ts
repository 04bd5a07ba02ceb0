// Debian's Alertmanager with the configuration in ops/, its receivers at this machine and its waits short.
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { freePort } from './free-port.ts';
import type { Receivers } from './receivers.ts';

export interface RunningAlertmanager {
  readonly port: number;
  /** Sends alerts as Prometheus does (API v2). */
  send(alerts: readonly unknown[]): Promise<void>;
  close(): void;
}

interface Route {
  group_wait?: string;
  group_interval?: string;
  mute_time_intervals?: readonly string[];
  routes?: readonly Route[];
}

export async function startAlertmanager(receivers: Receivers): Promise<RunningAlertmanager> {
  const folder = mkdtempSync(join(tmpdir(), 'alertmanager-'));
  cpSync('ops/alertmanager/templates', join(folder, 'templates'), { recursive: true });
  mkdirSync(join(folder, 'secrets'));
  const here = `http://127.0.0.1:${receivers.httpPort}`;
  writeFileSync(join(folder, 'secrets/slack_webhook_url'), `${here}/slack`);
  writeFileSync(join(folder, 'secrets/pagerduty_routing_key'), 'k'.repeat(32));
  const config = parse(
    readFileSync('ops/alertmanager/alertmanager.yml', 'utf8').replaceAll('/etc/alertmanager', folder),
  );
  const { smtp_auth_username: _user, smtp_auth_password_file: _password, ...global } = config.global;
  config.global = {
    ...global,
    pagerduty_url: `${here}/pagerduty`,
    smtp_smarthost: `127.0.0.1:${receivers.smtpPort}`,
    smtp_require_tls: false,
  };
  config.route = quick(config.route);
  for (const { webhook_configs = [] } of config.receivers) {
    for (const webhook of webhook_configs) webhook.url = `${here}/webhook`;
  }
  writeFileSync(join(folder, 'alertmanager.yml'), stringify(config));
  const port = await freePort();
  const process = spawn(
    'prometheus-alertmanager',
    [
      `--config.file=${folder}/alertmanager.yml`,
      `--storage.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(process, `http://127.0.0.1:${port}/-/ready`);
  return {
    port,
    async send(alerts) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v2/alerts`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(alerts),
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    close() {
      process.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same tree with waits that a test can wait for, and without nights. */
function quick({ mute_time_intervals: _nights, routes = [], ...route }: Route): Route {
  return { ...route, group_wait: '500ms', group_interval: '1s', routes: routes.map(quick) };
}

/** Resolves when `url` answers 200; rejects with what the process said when it ends before. */
export async function ready(process: ChildProcess, url: string): Promise<void> {
  let said = '';
  process.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  let failure: Error | undefined;
  process.once('error', (error) => {
    failure = error;
  });
  for (;;) {
    if (failure) throw failure;
    if (process.exitCode !== null) throw new Error(said);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
