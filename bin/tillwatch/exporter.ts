// tillwatch exporter: metrics for Prometheus, from CSV files and folders or from the records of a deployment.
import type { AddressInfo } from 'node:net';
import { s3Listing } from '../../lambda/aws/s3-records.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { escapedText } from '../../lambda/notify/plain-text.ts';
import type { Source } from '../../local/metrics/dataset.ts';
import { exporterServer, startExporter } from '../../local/metrics/exporter.ts';
import { fromFiles } from '../../local/metrics/from-files.ts';
import { fromRecords } from '../../local/metrics/from-records.ts';
import { version } from '../../package.json';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';

export interface ExporterCommandOptions extends DeploymentOptions {
  readonly host: string;
  readonly port: number;
  /** In ms. */
  readonly refresh: number;
  /** In ms. */
  readonly keep: number;
  readonly detailed: number;
  readonly currentHour?: number;
  readonly checkout?: string;
  readonly config?: string;
}

/**
 * Serves until SIGINT or SIGTERM. Gives the exit status.
 *
 * @throws TillwatchError `port-unavailable`, and what the source throws at its first reading
 */
export async function runExporter(paths: readonly string[], options: ExporterCommandOptions): Promise<number> {
  const source = await sourceOf(paths, options);
  await source();
  const exporter = startExporter({
    source,
    refreshMs: options.refresh,
    detailed: options.detailed,
    currentHour: options.currentHour ?? null,
    version,
    now: () => new Date(),
    onFailure: (error) => console.error(`tillwatch: the data could not be read: ${(error as Error).message}`),
  });
  const server = exporterServer(exporter);
  await new Promise<void>((resolve, reject) => {
    const refuse = (cause: Error) => {
      const message = `cannot listen on ${options.host}:${options.port}: ${cause.message}; choose another --port`;
      reject(new TillwatchError('port-unavailable', message, {}, cause));
    };
    server.once('error', refuse).listen(options.port, options.host, resolve);
  });
  const { address, port } = server.address() as AddressInfo;
  const what = paths.length > 0 ? paths.map(escapedText).join(', ') : (options.stack ?? options.state);
  console.error(`tillwatch: metrics of ${what} at http://${address}:${port}/metrics; Ctrl-C ends`);
  await new Promise<void>((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  exporter.close();
  server.close();
  server.closeAllConnections();
  return EXIT.ok;
}

async function sourceOf(paths: readonly string[], options: ExporterCommandOptions): Promise<Source> {
  const config = readConfig(options.config);
  const now = () => new Date();
  const { checkout, keep: keepMs } = options;
  if (paths.length > 0) return fromFiles(paths, { config, now, keepMs, ...(checkout !== undefined && { checkout }) });
  const { s3, records, recordsBucket } = await deployment(options);
  const onDamage = (error: TillwatchError) => console.error(`tillwatch: ${error.message}`);
  return fromRecords({ records, listing: s3Listing(s3, recordsBucket) }, { config, now, keepMs, onDamage });
}
