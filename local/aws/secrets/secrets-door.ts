// Secrets Manager's JSON protocol, for the one operation that the functions use.
// https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html
import type { IncomingMessage } from 'node:http';
import { checkAuthorization } from '../authorization.ts';
import { type Answer, bodyOf, type Plan, type ServiceDoor } from '../front-door.ts';
import { notImplemented, ServiceError } from '../service-error.ts';
import type { EmulatedSecrets, Stage } from './emulated-secrets.ts';

const TARGET = /^secretsmanager\.(\w+)$/;
const JSON_TYPE = 'application/x-amz-json-1.1';
const STAGES: readonly Stage[] = ['AWSCURRENT', 'AWSPREVIOUS'];

export function secretsDoor(secrets: EmulatedSecrets, region: string): ServiceDoor {
  return {
    accepts: (request) => TARGET.test(String(request.headers['x-amz-target'] ?? '')),
    plan: (request) => plan(secrets, region, request),
    errorAnswer,
  };
}

async function plan(secrets: EmulatedSecrets, region: string, request: IncomingMessage): Promise<Plan> {
  checkAuthorization(request.headers.authorization, 'secretsmanager', region);
  const operation = String(request.headers['x-amz-target']).replace(TARGET, '$1');
  if (operation !== 'GetSecretValue') throw notImplemented(`Secrets Manager ${operation}`);
  const { SecretId = '', VersionStage = 'AWSCURRENT', ...others } = parsed(await bodyOf(request));
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw notImplemented(`GetSecretValue with ${unknown}`);
  return {
    call: { service: 'secretsmanager', operation, params: { secret: String(SecretId) } },
    perform: () => answer(secrets, String(SecretId), stageOf(VersionStage)),
  };
}

function stageOf(name: unknown): Stage {
  const stage = STAGES.find((known) => known === name);
  if (stage) return stage;
  throw notImplemented(`GetSecretValue with the version stage ${name}`);
}

function answer(secrets: EmulatedSecrets, id: string, stage: Stage): Answer {
  const { secret, version } = secrets.version(id, stage);
  const body = {
    ARN: secret.arn,
    Name: secret.name,
    VersionId: version.versionId,
    VersionStages: [stage],
    SecretString: version.text,
  };
  return { status: 200, headers: { 'content-type': JSON_TYPE }, body: JSON.stringify(body) };
}

function parsed(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const input: unknown = JSON.parse(body.toString('utf8'));
    if (typeof input === 'object' && input !== null) return input as Record<string, unknown>;
  } catch {
    // Not JSON: refused below.
  }
  throw new ServiceError(400, 'InvalidRequestException', 'The request body is not a JSON object.');
}

function errorAnswer({ status, code, message, headers }: ServiceError): Answer {
  return {
    status,
    headers: { 'content-type': JSON_TYPE, ...headers },
    body: JSON.stringify({ __type: code, Message: message }),
  };
}
