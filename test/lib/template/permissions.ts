// What the policies of a deployed template allow, by simulation: roles' policies, and those of buckets, queues, topics, keys.
import { runSimulation } from '@cloud-copilot/iam-simulate';
import { ACCOUNT_ID } from '../../../local/aws/account.ts';
import type { DeployedTemplate, Json } from './deployed-values.ts';

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Principal?: Json;
  readonly Condition?: Json;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

export interface Request {
  /** ARN of a role, or a service such as `s3.amazonaws.com`. */
  readonly principal: string;
  /** For example `s3:GetObject`. */
  readonly action: string;
  /** ARN. */
  readonly resource: string;
  /** Condition keys besides `aws:SecureTransport`, which is true. */
  readonly context?: Readonly<Record<string, string>>;
}

/** The policies of the role with this logical id. */
export function rolePolicies(deployed: DeployedTemplate, role: string): readonly PolicyDocument[] {
  const inline = deployed.properties(role).Policies ?? [];
  const attached = deployed
    .ofType('AWS::IAM::Policy')
    .map((id) => deployed.properties(id))
    .filter(({ Roles = [] }) => Roles.includes(deployed.ref(role)));
  return [...inline, ...attached].map(({ PolicyDocument }) => PolicyDocument);
}

/** Which property of which policy resource names what it is for. */
const RESOURCE_POLICIES = [
  ['AWS::S3::BucketPolicy', 'Bucket'],
  ['AWS::SQS::QueuePolicy', 'Queues'],
  ['AWS::SNS::TopicPolicy', 'Topics'],
] as const;

/** The policy of a bucket, queue, topic or key, by its `Ref`; undefined where it has none in these stacks. */
export function resourcePolicy(stacks: readonly DeployedTemplate[], ref: string): PolicyDocument | undefined {
  for (const deployed of stacks) {
    for (const [type, subject] of RESOURCE_POLICIES) {
      for (const id of deployed.ofType(type)) {
        const properties = deployed.properties(id);
        if ([properties[subject]].flat().includes(ref)) return properties.PolicyDocument;
      }
    }
    const key = deployed.ofType('AWS::KMS::Key').find((id) => deployed.ref(id) === ref);
    if (key !== undefined) return deployed.properties(key).KeyPolicy;
  }
  return undefined;
}

/** @throws Error where the simulator can't make sense of the request or of a policy */
export async function isAllowed(
  { principal, action, resource, context = {} }: Request,
  identityPolicies: readonly PolicyDocument[],
  policyOfResource?: PolicyDocument,
): Promise<boolean> {
  const response = await runSimulation(
    {
      request: {
        principal,
        action,
        resource: { resource, accountId: ACCOUNT_ID },
        contextVariables: { 'aws:SecureTransport': 'true', ...context },
      },
      identityPolicies: identityPolicies.map((policy, i) => ({ name: `policy-${i}`, policy })),
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      ...(policyOfResource && { resourcePolicy: policyOfResource }),
    },
    {},
  );
  if (response.resultType === 'error') {
    throw new Error(`${action} on ${resource} can't be simulated: ${JSON.stringify(response.errors)}`);
  }
  return response.overallResult === 'Allowed';
}
