// A function as Lambda would run it: the bundle that would be uploaded, in a thread with an environment of its own.
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';

export interface FunctionThread {
  /** Result of the handler. @throws Error with the stack of what the handler threw */
  invoke(event: unknown, around: Around): Promise<unknown>;
  close(): Promise<void>;
}

/** What an invocation finds around it. */
export interface Around {
  readonly now: Date;
  /** Does everything beyond AWS answer that it is busy? */
  readonly isOutsideDown: boolean;
}

export interface FunctionThreadOptions {
  /** Path of the bundle. */
  readonly bundle: string;
  readonly env: Readonly<Record<string, string>>;
  /** Told of each request that the function makes beyond AWS, by `fetch`; all of them are answered well. */
  readonly onOutside: (url: string) => void;
}

/**
 * The clock stands still while an invocation runs. Beyond AWS everything answers as Slack and PagerDuty do, or that it
 * is busy for an hour: what is told there is not the matter here.
 */
const PROGRAM = `
const { parentPort, workerData } = require('node:worker_threads');
let nowMs = 0;
let isOutsideDown = false;
globalThis.Date = class extends Date {
  constructor(...given) { if (given.length === 0) super(nowMs); else super(...given); }
  static now() { return nowMs; }
};
globalThis.fetch = async (url) => {
  parentPort.postMessage({ outside: String(url) });
  if (isOutsideDown) return new Response('', { status: 503, headers: { 'retry-after': '3600' } });
  const status = String(url).includes('pagerduty') ? 202 : 200;
  return new Response(JSON.stringify({ ok: true, ts: '1700000000.000100', channel: 'C1', status: 'success' }), { status });
};
// What a function logs is nobody's business here.
console.log = () => {};
process.stdout.write = () => true;
const handler = import(workerData.bundle).then((bundle) => bundle.handler);
parentPort.on('message', ({ id, event, now, isDown }) => {
  nowMs = now;
  isOutsideDown = isDown;
  const context = { getRemainingTimeInMillis: () => 30000 };
  handler.then((handle) => handle(event, context)).then(
    (returned) => parentPort.postMessage({ id, returned }),
    (error) => parentPort.postMessage({ id, threw: String(error.stack ?? error) }),
  );
});
`;

interface Answer {
  readonly id: number;
  readonly returned?: unknown;
  readonly threw?: string;
}

export function functionThread({ bundle, env, onOutside }: FunctionThreadOptions): FunctionThread {
  const workerData = { bundle: pathToFileURL(bundle).href };
  const worker = new Worker(PROGRAM, { eval: true, env: { ...env }, workerData, execArgv: [] });
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  worker.on('message', (message: Answer | { readonly outside: string }) => {
    if ('outside' in message) onOutside(message.outside);
    else waiting.get(message.id)?.(message);
  });
  return {
    invoke(event, { now, isOutsideDown }) {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, ({ returned, threw }) => {
          waiting.delete(id);
          if (threw === undefined) resolve(returned);
          else reject(new Error(threw));
        });
        worker.postMessage({ id, event, now: now.getTime(), isDown: isOutsideDown });
      });
    },
    async close() {
      await worker.terminate();
    },
  };
}
