// SQS's JSON protocol: one POST per operation, named by X-Amz-Target.
import type { IncomingMessage } from 'node:http';
import { checkAuthorization } from '../authorization.ts';
import { type Answer, bodyOf, type Plan, type ServiceDoor } from '../front-door.ts';
import { notImplemented, type ServiceError } from '../service-error.ts';
import type { EmulatedSqs } from './emulated-sqs.ts';
import { type Input, OPERATIONS } from './operations.ts';
import { queryErrorCode, sqsError } from './sqs-error.ts';

const TARGET = /^AmazonSQS\.(\w+)$/;
const JSON_TYPE = 'application/x-amz-json-1.0';

export function sqsDoor(sqs: EmulatedSqs, region: string): ServiceDoor {
  return {
    accepts: (request) => TARGET.test(String(request.headers['x-amz-target'] ?? '')),
    plan: (request) => plan(sqs, region, request),
    errorAnswer,
  };
}

async function plan(sqs: EmulatedSqs, region: string, request: IncomingMessage): Promise<Plan> {
  checkAuthorization(request.headers.authorization, 'sqs', region);
  const name = String(request.headers['x-amz-target']).replace(TARGET, '$1');
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation) throw notImplemented(`SQS ${name}`);
  const input = parsed(await bodyOf(request));
  const unknown = Object.keys(input).find((parameter) => !operation.parameters.includes(parameter));
  if (unknown !== undefined) throw notImplemented(`${name} with ${unknown}`);
  const queue =
    String(input.QueueUrl ?? input.QueueName ?? '')
      .split('/')
      .at(-1) ?? '';
  return {
    call: { service: 'sqs', operation: name, params: { queue } },
    async perform(signal) {
      const output = await operation.perform(sqs, input, signal);
      return { status: 200, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(output) };
    },
  };
}

function parsed(body: Buffer): Input {
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input as Input;
  } catch {
    // Not JSON: refused below.
  }
  throw sqsError('InvalidParameterValue', 'The request body is not a JSON object.');
}

function errorAnswer({ status, code, message, headers }: ServiceError): Answer {
  const fault = status >= 500 ? 'Receiver' : 'Sender';
  return {
    status,
    headers: { 'content-type': JSON_TYPE, 'x-amzn-query-error': `${queryErrorCode(code)};${fault}`, ...headers },
    body: JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }),
  };
}
