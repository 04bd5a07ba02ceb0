// Who sets off whom in a template: the ways of events, and what functions may write to.
import type { DeployedTemplate, Json } from './deployed-values.ts';
import { rolePolicies } from './permissions.ts';

/** From ARN to ARN. */
export interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Actions by which something new comes into a bucket, a queue, a topic, or a function or machine is started. */
const SETTING_OFF = [
  's3:PutObject',
  's3:DeleteObject',
  'sqs:SendMessage',
  'sns:Publish',
  'lambda:InvokeFunction',
  'lambda:InvokeAsync',
  'states:StartExecution',
  'events:PutEvents',
];

const TARGET_TYPES = [
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::Lambda::Function',
  'AWS::StepFunctions::StateMachine',
];

/** The ways that events take by themselves. */
export function eventEdges(deployed: DeployedTemplate): readonly Edge[] {
  const of = (type: string, edges: (properties: Json, id: string) => Edge[]) =>
    deployed.ofType(type).flatMap((id) => edges(deployed.properties(id), id));
  return [
    ...of('AWS::S3::Bucket', ({ NotificationConfiguration: told }, id) =>
      [
        ...(told?.QueueConfigurations ?? []).map(({ Queue }: { Queue: string }) => Queue),
        ...(told?.LambdaConfigurations ?? []).map(({ Function: heard }: { Function: string }) => heard),
        ...(told?.TopicConfigurations ?? []).map(({ Topic }: { Topic: string }) => Topic),
      ].map((to: string) => ({ from: deployed.arn(id), to })),
    ),
    ...of('AWS::Events::Rule', ({ EventPattern, Targets = [] }) =>
      (EventPattern?.detail?.bucket?.name ?? []).flatMap((bucket: string) =>
        Targets.map(({ Arn }: { Arn: string }) => ({ from: `arn:aws:s3:::${bucket}`, to: Arn })),
      ),
    ),
    ...of('AWS::SNS::Subscription', ({ TopicArn, Endpoint }) => [{ from: TopicArn, to: Endpoint }]),
    ...of('AWS::Lambda::EventSourceMapping', ({ EventSourceArn, FunctionName }) => [
      { from: EventSourceArn, to: functionArn(deployed, FunctionName) },
    ]),
    ...of('AWS::StepFunctions::StateMachine', ({ RoleArn }, id) =>
      allowedTargets(deployed, RoleArn, ['lambda:InvokeFunction']).map((to) => ({ from: deployed.arn(id), to })),
    ),
  ];
}

/** From each function to all that its role lets it write to or start. */
export function writeEdges(deployed: DeployedTemplate, others: readonly string[] = []): readonly Edge[] {
  return deployed.ofType('AWS::Lambda::Function').flatMap((id) => {
    const { Role } = deployed.properties(id);
    return allowedTargets(deployed, Role, SETTING_OFF, others).map((to) => ({ from: deployed.arn(id), to }));
  });
}

/** What the role lets somebody do one of these actions to. */
function allowedTargets(
  deployed: DeployedTemplate,
  roleArn: string,
  actions: readonly string[],
  others: readonly string[] = [],
): readonly string[] {
  const targets = [...TARGET_TYPES.flatMap((type) => deployed.ofType(type)).map((id) => deployed.arn(id)), ...others];
  const role = deployed.ofType('AWS::IAM::Role').find((one) => deployed.arn(one) === roleArn);
  const policies = role === undefined ? [] : rolePolicies(deployed, role);
  const patterns = policies
    .flatMap(({ Statement }) => Statement)
    .filter(({ Effect, Action }) => Effect === 'Allow' && [Action].flat().some((one) => covers(one, actions)))
    .flatMap(({ Resource = [] }) => [Resource].flat());
  return targets.filter((target) => patterns.some((pattern) => mayMean(pattern, target)));
}

/** The first circle that leads through the edges, as the resources on it; null where there is none. */
export function circle(edges: readonly Edge[]): readonly string[] | null {
  const nodes = new Set(edges.map(({ from }) => from));
  for (const start of nodes) {
    const path = wayBack(start, start, edges, new Set());
    if (path) return path;
  }
  return null;
}

function wayBack(at: string, start: string, edges: readonly Edge[], seen: Set<string>): readonly string[] | null {
  for (const { to } of edges.filter(({ from }) => from === at)) {
    if (to === start) return [at, to];
    if (seen.has(to)) continue;
    seen.add(to);
    const rest = wayBack(to, start, edges, seen);
    if (rest) return [at, ...rest];
  }
  return null;
}

/** Does an action of a policy, which may end with a wildcard, mean one of these? */
const covers = (action: string, actions: readonly string[]) =>
  actions.some((one) => one === action || (action.includes('*') && one.startsWith(action.replace(/\*.*/, ''))));

/** May the pattern stand for the resource, or for something in it? */
function mayMean(pattern: string, arn: string): boolean {
  const beginning = pattern.replace(/[*?].*/s, '');
  return pattern === arn || pattern.startsWith(`${arn}/`) || (pattern !== beginning && arn.startsWith(beginning));
}

function functionArn(deployed: DeployedTemplate, nameOrArn: string): string {
  const id = deployed.ofType('AWS::Lambda::Function').find((one) => deployed.ref(one) === nameOrArn);
  return id === undefined ? nameOrArn : deployed.arn(id);
}
