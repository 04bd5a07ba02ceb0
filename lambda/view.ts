// The view function: behind a Function URL it shows the report of one incident to who has its link, and takes its forms.
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { viewPorts } from './aws/view-ports.ts';
import { jsonLog, lineOnStandardOutput } from './log.ts';
import { PAGE_POLICY } from './report/html.ts';
import { plain, type ViewPorts, type ViewRequest, type ViewResponse, viewed } from './view/view.ts';

export interface ViewHandlerPorts extends ViewPorts {
  /** Where people see it, besides the Function URL's own name: an address in front of it. */
  readonly publicUrl: string | null;
}

/** A handler over the given ports, for events of payload version 2.0. */
export function viewHandler(ports: () => ViewHandlerPorts) {
  return async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    try {
      return response(await viewed(requestIn(event, ports().publicUrl), ports()));
    } catch (error) {
      ports().log('error', 'a page could not be shown', { error });
      return response(plain(503, (words) => words.unreadable, ports()));
    }
  };
}

/** https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads */
function requestIn(event: APIGatewayProxyEventV2, publicUrl: string | null): ViewRequest {
  const { http, domainName } = event.requestContext;
  const { body = '', isBase64Encoded } = event;
  return {
    method: http.method,
    path: event.rawPath,
    ownOrigins: [`https://${domainName}`, ...(publicUrl === null ? [] : [new URL(publicUrl).origin])],
    headers: event.headers,
    body: isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body,
  };
}

/**
 * Nobody keeps the page, no search engine lists it, nothing frames it, and it tells no other site where it was. The
 * referrer policy isn't `no-referrer`: with that browsers send forms without saying where they come from (Fetch standard,
 * "append a request Origin header").
 */
const HEADERS: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'content-security-policy': `${PAGE_POLICY}; frame-ancestors 'none'`,
  'referrer-policy': 'same-origin',
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow, noarchive',
};

function response({ status, html, location }: ViewResponse): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: { ...HEADERS, 'content-type': 'text/html; charset=utf-8', ...(location && { location }) },
    body: html,
  };
}

let ports: ViewHandlerPorts | undefined;

export const handler = viewHandler(() => {
  const now = () => new Date();
  ports ??= viewPorts({ env: process.env, now, random: Math.random, log: jsonLog(lineOnStandardOutput, now) });
  return ports;
});
