// What the functions asked of AWS, as requests that policies allow or deny: the recorded calls of their code, and what
// Lambda asks in their name.
import { ACCOUNT_ID, DEFAULT_REGION } from '../../../local/aws/account.ts';
import type { Call, CallParams } from '../../../local/aws/interception.ts';
import type { DeployedTemplate, Json } from './deployed-values.ts';
import { accessKeyOf } from './interpreted-stack.ts';
import type { Request } from './permissions.ts';

export interface MadeRequest extends Request {
  /** `Ref` of the resource whose policy has a say; absent where it is of none of the stacks. */
  readonly subject?: string;
}

/** Every different request of the function with this logical id. */
export function requestsOf(
  stacks: readonly DeployedTemplate[],
  functionId: string,
  calls: readonly Call[],
): readonly MadeRequest[] {
  const [deployed] = stacks;
  if (!deployed) throw new Error('there is no stack');
  const role = roleArn(deployed, functionId);
  const own = calls.filter(({ accessKeyId }) => accessKeyId === accessKeyOf(functionId));
  const asked = [...own.flatMap((call) => ofCall(stacks, call)), ...byLambda(stacks, deployed, functionId)];
  const different = new Map(asked.map((one) => [`${one.action} ${one.resource}`, one]));
  return [...different.values()].map((one) => ({ ...one, principal: role }));
}

function roleArn(deployed: DeployedTemplate, functionId: string): string {
  return deployed.properties(functionId).Role;
}

type Asked = Omit<MadeRequest, 'principal'>;

function ofCall(stacks: readonly DeployedTemplate[], { service, operation, params }: Call): readonly Asked[] {
  if (service === 's3') return ofS3(stacks, operation, params);
  if (service === 'sqs') {
    const queue = `arn:aws:sqs:${DEFAULT_REGION}:${ACCOUNT_ID}:${params.queue}`;
    const [, key] = encrypted(stacks, 'AWS::SQS::Queue', queue);
    return [on(stacks, `sqs:${operation}`, queue), ...(operation === 'SendMessage' ? writing(key) : [])];
  }
  if (service === 'sns') {
    const topic = params.topic ?? '';
    const [, key] = encrypted(stacks, 'AWS::SNS::Topic', topic);
    return [on(stacks, `sns:${operation}`, topic), ...writing(key)];
  }
  return [{ action: `${service}:${operation}`, resource: secretArn(params.secret ?? '') }];
}

/** Secrets Manager puts a hyphen and six characters behind a name. */
function secretArn(nameOrArn: string): string {
  if (nameOrArn.startsWith('arn:')) return nameOrArn;
  return `arn:aws:secretsmanager:${DEFAULT_REGION}:${ACCOUNT_ID}:secret:${nameOrArn}-Abc123`;
}

/**
 * The actions of an operation (https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html).
 * Whoever reads has to be able to tell a missing key from a forbidden one, which takes ListBucket.
 */
function ofS3(stacks: readonly DeployedTemplate[], operation: string, params: CallParams): readonly Asked[] {
  const { bucket = '', key = '', versionId, source } = params;
  const bucketArn = `arn:aws:s3:::${bucket}`;
  const object = `${bucketArn}/${key}`;
  const [, kmsKey] = encrypted(stacks, 'AWS::S3::Bucket', bucketArn);
  switch (operation) {
    case 'GetObject':
    case 'HeadObject':
      return [
        on(stacks, versionId === undefined ? 's3:GetObject' : 's3:GetObjectVersion', object, bucket),
        on(stacks, 's3:ListBucket', bucketArn, bucket),
        ...reading(kmsKey),
      ];
    case 'PutObject':
      return [on(stacks, 's3:PutObject', object, bucket), ...(kmsKey ? [use(kmsKey, 'kms:GenerateDataKey')] : [])];
    case 'CopyObject':
      return [...ofS3(stacks, 'GetObject', source ?? {}), ...ofS3(stacks, 'PutObject', params)];
    case 'ListObjectsV2':
      return [on(stacks, 's3:ListBucket', bucketArn, bucket)];
    default:
      throw new Error(`made-requests.ts doesn't know which permission S3 ${operation} takes (${versionId ?? key})`);
  }
}

const TRACING: readonly Asked[] = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'].map((action) => ({
  action,
  resource: '*',
}));

/** What Lambda does with the function's role: write its log, read its queues, enter its network. */
function byLambda(
  stacks: readonly DeployedTemplate[],
  deployed: DeployedTemplate,
  functionId: string,
): readonly Asked[] {
  const { LoggingConfig, VpcConfig, TracingConfig } = deployed.properties(functionId);
  const log = `arn:aws:logs:${DEFAULT_REGION}:${ACCOUNT_ID}:log-group:${LoggingConfig.LogGroup}:log-stream:stream`;
  const queues = deployed
    .ofType('AWS::Lambda::EventSourceMapping')
    .map((id) => deployed.properties(id))
    .filter(({ FunctionName }) => FunctionName === deployed.ref(functionId))
    .map(({ EventSourceArn }) => String(EventSourceArn));
  return [
    { action: 'logs:CreateLogStream', resource: log },
    { action: 'logs:PutLogEvents', resource: log },
    ...queues.flatMap((queue) => {
      const [, key] = encrypted(stacks, 'AWS::SQS::Queue', queue);
      const poll = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
      return [...poll.map((action) => on(stacks, action, queue)), ...reading(key)];
    }),
    ...(TracingConfig?.Mode === 'Active' ? TRACING : []),
    ...(VpcConfig ? enteringNetwork(VpcConfig) : []),
  ];
}

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html, "Required IAM permissions" */
function enteringNetwork({ SubnetIds, SecurityGroupIds }: Json): readonly Asked[] {
  const ec2 = (resource: string) => `arn:aws:ec2:${DEFAULT_REGION}:${ACCOUNT_ID}:${resource}`;
  const anInterface = ec2('network-interface/eni-1');
  const places = [
    ...SubnetIds.map((id: string) => ec2(`subnet/${id}`)),
    ...SecurityGroupIds.map((id: string) => ec2(`security-group/${id}`)),
  ];
  return [
    { action: 'ec2:DescribeNetworkInterfaces', resource: '*' },
    { action: 'ec2:DescribeSubnets', resource: '*' },
    ...[anInterface, ...places].map((resource) => ({ action: 'ec2:CreateNetworkInterface', resource })),
    { action: 'ec2:DeleteNetworkInterface', resource: anInterface },
    { action: 'ec2:AssignPrivateIpAddresses', resource: anInterface },
    { action: 'ec2:UnassignPrivateIpAddresses', resource: anInterface },
  ];
}

/** A request on a resource whose own policy has a say as well. */
function on(stacks: readonly DeployedTemplate[], action: string, resource: string, ref?: string): Asked {
  const subject = ref ?? refOf(stacks, resource);
  return { action, resource, ...(subject !== undefined && { subject }) };
}

function refOf(stacks: readonly DeployedTemplate[], arn: string): string | undefined {
  for (const deployed of stacks) {
    for (const type of ['AWS::SQS::Queue', 'AWS::SNS::Topic']) {
      const id = deployed.ofType(type).find((one) => deployed.arn(one) === arn);
      if (id !== undefined) return deployed.ref(id);
    }
  }
  return undefined;
}

const KEY_OF: Readonly<Record<string, (properties: Json) => string | undefined>> = {
  'AWS::S3::Bucket': ({ BucketEncryption }) =>
    BucketEncryption?.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID,
  'AWS::SQS::Queue': ({ KmsMasterKeyId }) => KmsMasterKeyId,
  'AWS::SNS::Topic': ({ KmsMasterKeyId }) => KmsMasterKeyId,
};

/** The logical id of the resource with this ARN, and the ARN of the key that encrypts what is in it. */
function encrypted(
  stacks: readonly DeployedTemplate[],
  type: string,
  arn: string,
): readonly [id?: string, key?: string | undefined] {
  for (const deployed of stacks) {
    const id = deployed.ofType(type).find((one) => deployed.arn(one) === arn || deployed.ref(one) === arn);
    if (id !== undefined) return [id, KEY_OF[type]?.(deployed.properties(id))];
  }
  return [];
}

const reading = (key: string | undefined): readonly Asked[] => (key ? [use(key, 'kms:Decrypt')] : []);

/** Whoever sends asks for a data key, and to use it again for what follows (SQS and SNS guides, "Key management"). */
const writing = (key: string | undefined): readonly Asked[] =>
  key ? [use(key, 'kms:GenerateDataKey'), use(key, 'kms:Decrypt')] : [];

function use(keyArn: string, action: string): Asked {
  return { action, resource: keyArn, subject: keyArn.slice(keyArn.lastIndexOf('/') + 1) };
}
