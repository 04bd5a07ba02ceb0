// The exporter as a process, on a folder with one checkout whose sales have stopped three hours ago.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aDay } from '../a-day.ts';
import { csvOf } from '../csv-of.ts';
import { freePort } from './free-port.ts';
import { ready } from './running-alertmanager.ts';

export interface RunningExporter {
  readonly port: number;
  /** Sales go on as if nothing had been. */
  recover(): void;
  close(): void;
}

/** Wherever it is about six in the evening: the day is long enough, whenever the test runs. */
function eveningZone(now: Date): string {
  const hoursWest = (now.getUTCHours() - 18 + 24) % 24;
  // Etc/GMT+n lies n hours west of Greenwich; the database has 12 west and 14 east.
  return hoursWest <= 12 ? `Etc/GMT+${hoursWest}` : `Etc/GMT-${24 - hoursWest}`;
}

export async function startExporterProcess(): Promise<RunningExporter> {
  const folder = mkdtempSync(join(tmpdir(), 'exporter-'));
  const now = new Date();
  const timeZone = eveningZone(now);
  const date = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify({ timeZone }));
  const file = join(folder, `shop_${date}.csv`);
  writeFileSync(file, csvOf(aDay().quiet(15, 23).day));
  const port = await freePort();
  const process = spawn(
    globalThis.process.execPath,
    ['dist/tillwatch.js', 'exporter', file, '--port', String(port), '--refresh', '1s', '--config', config],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await ready(process, `http://127.0.0.1:${port}/healthz`);
  return {
    port,
    recover: () => writeFileSync(file, csvOf(aDay().day)),
    close() {
      process.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
