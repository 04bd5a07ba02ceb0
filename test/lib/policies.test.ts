// Rules that hold for every deployment, whatever is added to it: who may do what, over what, encrypted by what.
import { beforeAll, describe, expect, it } from 'vitest';
import { ACCOUNT_ID, DEFAULT_REGION } from '../../local/aws/account.ts';
import { CONFIGURATIONS, OF_THEIR_OWN, WITH_A_KEY } from './configurations.ts';
import { type DeployedTemplate, deployedTemplate, type Json } from './template/deployed-values.ts';
import { assemblyOf } from './template/interpreted.ts';
import { isAllowed, resourcePolicy, rolePolicies, type Statement } from './template/permissions.ts';

function stacksOf(configuration: (typeof CONFIGURATIONS)[number]): readonly DeployedTemplate[] {
  const { template, others } = assemblyOf(configuration);
  const rest = Object.entries(others).map(([stackName, other]) => deployedTemplate(other, { stackName }));
  return [deployedTemplate(template, { stackName: 'tillwatch', others: rest }), ...rest];
}

const POLICIES = ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'];

/** Actions that know no narrower resource (Service Authorization Reference: EC2, X-Ray). */
const WITHOUT_RESOURCE = [
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

describe.each(CONFIGURATIONS)('a deployment $name', (configuration) => {
  let deployed: DeployedTemplate;
  beforeAll(() => {
    [deployed] = stacksOf(configuration) as [DeployedTemplate];
  });

  const propertiesOf = (...types: readonly string[]): readonly Json[] =>
    types.flatMap((type) => deployed.ofType(type).map((id) => deployed.properties(id)));
  const statementsOf = (...types: readonly string[]): readonly Statement[] =>
    propertiesOf(...types).flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
  const ofRoles = (): readonly Statement[] =>
    deployed.ofType('AWS::IAM::Role').flatMap((role) => rolePolicies(deployed, role).flatMap((one) => one.Statement));

  it('names every action, and a resource wherever one can stand', () => {
    const allowed = ofRoles().filter(({ Effect }) => Effect === 'Allow');
    expect(allowed.flatMap(({ Action }) => [Action].flat()).filter((action) => action.includes('*'))).toEqual([]);
    const anywhere = allowed.filter(({ Resource }) => [Resource].flat().includes('*'));
    expect(anywhere.flatMap(({ Action }) => [Action].flat()).filter((one) => !WITHOUT_RESOURCE.includes(one))).toEqual(
      [],
    );
  });

  it('has no managed policies: they change without notice', () => {
    expect(propertiesOf('AWS::IAM::Role').flatMap(({ ManagedPolicyArns = [] }) => ManagedPolicyArns)).toEqual([]);
  });

  it('lets a service in only on behalf of one source of this account', () => {
    const letIn = statementsOf(...POLICIES).filter(({ Effect }) => Effect === 'Allow');
    for (const { Principal, Condition, Resource } of letIn) {
      expect(Object.keys(Principal), String(Resource)).toEqual(['Service']);
      const keys = Object.values<Json>(Condition).flatMap((condition) => Object.keys(condition));
      expect(keys.toSorted(), String(Resource)).toEqual(['aws:SourceAccount', 'aws:SourceArn']);
      const sources = Object.values<Json>(Condition).flatMap((condition) => [condition['aws:SourceArn'] ?? []].flat());
      expect(sources).not.toContain('*');
    }
  });

  it('speaks only TLS with buckets, queues and topics', () => {
    const kinds = [
      ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
      ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues'],
      ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics'],
    ] as const;
    for (const [type, policy, subject] of kinds) {
      const refusing = propertiesOf(policy).filter(({ PolicyDocument }) =>
        PolicyDocument.Statement.some(refusesPlainHttp),
      );
      const covered = refusing.flatMap((properties) => [properties[subject]].flat());
      expect(covered.toSorted()).toEqual(
        deployed
          .ofType(type)
          .map((id) => deployed.ref(id))
          .toSorted(),
      );
    }
  });

  it('keeps buckets closed to the public, and their versions', () => {
    for (const bucket of propertiesOf('AWS::S3::Bucket')) {
      expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true]);
      expect(bucket.VersioningConfiguration).toEqual({ Status: 'Enabled' });
    }
  });

  it('limits the concurrency of each queue, and reserves none', () => {
    for (const { ScalingConfig } of propertiesOf('AWS::Lambda::EventSourceMapping')) {
      expect(ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
    }
    for (const lambda of propertiesOf('AWS::Lambda::Function')) {
      expect(lambda.ReservedConcurrentExecutions).toBeUndefined();
    }
  });

  it('forgets its logs some day', () => {
    for (const { RetentionInDays } of propertiesOf('AWS::Logs::LogGroup')) expect(RetentionInDays).toBeGreaterThan(0);
  });

  it('has no secret in its template: only names of secrets', () => {
    const environments = propertiesOf('AWS::Lambda::Function').map(({ Environment }) => JSON.stringify(Environment));
    for (const secret of Object.values(configuration.secrets ?? {})) expect(environments.join()).not.toContain(secret);
  });

  it('brings no function of the CDK', () => {
    const types = Object.values(deployed.resources).map(({ Type }) => Type);
    expect(types.filter((type) => /^Custom::|^AWS::CloudFormation::CustomResource/.test(type))).toEqual([]);
  });
});

function refusesPlainHttp({ Effect, Condition, Principal }: Statement): boolean {
  const everybody = Principal === '*' || Principal?.AWS === '*';
  return Effect === 'Deny' && everybody && String(Condition?.Bool?.['aws:SecureTransport']) === 'false';
}

describe.each([WITH_A_KEY, OF_THEIR_OWN])('the key of a deployment $name', (configuration) => {
  let deployed: DeployedTemplate;
  let stacks: readonly DeployedTemplate[];
  let key: string;
  beforeAll(() => {
    stacks = stacksOf(configuration);
    [deployed] = stacks as [DeployedTemplate];
    const platform = stacks.find((one) => one.ofType('AWS::KMS::Key').length > 0);
    key = platform?.arn(platform.ofType('AWS::KMS::Key')[0] ?? '') ?? '';
  });

  it('encrypts every bucket, queue, topic and log', () => {
    const keysOf = (type: string, keyOf: (properties: Json) => string | undefined) =>
      deployed.ofType(type).map((id) => keyOf(deployed.properties(id)));
    const keys = [
      ...keysOf(
        'AWS::S3::Bucket',
        ({ BucketEncryption: { ServerSideEncryptionConfiguration } }) =>
          ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.KMSMasterKeyID,
      ),
      ...keysOf('AWS::SQS::Queue', ({ KmsMasterKeyId }) => KmsMasterKeyId),
      ...keysOf('AWS::SNS::Topic', ({ KmsMasterKeyId }) => KmsMasterKeyId),
      ...keysOf('AWS::Logs::LogGroup', ({ KmsKeyId }) => KmsKeyId),
    ];
    expect(keys.length).toBeGreaterThan(8);
    expect(new Set(keys)).toEqual(new Set([key]));
  });

  /** Whoever hands something on to an encrypted queue or topic, or writes encrypted logs. */
  const users = (): readonly (readonly [service: string, source: string])[] => [
    ...deployed
      .ofType('AWS::S3::Bucket')
      .filter((id) => deployed.properties(id).NotificationConfiguration !== undefined)
      .map((id) => ['s3.amazonaws.com', deployed.arn(id)] as const),
    ...deployed.ofType('AWS::Events::Rule').map((id) => ['events.amazonaws.com', deployed.arn(id)] as const),
    ...deployed.ofType('AWS::CloudWatch::Alarm').map((id) => ['cloudwatch.amazonaws.com', deployed.arn(id)] as const),
    ...deployed
      .ofType('AWS::SNS::Subscription')
      .map((id) => deployed.properties(id))
      .filter(
        ({ Protocol, TopicArn }) =>
          Protocol === 'sqs' && deployed.ofType('AWS::SNS::Topic').some((id) => deployed.ref(id) === TopicArn),
      )
      .map(({ TopicArn }) => ['sns.amazonaws.com', TopicArn] as const),
  ];

  const mayUse = (service: string, context: Readonly<Record<string, string>>) =>
    isAllowed(
      { principal: service, action: 'kms:GenerateDataKey', resource: key, context },
      [],
      resourcePolicy(stacks, key.slice(key.lastIndexOf('/') + 1)),
    );

  it('may be used by every service on the way', async () => {
    const found = users();
    expect(found.length).toBeGreaterThan(5);
    for (const [service, source] of found) {
      const context = { 'aws:SourceArn': source, 'aws:SourceAccount': ACCOUNT_ID };
      expect(await mayUse(service, context), `${service} for ${source}`).toBe(true);
    }
  });

  it('may be used by the logs for the groups of this stack, which they name in the encryption context', () => {
    const policy = resourcePolicy(stacks, key.slice(key.lastIndexOf('/') + 1));
    const forLogs = policy?.Statement.find(({ Principal }) => String(Principal?.Service).startsWith('logs.'));
    expect(forLogs?.Principal.Service).toBe(`logs.${DEFAULT_REGION}.amazonaws.com`);
    expect(forLogs?.Condition.ArnLike).toEqual({
      'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${DEFAULT_REGION}:${ACCOUNT_ID}:log-group:tillwatch*`,
    });
  });

  it('may not be used on behalf of another account, or of something else', async () => {
    for (const [service, source] of users().slice(0, 3)) {
      const another = { 'aws:SourceArn': source, 'aws:SourceAccount': '111111111111' };
      expect(await mayUse(service, another), service).toBe(false);
      const other = { 'aws:SourceArn': source.replace('tillwatch', 'other'), 'aws:SourceAccount': ACCOUNT_ID };
      expect(await mayUse(service, other), service).toBe(false);
    }
  });
});
