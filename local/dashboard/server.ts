// The dashboard's HTTP server: on loopback, every request through the gate, then to the one route that knows it.
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Config } from '../../lambda/config/config.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import type { Log } from '../../lambda/log.ts';
import { type EmulatedStack, RECORDS_BUCKET } from '../emulated-stack.ts';
import type { Acts } from './acts.ts';
import { type Answer, refusal, refused, SAFETY_HEADERS } from './answer.ts';
import { builtAssets } from './assets.ts';
import { EventStream } from './event-stream.ts';
import { turnedAway } from './gate.ts';
import { ROUTES } from './routes.ts';
import { sqlExplorer } from './sql-explorer.ts';
import { storedState } from './stored-state.ts';
import type { Surroundings } from './surroundings.ts';

export interface DashboardOptions {
  readonly stack: EmulatedStack;
  readonly config: Config;
  /** The watched folder, into which uploads are written. */
  readonly inboxFolder: string;
  readonly acts: Acts;
  readonly now: () => Date;
  readonly log: Log;
  /** A port that must be had; without one PREFERRED_PORT if it is free, else any. */
  readonly port?: number;
}

export interface Dashboard {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  close(): Promise<void>;
}

/** The same address from day to day, for bookmarks. */
const PREFERRED_PORT = 7377;

/** @throws TillwatchError `port-in-use` where the port that was asked for is taken; `dashboard-not-built` */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { stack, config, port, log } = options;
  const assets = builtAssets();
  const server = createServer();
  await listening(server, port);
  const gate = { port: (server.address() as AddressInfo).port, token: randomBytes(24).toString('base64url') };
  const events = new EventStream(stack.aws);
  const around: Surroundings = {
    ...options,
    assets,
    events,
    token: gate.token,
    state: storedState(stack.aws.s3, RECORDS_BUCKET),
    sql: sqlExplorer(stack.aws.s3, config, options.now),
  };
  server.on('request', (request, response) => {
    answered(request, response, around, turnedAway({ method: request.method ?? '', headers: request.headers }, gate))
      .catch((error: unknown) => {
        log('error', 'the dashboard could not answer', { error });
        return refusal(500, 'defect', 'the dashboard could not answer; the terminal says why');
      })
      .then((answer) => answer && send(response, answer));
  });
  return {
    url: `http://127.0.0.1:${gate.port}`,
    close() {
      events.close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Null where the route answers by itself, for as long as it takes. */
async function answered(
  request: IncomingMessage,
  response: ServerResponse,
  around: Surroundings,
  turned: Answer | null,
): Promise<Answer | null> {
  if (turned) return turned;
  const { path, query } = asked(request.url ?? '');
  const route = ROUTES.find((known) => known.method === request.method && known.path === path);
  if (!route) return refusal(404, 'not-found', 'there is no such page');
  try {
    return await route.answer({ request, response, query }, around);
  } catch (error) {
    if (error instanceof TillwatchError) return refused(error);
    throw error;
  }
}

function asked(target: string): { readonly path: string; readonly query: URLSearchParams } {
  const [path = '', query = ''] = target.split('?', 2);
  return { path, query: new URLSearchParams(query) };
}

function send(response: ServerResponse, { status, headers, body }: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...SAFETY_HEADERS, ...length, ...headers });
  response.end(body);
}

async function listening(server: Server, port: number | undefined): Promise<void> {
  try {
    await listeningOn(server, port ?? PREFERRED_PORT);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    if (port !== undefined) {
      const message = `port ${port} is taken; stop what listens there, or choose another one (0 takes any)`;
      throw new TillwatchError('port-in-use', message, {}, error);
    }
    await listeningOn(server, 0);
  }
}

function listeningOn(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
