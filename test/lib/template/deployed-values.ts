// A template as if it were deployed: every resource has a name and an ARN, and references lead to them.
import { ACCOUNT_ID, DEFAULT_REGION } from '../../../local/aws/account.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON of any shape
export type Json = any;

export interface Resource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly DependsOn?: string | readonly string[];
}

export interface TemplateJson {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: Json; readonly Export?: { readonly Name: Json } }>>;
}

/** What a `Ref` gives, and each `Fn::GetAtt`. */
interface Identity {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface DeployedTemplate {
  readonly resources: Readonly<Record<string, Resource>>;
  /** Logical ids of the resources of one type. */
  ofType(type: string): readonly string[];
  /** The properties of a resource with every reference in them followed. */
  properties(logicalId: string): Json;
  ref(logicalId: string): string;
  arn(logicalId: string): string;
  /** The value that an output of another stack exports under this name. */
  exported(name: string): string | undefined;
}

export interface Surroundings {
  readonly stackName: string;
  /** Where queues are, for their URLs. */
  readonly endpoint?: string;
  /** Stacks of the same app whose outputs are imported. */
  readonly others?: readonly DeployedTemplate[];
}

const arnOf = (service: string, resource: string) => `arn:aws:${service}:${DEFAULT_REGION}:${ACCOUNT_ID}:${resource}`;

/** A name as CloudFormation makes it, without the random part. */
type IdentityOf = (name: string, properties: () => Json, surroundings: Surroundings) => Identity;

const named =
  (service: string, kind: string): IdentityOf =>
  (name) => {
    const Arn = arnOf(service, `${kind}${name}`);
    return { ref: name, attributes: { Arn } };
  };

/** Types that other resources refer to. A reference to another type fails, and asks for a line here. */
const IDENTITIES: Readonly<Record<string, IdentityOf>> = {
  'AWS::S3::Bucket'(name, properties) {
    const bucket = properties().BucketName ?? name.toLowerCase();
    return { ref: bucket, attributes: { Arn: `arn:aws:s3:::${bucket}` } };
  },
  'AWS::SQS::Queue'(name, _, { endpoint = 'https://sqs' }) {
    const url = `${endpoint}/${ACCOUNT_ID}/${name}`;
    return { ref: url, attributes: { Arn: arnOf('sqs', name), QueueName: name, QueueUrl: url } };
  },
  'AWS::SNS::Topic'(name) {
    const arn = arnOf('sns', name);
    return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
  },
  'AWS::Lambda::Function': named('lambda', 'function:'),
  'AWS::IAM::Role': (name) => ({ ref: name, attributes: { Arn: `arn:aws:iam::${ACCOUNT_ID}:role/${name}` } }),
  'AWS::KMS::Key': named('kms', 'key/'),
  'AWS::Events::Rule': named('events', 'rule/'),
  'AWS::Scheduler::ScheduleGroup': named('scheduler', 'schedule-group/'),
  'AWS::Logs::LogGroup': (name) => ({ ref: name, attributes: { Arn: arnOf('logs', `log-group:${name}:*`) } }),
  'AWS::CloudWatch::Alarm': named('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': named('cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': named('cloudwatch', 'dashboard/'),
  'AWS::EC2::SecurityGroup': (name) => ({ ref: name, attributes: { GroupId: name } }),
  'AWS::SecretsManager::Secret'(name) {
    const arn = arnOf('secretsmanager', `secret:${name}-Abc123`);
    return { ref: arn, attributes: { Id: arn } };
  },
  'AWS::StepFunctions::StateMachine'(name) {
    const arn = arnOf('states', `stateMachine:${name}`);
    return { ref: arn, attributes: { Arn: arn, Name: name } };
  },
  'AWS::Lambda::Url': (name) => ({
    ref: name,
    attributes: { FunctionUrl: `https://${name.toLowerCase()}.lambda-url.${DEFAULT_REGION}.on.aws/` },
  }),
  'AWS::Glue::Database': named('glue', 'database/'),
  'AWS::Glue::Table': named('glue', 'table/'),
  'AWS::Athena::WorkGroup': named('athena', 'workgroup/'),
};

const STACK_UUID = '51af3dc0-da77-11e4-872e-1234567abcdb';

/** The longest name of a queue, of those that are made here the shortest. */
const LONGEST_NAME = 80;

export function deployedTemplate(template: TemplateJson, surroundings: Surroundings): DeployedTemplate {
  const { stackName, others = [] } = surroundings;
  const resources = template.Resources;
  const pseudo: Readonly<Record<string, unknown>> = {
    'AWS::AccountId': ACCOUNT_ID,
    'AWS::Region': DEFAULT_REGION,
    'AWS::Partition': 'aws',
    'AWS::StackName': stackName,
    'AWS::StackId': arnOf('cloudformation', `stack/${stackName}/${STACK_UUID}`),
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': undefined,
  };

  const identity = (logicalId: string): Identity => {
    const resource = resources[logicalId];
    if (!resource) throw new Error(`the template refers to ${logicalId}, which is not in it`);
    const identityOf = IDENTITIES[resource.Type];
    if (!identityOf) throw new Error(`deployed-values.ts knows no names for ${resource.Type} (${logicalId})`);
    return identityOf(`${stackName}-${logicalId}`.slice(0, LONGEST_NAME), () => properties(logicalId), surroundings);
  };

  const attribute = (logicalId: string, name: string): string => {
    const value = identity(logicalId).attributes[name];
    if (value !== undefined) return value;
    throw new Error(`deployed-values.ts knows no ${name} of ${resources[logicalId]?.Type} (${logicalId})`);
  };

  const intrinsics: Readonly<Record<string, (operand: Json) => unknown>> = {
    Ref: (id: string) => (id in pseudo ? pseudo[id] : identity(id).ref),
    'Fn::GetAtt': ([id, name]: [string, string]) => attribute(id, name),
    'Fn::Join': ([separator, parts]) => (resolved(parts) as string[]).join(separator),
    'Fn::Select': ([index, list]) => (resolved(list) as unknown[])[Number(index)],
    'Fn::Split': ([separator, text]) => String(resolved(text)).split(separator),
    'Fn::Sub': (text) => substituted(text),
    'Fn::ImportValue': (name) => imported(String(resolved(name))),
  };

  const substituted = (operand: string | [string, Json]): string => {
    const [text, variables] = typeof operand === 'string' ? [operand, {}] : operand;
    return text.replaceAll(/\$\{([^!}][^}]*)\}/g, (_, name: string) => {
      if (name in variables) return String(resolved(variables[name]));
      const [id = '', ...path] = name.split('.');
      return String(path.length === 0 ? intrinsics.Ref?.(id) : attribute(id, path.join('.')));
    });
  };

  const imported = (name: string): string => {
    const value = others.map((other) => other.exported(name)).find((found) => found !== undefined);
    if (value === undefined) throw new Error(`no stack exports ${name}`);
    return value;
  };

  const resolved = (value: Json): unknown => {
    if (Array.isArray(value)) return value.map(resolved).filter((one) => one !== undefined);
    if (typeof value !== 'object' || value === null) return value;
    const [[key, operand] = [], ...more] = Object.entries(value);
    const intrinsic = key !== undefined && more.length === 0 ? intrinsics[key] : undefined;
    if (intrinsic) return intrinsic(operand);
    if (key?.startsWith('Fn::')) throw new Error(`deployed-values.ts doesn't know ${key}`);
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, resolved(one)]));
  };

  const properties = (logicalId: string): Json => resolved(resources[logicalId]?.Properties ?? {});

  return {
    resources,
    ofType: (type) => Object.keys(resources).filter((id) => resources[id]?.Type === type),
    properties,
    ref: (logicalId) => identity(logicalId).ref,
    arn: (logicalId) => identity(logicalId).attributes.Arn ?? identity(logicalId).ref,
    exported(name) {
      const outputs = Object.values(template.Outputs ?? {});
      const output = outputs.find(({ Export }) => Export !== undefined && resolved(Export.Name) === name);
      return output && String(resolved(output.Value));
    },
  };
}
