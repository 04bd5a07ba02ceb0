// The history in Athena: a database with its tables and views, a workgroup that limits what a query may cost, and the
// questions of sql/ ready to be asked.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Aws, Stack, Token } from 'aws-cdk-lib';
import { CfnNamedQuery, CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { CfnDatabase, CfnTable } from 'aws-cdk-lib/aws-glue';
import { Construct } from 'constructs';
import type { Config } from '../lambda/config/config.ts';
import { athenaTables } from './athena-tables.ts';
import type { Protection } from './protection.ts';
import { RESULTS, type Records } from './records.ts';

/** Beside this file's folder in the repository, and in the package. */
const QUERIES = new URL('../sql/', import.meta.url);

const BYTES_A_MEGABYTE = 1_000_000;

export interface LakeProps {
  readonly records: Records;
  readonly protection: Protection;
  readonly settings: Config['lake'];
}

/** Costs nothing while nobody asks: Glue's first million objects are free, Athena is paid by the bytes of a query. */
export class Lake extends Construct {
  readonly database: string;
  readonly workgroup: string;

  constructor(scope: Construct, id: string, { records, protection, settings }: LakeProps) {
    super(scope, id);
    const bucket = records.bucket.bucketName;
    this.database = databaseName(this);
    this.workgroup = `${this.database}-history`;

    const database = new CfnDatabase(this, 'Database', {
      catalogId: Aws.ACCOUNT_ID,
      databaseInput: {
        name: this.database,
        description: 'What tillwatch saw: readings, incidents, transitions, receipts',
      },
    });
    const tables = athenaTables(bucket, this.database).map((tableInput) => {
      const table = new CfnTable(this, tableInput.name, {
        catalogId: Aws.ACCOUNT_ID,
        databaseName: this.database,
        tableInput,
      });
      table.addResourceDependency(database);
      return table;
    });
    const workgroup = new CfnWorkGroup(this, 'Workgroup', {
      name: this.workgroup,
      description: 'Questions to the history of tillwatch',
      recursiveDeleteOption: true,
      workGroupConfiguration: {
        // Whoever asks can't choose another place for results, or do without the limit.
        enforceWorkGroupConfiguration: true,
        bytesScannedCutoffPerQuery: settings.scanLimitMegabytes * BYTES_A_MEGABYTE,
        publishCloudWatchMetricsEnabled: true,
        engineVersion: { selectedEngineVersion: 'Athena engine version 3' },
        resultConfiguration: {
          outputLocation: `s3://${bucket}/${RESULTS}`,
          expectedBucketOwner: Aws.ACCOUNT_ID,
          encryptionConfiguration: protection.encryptionKey
            ? { encryptionOption: 'SSE_KMS', kmsKey: protection.encryptionKey.keyArn }
            : { encryptionOption: 'SSE_S3' },
        },
      },
    });
    for (const { name, question, sql } of queries()) {
      const named = new CfnNamedQuery(this, `Query-${name}`, {
        name,
        description: question,
        database: this.database,
        workGroup: this.workgroup,
        queryString: sql,
      });
      for (const needed of [workgroup, ...tables]) named.addResourceDependency(needed);
    }
  }
}

/** The stack's name as Glue takes names: lower case, digits and underscores. */
function databaseName(scope: Construct): string {
  const { stackName } = Stack.of(scope);
  return Token.isUnresolved(stackName) ? 'tillwatch' : stackName.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_');
}

function queries(): readonly { readonly name: string; readonly question: string; readonly sql: string }[] {
  const folder = fileURLToPath(QUERIES);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const sql = readFileSync(new URL(file, QUERIES), 'utf8');
      return { name: file.slice(0, -'.sql'.length), question: /^-- (.*)/.exec(sql)?.[1] ?? '', sql };
    });
}
