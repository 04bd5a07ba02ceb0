// SNS's query protocol: one POST per operation, named by Action, answered in XML.

import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { checkAuthorization } from '../authorization.ts';
import { type Answer, bodyOf, type Plan, type ServiceDoor } from '../front-door.ts';
import { notImplemented, type ServiceError } from '../service-error.ts';
import { xmlDocument } from '../xml.ts';
import type { EmulatedSns } from './emulated-sns.ts';
import { OPERATIONS } from './operations.ts';
import { formParameters, type Parameters } from './query-parameters.ts';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
const API_VERSION = '2010-03-31';

export function snsDoor(sns: EmulatedSns, region: string): ServiceDoor {
  return {
    accepts: ({ method, url, headers }) =>
      method === 'POST' && url === '/' && /^application\/x-www-form-urlencoded/.test(headers['content-type'] ?? ''),
    plan: (request) => plan(sns, region, request),
    errorAnswer,
  };
}

async function plan(sns: EmulatedSns, region: string, request: IncomingMessage): Promise<Plan> {
  const parameters = formParameters((await bodyOf(request)).toString('utf8'));
  const name = parameters.get('Action') ?? '';
  if (parameters.get('Version') !== API_VERSION)
    throw notImplemented(`${name} of API version ${parameters.get('Version')}`);
  checkAuthorization(request.headers.authorization, 'sns', region);
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation) throw notImplemented(`SNS ${name}`);
  checkParameters(name, operation.parameters, parameters);
  const topic = parameters.get('TopicArn');
  return {
    call: { service: 'sns', operation: name, params: topic === undefined ? {} : { topic } },
    perform: () => answer(name, operation.perform(sns, parameters)),
  };
}

function checkParameters(name: string, honoured: readonly string[], parameters: Parameters): void {
  for (const parameter of parameters.keys()) {
    const [head = ''] = parameter.split('.');
    if (head === 'Action' || head === 'Version' || honoured.includes(head)) continue;
    throw notImplemented(`${name} with ${parameter}`);
  }
}

function answer(name: string, result: ReturnType<(typeof OPERATIONS)[string]['perform']>): Answer {
  const content = { [`${name}Result`]: result, ResponseMetadata: { RequestId: randomUUID() } };
  return {
    status: 200,
    headers: { 'content-type': 'text/xml' },
    body: xmlDocument(`${name}Response`, NAMESPACE, content),
  };
}

function errorAnswer({ status, code, message, headers }: ServiceError, requestId: string): Answer {
  const error = { Type: status >= 500 ? 'Receiver' : 'Sender', Code: code, Message: message };
  const body = xmlDocument('ErrorResponse', NAMESPACE, { Error: error, RequestId: requestId });
  return { status, headers: { 'content-type': 'text/xml', ...headers }, body };
}
