// Slack and PagerDuty, played on this machine: they take what the real ones document that they take, and nothing else.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Fetch } from '../../lambda/aws/https-post.ts';
import { FakePagerDuty } from './fake-pagerduty.ts';
import { FakeSlack } from './fake-slack.ts';

/** A request as a service sees it. */
export interface Request {
  /** `https://slack.com/api/chat.postMessage`: where the caller believes it is. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * What goes wrong.
 *
 * - `answer`: this instead of the service's own answer, nothing is done.
 * - `lost`: the service does it, and its answer never comes: the connection is cut.
 * - `hang`: nothing is done and no answer comes, until the caller gives up.
 */
export type Fault = { readonly kind: 'answer'; readonly answer: Answer } | { readonly kind: 'lost' | 'hang' };

export interface Receivers {
  readonly slack: FakeSlack;
  readonly pagerDuty: FakePagerDuty;
  /** Requests that were answered or spoilt so far, oldest first. */
  readonly requests: Request[];
  /** Asked at every request; set it at any time. */
  fault: ((request: Request) => Fault | undefined) | undefined;
  /** The runtime's `fetch`, which leads here instead of into the world. */
  readonly fetch: Fetch;
  close(): Promise<void>;
}

export async function startReceivers(): Promise<Receivers> {
  const slack = new FakeSlack();
  const pagerDuty = new FakePagerDuty();
  const server = createServer((incoming, response) => {
    handle(incoming, response).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  const receivers: Receivers = {
    slack,
    pagerDuty,
    requests: [],
    fault: undefined,
    fetch(url, init) {
      if (!url.startsWith('https://')) throw new TypeError(`${url} is not https`);
      return fetch(`http://127.0.0.1:${port}/${url.slice('https://'.length)}`, init);
    },
    close() {
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const request: Request = { url: `https://${(incoming.url ?? '').slice(1)}`, headers: incoming.headers, body };
    receivers.requests.push(request);
    const fault = receivers.fault?.(request);
    if (fault?.kind === 'hang') return;
    const answer = fault?.kind === 'answer' ? fault.answer : serviceAnswer(incoming.method, request);
    if (fault?.kind === 'lost') return void incoming.socket.destroy();
    response.writeHead(answer.status, { ...answer.headers });
    response.end(answer.body);
  }

  function serviceAnswer(method: string | undefined, request: Request): Answer {
    const { host } = new URL(request.url);
    if (method !== 'POST') return { status: 405, body: 'method not allowed' };
    if (host === 'slack.com') return slack.api(request);
    if (host === 'hooks.slack.com') return slack.webhook(request);
    if (/^events\.(eu\.)?pagerduty\.com$/.test(host)) return pagerDuty.enqueue(request);
    return { status: 404, body: `nobody plays ${host}` };
  }
  return receivers;
}
