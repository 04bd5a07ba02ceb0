// The view: an incident's page behind a signed link. It is there only where the configuration's `view.enabled` is set.
import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type FunctionUrl, FunctionUrlAuthType, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { VIEW_TIMEOUT_S } from '../lambda/config/timeouts.ts';
import { acknowledge } from './acknowledged.ts';
import { bundledFunction, type FunctionSurroundings } from './bundled-function.ts';
import type { FunctionEnvironment } from './function-environment.ts';
import type { Protection } from './protection.ts';
import type { Records } from './records.ts';

/** A report is worked out anew from the record: half a core, so that nobody waits for it on a phone. */
const MEMORY_MEGABYTES = 1024;

/** Letters and digits of the key: more than the 256 bits that HMAC-SHA-256 can make use of. */
const KEY_LENGTH = 64;

export interface ViewProps {
  readonly protection: Protection;
  readonly records: Records;
  readonly surroundings: FunctionSurroundings;
  /**
   * An address in front of the function, as links have it.
   *
   * @default the Function URL
   */
  readonly publicUrl?: string;
}

export class View extends Construct {
  readonly function: LambdaFunction;
  readonly key: Secret;
  readonly functionUrl: FunctionUrl;

  /** What links begin with. */
  readonly url: string;

  constructor(scope: Construct, id: string, { protection, records, surroundings, publicUrl }: ViewProps) {
    super(scope, id);

    this.key = linkKey(this, protection);
    this.function = bundledFunction(this, {
      name: 'View',
      description: 'Shows the report of an incident to who has its link',
      entry: 'view',
      memoryMegabytes: MEMORY_MEGABYTES,
      timeout: Duration.seconds(VIEW_TIMEOUT_S),
      surroundings: { ...surroundings, environment: ownEnvironment(surroundings.environment, this.key) },
      permissions: [this.mayReadKey, ...permissions(records)],
    });
    // Whoever has a link is let in by its signature, on a phone that knows nothing of AWS.
    this.functionUrl = this.function.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    this.url = publicUrl ?? this.functionUrl.url;
  }

  /** For the functions that write links into alerts. */
  get mayReadKey(): PolicyStatement {
    return new PolicyStatement({
      sid: 'ReadLinkKey',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [this.key.secretArn],
    });
  }

  /** What those functions are told. */
  get variables(): FunctionEnvironment {
    return { VIEW_URL: this.url, VIEW_KEY_SECRET: this.key.secretArn };
  }
}

function linkKey(scope: Construct, { encryptionKey }: Protection): Secret {
  const key = new Secret(scope, 'Key', {
    description: 'Signs the links to incidents. A new version makes links anew; those of the one before stay good.',
    generateSecretString: { passwordLength: KEY_LENGTH, excludePunctuation: true },
    ...(encryptionKey && { encryptionKey }),
  });
  acknowledge(key, {
    'AwsSolutions::AwsSolutions-SMG4':
      'Rotated by hand with one command (docs/view.md): a rotation function would be one more that can read the key',
  });
  return key;
}

function ownEnvironment(all: FunctionEnvironment, key: Secret): FunctionEnvironment {
  const { DEPLOYMENT = '', RECORDS_BUCKET = '', TILLWATCH_CONFIG = '' } = all;
  return { DEPLOYMENT, RECORDS_BUCKET, TILLWATCH_CONFIG, VIEW_KEY_SECRET: key.secretArn };
}

/** It writes only into the records, which call no function. */
function permissions({ bucket }: Records): PolicyStatement[] {
  return [
    // Without it a missing key answers 403, which can't be told from a missing permission.
    new PolicyStatement({ sid: 'ListRecords', actions: ['s3:ListBucket'], resources: [bucket.bucketArn] }),
    new PolicyStatement({
      sid: 'KeepRecords',
      actions: ['s3:GetObject', 's3:PutObject'],
      resources: [bucket.arnForObjects('checkouts/*')],
    }),
    new PolicyStatement({
      sid: 'KeepDamagedRecordsAndSpentForms',
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('quarantine/records/*'), bucket.arnForObjects('view/spent/*')],
    }),
  ];
}
