// The view in this process: its key as a secret, what the other functions are told of it, and the real handler.
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Environment } from '../lambda/aws/environment.ts';
import { viewPorts } from '../lambda/aws/view-ports.ts';
import type { Log } from '../lambda/log.ts';
import { viewHandler } from '../lambda/view.ts';
import type { EmulatedAws } from './aws/emulated-aws.ts';

export const VIEW_KEY_SECRET = 'tillwatch-view-key';

/** A Function URL's name as Lambda gives it, which is nobody's. */
export const VIEW_HOST = 'emulated.lambda-url.us-east-1.on.aws';

/** What score, watch and view are told; the key is made as the stack makes it. */
export function viewEnvironment(aws: EmulatedAws): Environment {
  aws.secrets.put(VIEW_KEY_SECRET, 'a key that the emulator made up, as long as that of the stack...');
  return { VIEW_URL: `https://${VIEW_HOST}/`, VIEW_KEY_SECRET };
}

export interface EmulatedViewOptions {
  readonly env: Environment;
  readonly now: () => Date;
  readonly log: Log;
}

/** The function behind its URL: a request as a browser makes it. */
export function emulatedView({ env, now, log }: EmulatedViewOptions) {
  const ports = viewPorts({ env, now, log, random: Math.random });
  const handler = viewHandler(() => ports);
  return (method: string, url: string, headers: Readonly<Record<string, string>> = {}, body?: string) =>
    handler(functionUrlEvent(method, new URL(url), headers, body));
}

/** Payload version 2.0: https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads */
function functionUrlEvent(
  method: string,
  { pathname, search, host }: URL,
  headers: Readonly<Record<string, string>>,
  body: string | undefined,
): APIGatewayProxyEventV2 {
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { host, ...headers },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'emulated',
      domainName: VIEW_HOST,
      domainPrefix: 'emulated',
      http: { method, path: pathname, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'emulated',
      routeKey: '$default',
      stage: '$default',
      time: '16/Jan/2026:20:00:00 +0000',
      timeEpoch: 0,
    },
    // As Lambda hands bodies of forms over.
    ...(body !== undefined && { body: Buffer.from(body).toString('base64') }),
    isBase64Encoded: body !== undefined,
  };
}
