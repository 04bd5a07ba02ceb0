// How each type of resource carries events, or that it carries none. A type that isn't here fails the interpretation: an
// unknown one may be a way that nobody looked at.
import { ACCOUNT_ID, nameInArn } from '../../../local/aws/account.ts';
import type { EmulatedAws } from '../../../local/aws/emulated-aws.ts';
import type { EventPattern } from '../../../local/aws/s3/notification-events.ts';
import type { DeployedTemplate, Json } from './deployed-values.ts';
import { isAllowed, resourcePolicy } from './permissions.ts';

export interface World {
  readonly aws: EmulatedAws;
  /** The stack itself first. */
  readonly stacks: readonly DeployedTemplate[];
  /** Has the function with this name or ARN read a queue. */
  readQueue(mapping: Json): void;
  /** Starts the function with this ARN at each tick. */
  readonly schedules: { readonly functionArn: string; readonly input: string }[];
  /** Where an alarm goes: topics by the alarm's logical id. */
  readonly alarmActions: Map<string, readonly string[]>;
}

type Step = (world: World, properties: Json, id: string, deployed: DeployedTemplate) => void | Promise<void>;

/** What is made first, so that everything that refers to it finds it. A queue waits for its dead-letter queue. */
export const MAKERS: Readonly<Record<string, Step>> = {
  'AWS::SQS::Queue'({ aws }, { RedrivePolicy, VisibilityTimeout, MessageRetentionPeriod }, id, deployed) {
    const deadLetters = RedrivePolicy && nameInArn(RedrivePolicy.deadLetterTargetArn);
    if (deadLetters && !aws.sqs.queueNames.includes(deadLetters)) aws.sqs.createQueue(deadLetters);
    aws.sqs.createQueue(nameInArn(deployed.arn(id)), {
      ...(VisibilityTimeout !== undefined && { visibilityTimeoutSeconds: VisibilityTimeout }),
      ...(MessageRetentionPeriod !== undefined && { retentionSeconds: MessageRetentionPeriod }),
      ...(deadLetters && {
        redrive: { deadLetterQueue: deadLetters, maxReceiveCount: RedrivePolicy.maxReceiveCount },
      }),
    });
  },
  'AWS::SNS::Topic'({ aws }, { DisplayName = '' }, id, deployed) {
    aws.sns.createTopic(nameInArn(deployed.arn(id)), { displayName: DisplayName });
  },
  'AWS::S3::Bucket'({ aws }, { VersioningConfiguration }, id, deployed) {
    aws.s3.createBucket(deployed.ref(id), { versioned: VersioningConfiguration?.Status === 'Enabled' });
  },
  'AWS::SecretsManager::Secret'({ aws }, { GenerateSecretString: { PasswordLength } }, id, deployed) {
    aws.secrets.put(id, 'k'.repeat(PasswordLength), deployed.ref(id));
  },
};

/** The ways between what was made. */
export const WIRES: Readonly<Record<string, Step>> = {
  async 'AWS::S3::Bucket'(world, { NotificationConfiguration }, id, deployed) {
    const { aws } = world;
    const bucket = deployed.ref(id);
    const { QueueConfigurations = [], EventBridgeConfiguration, ...others } = NotificationConfiguration ?? {};
    if (Object.keys(others).length > 0) throw new Error(`wires.ts knows no ${Object.keys(others)} of buckets (${id})`);
    if (EventBridgeConfiguration) aws.s3.sendToEventBridge(bucket);
    for (const { Event, Queue, Filter } of QueueConfigurations) {
      if (Filter) throw new Error(`wires.ts knows no filters of notifications (${id})`);
      // S3 tries the destination when the notification is made, and refuses to make it.
      await mustBeAllowed(world, 's3.amazonaws.com', deployed.arn(id), Queue);
      aws.s3.notify(bucket, { queueUrl: Queue, events: [Event as EventPattern] });
    }
  },
  async 'AWS::Events::Rule'(world, { EventPattern, Targets = [], State = 'ENABLED' }, id, deployed) {
    if (State !== 'ENABLED') return;
    const targets = Targets.map(({ Arn }: { Arn: string }) => Arn);
    for (const target of targets) await mustBeAllowed(world, 'events.amazonaws.com', deployed.arn(id), target);
    world.aws.events.putRule(id, { pattern: EventPattern, targets });
  },
  async 'AWS::SNS::Subscription'(world, properties) {
    const { TopicArn, Protocol, Endpoint, FilterPolicy, FilterPolicyScope, RawMessageDelivery } = properties;
    // What is told over HTTPS leaves the account: nothing in the template goes on from there.
    if (Protocol === 'https') return;
    if (FilterPolicyScope === 'MessageBody') throw new Error('wires.ts knows no filters by body');
    if (Protocol === 'sqs') await mustBeAllowed(world, 'sns.amazonaws.com', TopicArn, Endpoint);
    world.aws.sns.subscribe(TopicArn, {
      protocol: Protocol,
      endpoint: Endpoint,
      ...(FilterPolicy && { filterPolicy: FilterPolicy }),
      ...(RawMessageDelivery && { rawMessageDelivery: true }),
    });
  },
  'AWS::Lambda::EventSourceMapping'(world, properties) {
    if (properties.Enabled !== false) world.readQueue(properties);
  },
  'AWS::Scheduler::Schedule'(world, { Target, State = 'ENABLED' }) {
    if (State === 'ENABLED') world.schedules.push({ functionArn: Target.Arn, input: Target.Input });
  },
  'AWS::CloudWatch::Alarm': alarm,
  'AWS::CloudWatch::CompositeAlarm': alarm,
};

function alarm(world: World, { AlarmActions = [] }: Json, id: string): void {
  world.alarmActions.set(id, AlarmActions);
}

/** Types on which no event goes on to another resource, or that are made and read elsewhere in this folder. */
export const SILENT: ReadonlySet<string> = new Set([
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::S3::BucketPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::KMS::Key',
  'AWS::EC2::SecurityGroup',
  'AWS::Logs::LogGroup',
  'AWS::Logs::QueryDefinition',
  'AWS::CloudWatch::Dashboard',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::Function',
  // People and the command start these: they are entries, and no resource of the template leads to them.
  'AWS::Lambda::Url',
  'AWS::Lambda::Permission',
  'AWS::StepFunctions::StateMachine',
  // Read by queries.
  'AWS::Glue::Database',
  'AWS::Glue::Table',
  'AWS::Athena::WorkGroup',
  'AWS::Athena::NamedQuery',
  'AWS::CDK::Metadata',
]);

/** @throws Error where the target's policy doesn't let the service send on behalf of the source */
async function mustBeAllowed({ stacks }: World, service: string, sourceArn: string, queueArn: string): Promise<void> {
  const owner = stacks.find((deployed) =>
    deployed.ofType('AWS::SQS::Queue').some((id) => deployed.arn(id) === queueArn),
  );
  const id = owner?.ofType('AWS::SQS::Queue').find((one) => owner.arn(one) === queueArn);
  if (!owner || id === undefined) throw new Error(`${queueArn} is no queue of these templates`);
  const request = {
    principal: service,
    action: 'sqs:SendMessage',
    resource: queueArn,
    context: { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': ACCOUNT_ID },
  };
  if (await isAllowed(request, [], resourcePolicy(stacks, owner.ref(id)))) return;
  throw new Error(`${service} may not send to ${id} on behalf of ${sourceArn}`);
}
