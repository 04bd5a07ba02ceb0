// The one HTTP port: which service is meant, what is asked, what goes wrong on purpose, and the answer.
import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TillwatchError } from '../../lambda/errors.ts';
import { accessKeyId } from './authorization.ts';
import type { Call, Fault, Intercept } from './interception.ts';
import { ServiceError } from './service-error.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A request that has been understood but not yet carried out. */
export interface Plan {
  readonly call: Omit<Call, 'accessKeyId'>;
  /** @throws ServiceError */
  perform(signal: AbortSignal): Answer | Promise<Answer>;
  /** Called once, however the request ends. */
  release?(): void;
}

/** One service behind the port. */
export interface ServiceDoor {
  /** Is this request meant for the service, as far as its head tells? */
  accepts(request: IncomingMessage): boolean;
  /** @throws ServiceError where the request can't be understood or isn't implemented */
  plan(request: IncomingMessage): Promise<Plan>;
  errorAnswer(error: ServiceError, requestId: string): Answer;
}

/** A local run goes on for weeks; older calls than these are forgotten. */
const MOST_CALLS = 100_000;

/** Listens from the start, answers once it knows its services. */
export class FrontDoor {
  /** Calls so far, oldest first. */
  readonly calls: Call[] = [];
  intercept: Intercept | undefined;
  readonly endpoint: string;
  readonly #server: Server;
  readonly #closing = new AbortController();

  private constructor(server: Server) {
    this.#server = server;
    this.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  /** Takes `port` of the loopback interface; 0 takes any that is free. @throws TillwatchError `port-in-use` */
  static listening(port: number): Promise<FrontDoor> {
    const server = createServer();
    // A client that thinks time and again about its next request must not find its connection closed just then.
    server.keepAliveTimeout = 0;
    return new Promise((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) => {
        const message = `port ${port} is taken; stop what listens there, or choose another one (0 takes any)`;
        reject(error.code === 'EADDRINUSE' ? new TillwatchError('port-in-use', message, {}, error) : error);
      });
      server.listen(port, '127.0.0.1', () => resolve(new FrontDoor(server)));
    });
  }

  /** Answers requests from now on: the first service that accepts one gets it, else `otherwise`. */
  serve(services: readonly ServiceDoor[], otherwise: Omit<ServiceDoor, 'accepts'>): void {
    this.#server.on('request', (request, response) => {
      const service = services.find((door) => door.accepts(request)) ?? otherwise;
      this.#answer(service, request, response).catch(() => request.socket.destroy());
    });
  }

  /** Ends long polls and injected silence, and cuts connections. */
  close(): Promise<void> {
    this.#closing.abort();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  #count(call: Call): void {
    this.calls.push(call);
    if (this.calls.length > MOST_CALLS) this.calls.shift();
  }

  async #answer(
    service: Omit<ServiceDoor, 'accepts'>,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const requestId = randomUUID();
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    let plan: Plan | undefined;
    try {
      plan = await service.plan(request);
      const call = { ...plan.call, accessKeyId: accessKeyId(request.headers.authorization) };
      this.#count(call);
      const fault = this.intercept?.(call);
      await before(fault, this.#closing.signal);
      if (this.#closing.signal.aborted || fault?.kind === 'drop') return void request.socket.destroy();
      const answer = await plan.perform(AbortSignal.any([gone.signal, this.#closing.signal]));
      if (fault?.kind === 'drop-after') return void request.socket.destroy();
      if (fault?.kind === 'after') throw injected(fault.status, fault.code);
      send(response, answer, requestId);
    } catch (error) {
      const refusal = error instanceof ServiceError ? error : defect(error);
      send(response, service.errorAnswer(refusal, requestId), requestId);
    } finally {
      plan?.release?.();
    }
  }
}

/** What a fault does before anything is done: refuse, or wait. */
async function before(fault: Fault | undefined, closing: AbortSignal): Promise<void> {
  if (fault?.kind === 'before') throw injected(fault.status, fault.code);
  if (fault?.kind === 'hang') await silence(fault.ms, closing);
  if (fault?.kind === 'hold') await fault.until;
}

function injected(status: number, code: string): ServiceError {
  return new ServiceError(status, code, `injected fault: ${code}`);
}

/** A bug of the emulator's own: told in the answer, because there it is seen. */
function defect(error: unknown): ServiceError {
  return new ServiceError(500, 'InternalError', `defect in the emulator: ${(error as Error).stack ?? error}`);
}

function send(response: ServerResponse, { status, headers, body }: Answer, requestId: string): void {
  if (response.destroyed) return;
  const length = status === 204 || status === 304 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  response.writeHead(status, { ...length, 'x-amz-request-id': requestId, 'x-amzn-requestid': requestId, ...headers });
  response.end(body);
}

/** All of the request's body. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Resolves after `ms`, or as soon as the emulator closes. */
function silence(ms: number, closing: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    closing.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
