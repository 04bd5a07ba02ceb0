// A dashboard over the emulated stack for tests, and requests to it as its own page makes them.
import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '../../../lambda/config/config.ts';
import type { Acts } from '../../../local/dashboard/acts.ts';
import { type Dashboard, startDashboard } from '../../../local/dashboard/server.ts';
import { aRunningStack, type RunningStack } from '../../a-running-stack.ts';

export interface RunningDashboard {
  readonly stack: RunningStack;
  readonly dashboard: Dashboard;
  readonly inboxFolder: string;
  /** `acknowledge(…)` and the like as they were asked for. */
  readonly acted: readonly string[];
  /** As the page's own request, unless other headers say otherwise; null takes one away. */
  ask(path: string, options?: Asking): Promise<Answered>;
  close(): Promise<void>;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly body?: string | Uint8Array;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

const JSON_TYPE = 'application/json';

export async function aDashboard(startsAt: string, acts: Partial<Acts> = {}): Promise<RunningDashboard> {
  let now = startsAt;
  const stack = await aRunningStack(startsAt);
  const inboxFolder = join(mkdtempSync(join(tmpdir(), 'tillwatch-')), 'inbox');
  const acted: string[] = [];
  const noted =
    (name: string) =>
    async (...args: readonly unknown[]) =>
      void acted.push(`${name}${JSON.stringify(args)}`);
  const dashboard = await startDashboard({
    stack,
    config: parseConfig('{}'),
    inboxFolder,
    acts: {
      acknowledge: noted('acknowledge'),
      silence: noted('silence'),
      unsilence: noted('unsilence'),
      ...acts,
    },
    now: () => new Date(now),
    log: () => {},
    port: 0,
  });
  const { host } = new URL(dashboard.url);
  const page = await answered(dashboard.url, '/', { headers: { host } });
  const [, token = ''] = /name="tillwatch-token" content="([^"]+)"/.exec(page.body) ?? [];
  return {
    stack: {
      ...stack,
      at(time) {
        now = time;
        stack.at(time);
      },
    },
    dashboard,
    inboxFolder,
    acted,
    ask: (path, { headers, ...asking } = {}) => {
      const own = { host, origin: dashboard.url, 'content-type': JSON_TYPE, 'x-tillwatch-token': token };
      return answered(dashboard.url, path, { ...asking, headers: { ...own, ...headers } });
    },
    async close() {
      await dashboard.close();
      await stack.close();
    },
  };
}

/** By node:http, because fetch sets Host by itself and tidies paths up. */
function answered(url: string, path: string, { method = 'GET', headers = {}, body }: Asking): Promise<Answered> {
  const { hostname, port } = new URL(url);
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== null)) as Record<
    string,
    string
  >;
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers: sent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
