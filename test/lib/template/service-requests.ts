// What services ask for with a role that they are given: the scheduler, and Step Functions for a Distributed Map.
import { ACCOUNT_ID, DEFAULT_REGION } from '../../../local/aws/account.ts';
import type { DeployedTemplate, Json } from './deployed-values.ts';
import type { MadeRequest } from './made-requests.ts';

/** By the logical id of the role. */
export function serviceRequests(deployed: DeployedTemplate): ReadonlyMap<string, readonly MadeRequest[]> {
  const requests = new Map<string, readonly MadeRequest[]>();
  for (const id of deployed.ofType('AWS::Scheduler::Schedule')) {
    const { Target } = deployed.properties(id);
    const start = { principal: Target.RoleArn, action: 'lambda:InvokeFunction', resource: Target.Arn };
    requests.set(roleOf(deployed, Target.RoleArn), [start]);
  }
  for (const id of deployed.ofType('AWS::StepFunctions::StateMachine')) {
    const { RoleArn } = deployed.properties(id);
    const asked = ofDistributedMap(deployed, id).map((one) => ({ ...one, principal: RoleArn }));
    requests.set(roleOf(deployed, RoleArn), asked);
  }
  return requests;
}

function roleOf(deployed: DeployedTemplate, arn: string): string {
  return deployed.ofType('AWS::IAM::Role').find((id) => deployed.arn(id) === arn) ?? arn;
}

/** https://docs.aws.amazon.com/step-functions/latest/dg/iam-policies-eg-dist-map.html */
function ofDistributedMap(deployed: DeployedTemplate, id: string): readonly Omit<MadeRequest, 'principal'>[] {
  const { StateMachineName, DefinitionString, Definition } = deployed.properties(id);
  const definition: Json = Definition ?? JSON.parse(DefinitionString);
  const states = (kind: string) => `arn:aws:states:${DEFAULT_REGION}:${ACCOUNT_ID}:${kind}:${StateMachineName}`;
  const context = { 'aws:ResourceAccount': ACCOUNT_ID };
  return Object.values<Json>(definition.States)
    .filter(({ Type }) => Type === 'Map')
    .flatMap(({ Label, ItemReader, ItemProcessor, ResultWriter }) => {
      const outcomes = `arn:aws:s3:::${ResultWriter.Parameters.Bucket}/${ResultWriter.Parameters.Prefix}run/manifest.json`;
      const writing = ['s3:PutObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:AbortMultipartUpload'];
      const tasks = Object.values<Json>(ItemProcessor.States).filter(({ Type }) => Type === 'Task');
      return [
        { action: 's3:ListBucket', resource: `arn:aws:s3:::${ItemReader.Parameters.Bucket}` },
        ...tasks.map(({ Parameters }) => ({ action: 'lambda:InvokeFunction', resource: Parameters.FunctionName })),
        { action: 'states:StartExecution', resource: states('stateMachine') },
        { action: 'states:DescribeExecution', resource: `${states('execution')}:1` },
        { action: 'states:StopExecution', resource: `${states('execution')}:1` },
        { action: 'states:RedriveExecution', resource: `${states('execution')}/${Label}:1` },
        ...writing.map((action) => ({ action, resource: outcomes, context })),
        ...keyOf(deployed, ResultWriter.Parameters.Bucket).flatMap((key) => [
          { action: 'kms:GenerateDataKey', resource: key, subject: key.slice(key.lastIndexOf('/') + 1) },
          { action: 'kms:Decrypt', resource: key, subject: key.slice(key.lastIndexOf('/') + 1) },
        ]),
      ];
    });
}

/** The key that encrypts the bucket of this name; none where it is S3's own. */
function keyOf(deployed: DeployedTemplate, bucket: string): readonly string[] {
  const id = deployed.ofType('AWS::S3::Bucket').find((one) => deployed.ref(one) === bucket);
  const encryption = id && deployed.properties(id).BucketEncryption?.ServerSideEncryptionConfiguration[0];
  const key = encryption?.ServerSideEncryptionByDefault.KMSMasterKeyID;
  return key === undefined ? [] : [key];
}
