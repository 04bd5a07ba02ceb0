// Reading what was posted, within a limit.
import type { IncomingMessage } from 'node:http';
import { TillwatchError } from '../../lambda/errors.ts';

/** @throws TillwatchError `body-too-large` as soon as there is more than `limit` bytes */
export async function bodyWithin(request: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > limit) throw new TillwatchError('body-too-large', `more than ${limit} bytes were sent; send less`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws TillwatchError `body-invalid` where it isn't a JSON object; `body-too-large` */
export async function jsonWithin(request: IncomingMessage, limit: number): Promise<Readonly<Record<string, unknown>>> {
  const invalid = (cause?: unknown) => new TillwatchError('body-invalid', 'a JSON object was expected', {}, cause);
  let value: unknown;
  try {
    value = JSON.parse((await bodyWithin(request, limit)).toString('utf8'));
  } catch (error) {
    throw error instanceof TillwatchError ? error : invalid(error);
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw invalid();
}
