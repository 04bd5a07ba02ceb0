// Findings of cdk-nag that are meant to be so, each with its reason, said where the resource is made: whoever checks an
// app of their own that has tillwatch in it sees the reasons too.
import { Stack, Validations } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** @param reasons by the rule's id, with its pack in front: `AwsSolutions::AwsSolutions-S1` */
export function acknowledge(construct: Construct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons)) Validations.of(construct).acknowledge({ id, reason });
}

/** A resource of a statement that stands for the objects in a bucket, or for those under a prefix. */
const OBJECTS = /[^*]\/\*$/;

/** Statements that allow something on a bucket's objects have to say which ones by a pattern. */
export function acknowledgeObjects(construct: Construct, statements: readonly PolicyStatement[]): void {
  acknowledgeWildcards(
    construct,
    statements,
    'Objects under one prefix: their keys are names of checkouts and of files that people choose',
    (resource) => OBJECTS.test(resource),
  );
}

/** Resources with a wildcard in these statements, or those of them that `isMeant` tells, for one reason. */
export function acknowledgeWildcards(
  construct: Construct,
  statements: readonly PolicyStatement[],
  reason: string,
  isMeant: (resource: string) => boolean = () => true,
): void {
  const resources = statements.flatMap((statement) => statement.resources.map((one) => asNagWrites(construct, one)));
  for (const resource of new Set(resources)) {
    if (!resource.includes('*') || !isMeant(resource)) continue;
    acknowledge(construct, { [`AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`]: reason });
  }
}

/** `<LogicalId.Arn>/*` for the objects of a bucket: each finding about a wildcard has an id of its own. */
function asNagWrites(construct: Construct, resource: string): string {
  return flattened(Stack.of(construct).resolve(resource));
}

function flattened(value: unknown): string {
  if (typeof value === 'string') return value;
  const [intrinsic, operand] = Object.entries(value as object)[0] ?? [];
  if (intrinsic === 'Fn::Join') return operand[1].map(flattened).join(operand[0]);
  if (intrinsic === 'Fn::GetAtt') return `<${operand.join('.')}>`;
  return intrinsic === 'Ref' ? `<${operand}>` : JSON.stringify(value);
}
