// Notifications to functions: invoked asynchronously, tried again twice where they fail.
// https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
import type { SNSEvent } from 'aws-lambda';

const ATTEMPTS = 3;

export interface FailedInvocation {
  readonly functionArn: string;
  readonly event: SNSEvent;
  readonly error: unknown;
}

export class FunctionDeliveries {
  /** Given up after the last attempt, oldest first. */
  readonly failed: FailedInvocation[] = [];
  readonly #handlers = new Map<string, (event: SNSEvent) => unknown>();
  readonly #running = new Set<Promise<void>>();

  register(functionArn: string, handler: (event: SNSEvent) => unknown): void {
    this.#handlers.set(functionArn, handler);
  }

  deliver(functionArn: string, event: SNSEvent): void {
    const invocation = this.#invoke(functionArn, event).finally(() => this.#running.delete(invocation));
    this.#running.add(invocation);
  }

  /** Resolves when no function is running or waiting. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Attempts follow at once; AWS waits one and two minutes between them. */
  async #invoke(functionArn: string, event: SNSEvent): Promise<void> {
    let error: unknown = new Error(`no function ${functionArn} is registered`);
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const handler = this.#handlers.get(functionArn);
      if (!handler) break;
      try {
        await handler(structuredClone(event));
        return;
      } catch (thrown) {
        error = thrown;
      }
    }
    this.failed.push({ functionArn, event, error });
  }
}
