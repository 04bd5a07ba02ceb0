// The exporter: reads its source again and again, and answers /metrics from the last reading.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Snapshot, Source } from './dataset.ts';
import { type Family, OPEN_METRICS_TYPE, openMetricsText, PROMETHEUS_TYPE, prometheusText } from './exposition.ts';
import { type FamilyOptions, families } from './families.ts';

export interface ExporterOptions extends FamilyOptions {
  readonly source: Source;
  readonly refreshMs: number;
  readonly now: () => Date;
  /** Hears of every refresh that failed. */
  readonly onFailure: (error: unknown) => void;
}

export interface Exporter {
  /** Answers one request; true where it was for the exporter. */
  answer(request: IncomingMessage, response: ServerResponse): boolean;
  /** Resolves when the data have been read once more. */
  refresh(): Promise<void>;
  close(): void;
}

const LANDING_PAGE = 'tillwatch exporter\n\n/metrics   for Prometheus\n/healthz   200 once the data have been read\n';

/**
 * Starts reading. A refresh that fails keeps the data before and counts as a failure; the next one comes at its time,
 * never two at once. A scrape's text is made once a refresh: the next scrape costs nothing but its bytes.
 */
export function startExporter(options: ExporterOptions): Exporter {
  let snapshot: Snapshot = { datasets: [], quarantined: 0 };
  let refreshedAtS = 0;
  let failures = 0;
  let scrapes = scrapesOf([]);
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function refresh(): Promise<void> {
    try {
      snapshot = await options.source();
      refreshedAtS = options.now().getTime() / 1000;
    } catch (error) {
      failures++;
      options.onFailure(error);
    }
    scrapes = scrapesOf(families(snapshot, { refreshedAtS, failures }, options));
  }

  async function again(): Promise<void> {
    await refresh();
    if (!isClosed) timer = setTimeout(() => void again(), options.refreshMs);
  }
  void again();

  return {
    answer(request, response) {
      const path = request.url?.split('?')[0];
      if (path === '/metrics') {
        const wantsOpen = /application\/openmetrics-text/.test(request.headers.accept ?? '');
        const wantsGzip = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
        const scrape = wantsOpen ? scrapes.openMetrics : scrapes.prometheus;
        if (wantsGzip) send(response, 200, scrape.type, scrape.zipped(), { 'content-encoding': 'gzip' });
        else send(response, 200, scrape.type, scrape.text());
      } else if (path === '/healthz') {
        const isReady = refreshedAtS > 0;
        send(response, isReady ? 200 : 503, 'text/plain', isReady ? 'ok\n' : 'the data could not be read yet\n');
      } else return false;
      return true;
    },
    refresh,
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** A server that has nothing but the exporter. */
export function exporterServer(exporter: Exporter): Server {
  return createServer((request, response) => {
    if (exporter.answer(request, response)) return;
    const isHome = request.url === '/';
    send(response, isHome ? 200 : 404, 'text/plain', isHome ? LANDING_PAGE : 'not found; see /metrics\n');
  });
}

interface Scrape {
  readonly type: string;
  text(): string;
  zipped(): Buffer;
}

/** Each form is made when it is first asked for, and kept until the next refresh. */
function scrapesOf(told: readonly Family[]): { readonly prometheus: Scrape; readonly openMetrics: Scrape } {
  const scrape = (type: string, make: () => string): Scrape => {
    const text = once(make);
    return { type, text, zipped: once(() => gzipSync(text())) };
  };
  return {
    prometheus: scrape(PROMETHEUS_TYPE, () => prometheusText(told)),
    openMetrics: scrape(OPEN_METRICS_TYPE, () => openMetricsText(told)),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  const length = Buffer.byteLength(body);
  response.writeHead(status, { ...headers, 'content-type': type, 'content-length': length }).end(body);
}
