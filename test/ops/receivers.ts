// What stands at the other end of Alertmanager in tests: Slack, PagerDuty and a webhook over HTTP, and a mail server.
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

export interface Received {
  /** `slack`, `pagerduty`, `webhook` by the request's path, or `mail`. */
  readonly at: string;
  /** The JSON that came, or the mail as it was sent. */
  readonly text: string;
}

export interface Receivers {
  readonly httpPort: number;
  readonly smtpPort: number;
  readonly received: readonly Received[];
  /** What came for `at`, once there are at least `count`; waits for it. */
  arrived(at: string, count?: number): Promise<readonly Received[]>;
  close(): void;
}

const POLL_MS = 50;
const PATIENCE_MS = 60_000;

export async function startReceivers(): Promise<Receivers> {
  const received: Received[] = [];
  const http = createHttpServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    received.push({ at: request.url?.split('/')[1] ?? '', text: Buffer.concat(chunks).toString() });
    // PagerDuty accepts events with 202 (https://developer.pagerduty.com/docs/events-api-v2-overview).
    response.writeHead(request.url?.startsWith('/pagerduty') ? 202 : 200).end('{"status":"success"}');
  });
  const smtp = createServer((socket) => takeMail(socket, (text) => received.push({ at: 'mail', text })));
  const [httpPort, smtpPort] = [await listening(http), await listening(smtp)];
  return {
    httpPort,
    smtpPort,
    received,
    async arrived(at, count = 1) {
      for (const giveUpAt = Date.now() + PATIENCE_MS; ; ) {
        const here = received.filter((one) => one.at === at);
        if (here.length >= count) return here;
        if (Date.now() > giveUpAt) throw new Error(`${here.length} of ${count} came for ${at}`);
        await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    },
    close() {
      http.close();
      http.closeAllConnections();
      smtp.close();
    },
  };
}

async function listening(server: Server | ReturnType<typeof createHttpServer>): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** As much of SMTP (RFC 5321) as a client needs to get rid of one mail, without TLS and authentication. */
function takeMail(socket: Socket, onMail: (text: string) => void): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  let mail: string | null = null;
  let rest = '';
  say('220 here');
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    const lines = (rest + chunk.toString()).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (mail !== null && line === '.') {
        onMail(mail);
        mail = null;
        say('250 taken');
      } else if (mail !== null) mail += `${line}\n`;
      else if (/^DATA/i.test(line)) {
        mail = '';
        say('354 go on');
      } else if (/^QUIT/i.test(line)) {
        say('221 bye');
        socket.end();
      } else say('250 fine');
    }
  });
}
