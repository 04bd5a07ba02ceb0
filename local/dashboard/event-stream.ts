// Server-sent events: each alert as it goes out, and a word whenever something on record changed.
// https://html.spec.whatwg.org/multipage/server-sent-events.html
import type { ServerResponse } from 'node:http';
import type { EmulatedAws } from '../aws/emulated-aws.ts';
import { SAFETY_HEADERS } from './answer.ts';
import { alertsAfter, type SentAlert, sentAlert } from './sent-alerts.ts';

/** One file changes several objects within moments: the page is told once. */
const GATHERED_MS = 150;

/** A comment now and then, so that nothing between here and there takes the silence for the end. */
const KEEP_ALIVE_MS = 20_000;

/** After how long a reader whose connection broke tries again, in ms. */
const RETRY_MS = 1_000;

export class EventStream {
  readonly #readers = new Set<ServerResponse>();
  readonly #aws: EmulatedAws;
  readonly #endings: (() => void)[];
  #told: NodeJS.Timeout | undefined;

  constructor(aws: EmulatedAws) {
    this.#aws = aws;
    const keepAlive = setInterval(() => this.#send(':\n\n'), KEEP_ALIVE_MS);
    let count = aws.sns.deliveries().length;
    this.#endings = [
      () => clearInterval(keepAlive),
      aws.sns.onDelivery((delivery) => this.#send(alertEvent(sentAlert(delivery, count++)))),
      aws.s3.onChange(() => this.#changed()),
    ];
  }

  /** Sends what the reader missed, then everything as it happens. @param lastSeen its `Last-Event-ID` */
  open(response: ServerResponse, lastSeen: string | null): void {
    response.writeHead(200, { ...SAFETY_HEADERS, 'content-type': 'text/event-stream; charset=utf-8' });
    response.write(`retry: ${RETRY_MS}\n\n`);
    for (const alert of alertsAfter(lastSeen, this.#aws.sns.deliveries())) response.write(alertEvent(alert));
    response.write(CHANGED);
    this.#readers.add(response);
    response.on('close', () => this.#readers.delete(response));
  }

  close(): void {
    for (const end of this.#endings) end();
    clearTimeout(this.#told);
    for (const reader of this.#readers) reader.end();
  }

  #changed(): void {
    this.#told ??= setTimeout(() => {
      this.#told = undefined;
      this.#send(CHANGED);
    }, GATHERED_MS);
  }

  #send(event: string): void {
    for (const reader of this.#readers) reader.write(event);
  }
}

const CHANGED = 'event: changed\ndata:\n\n';

function alertEvent(alert: SentAlert): string {
  return `id: ${alert.id}\nevent: alert\ndata: ${JSON.stringify(alert)}\n\n`;
}
