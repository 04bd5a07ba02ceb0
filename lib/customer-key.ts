// The key of the customer: who may use it on the way from the inbox to the alerts, and for what.
import { Annotations, Stack, Token } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';

/** What S3, SQS and SNS ask for on behalf of whoever reads and writes encrypted data, and nothing more. */
const USE = ['kms:Decrypt', 'kms:GenerateDataKey'];

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html */
const USE_FOR_LOGS = [...USE, 'kms:DescribeKey', 'kms:Encrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];

/**
 * CloudFormation's names begin with the stack's, which is shortened where a service's names are short; a rule's has at
 * most 64 characters (https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html).
 */
const SURE_PREFIX_LENGTH = 20;

/** What a function needs where its data are encrypted with these keys. */
export function useOfKeys(keys: readonly IKey[]): PolicyStatement[] {
  const resources = [...new Set(keys.map((key) => key.keyArn))];
  return resources.length === 0 ? [] : [new PolicyStatement({ sid: 'UseKeys', actions: USE, resources })];
}

/**
 * Lets an AWS service, such as `s3.amazonaws.com`, use the key on behalf of one source in this account. `sourceArn` is a
 * pattern made of names: the key may be of another stack, which can't refer to this one's resources.
 *
 * The policy of a key that was only imported can't be changed from here; then the synthesis warns.
 */
export function letServiceUse(scope: Construct, key: IKey, service: string, sourceArn: string): void {
  letUse(scope, key, service, USE, {
    ArnLike: { 'aws:SourceArn': sourceArn },
    StringEquals: { 'aws:SourceAccount': Stack.of(scope).account },
  });
}

/** Lets CloudWatch Logs encrypt the log groups of this stack, which it names in the encryption context. */
export function letLogsUse(scope: Construct, key: IKey): void {
  const stack = Stack.of(scope);
  const groups = stack.formatArn({ service: 'logs', resource: `log-group:${namesInStack(scope)}` });
  letUse(scope, key, `logs.${stack.region}.amazonaws.com`, USE_FOR_LOGS, {
    ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups },
  });
}

/** A pattern for the names that CloudFormation gives to what is in the stack of `scope`. */
export function namesInStack(scope: Construct): string {
  const { stackName } = Stack.of(scope);
  return Token.isUnresolved(stackName) ? '*' : `${stackName.slice(0, SURE_PREFIX_LENGTH)}*`;
}

type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

function letUse(scope: Construct, key: IKey, service: string, actions: string[], conditions: Conditions): void {
  const statement = new PolicyStatement({
    principals: [new ServicePrincipal(service)],
    actions,
    // In the policy of a key it means this key.
    resources: ['*'],
    conditions,
  });
  if (key.addToResourcePolicy(statement, true).statementAdded) return;
  Annotations.of(scope).addWarningV2(
    `tillwatch:key-policy:${service}`,
    `the encryption key was imported: see to it that its policy lets ${service} use it (docs/deploy.md, "Your own key")`,
  );
}
