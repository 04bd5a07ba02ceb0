// The history's tables as Glue keeps them for Athena: files by month, and views over them. Made from the same list as
// the files themselves and DuckDB's tables (lambda/config/lake-tables.ts).
import type { CfnTable } from 'aws-cdk-lib/aws-glue';
import {
  type Column,
  type ColumnType,
  LAKE_TABLES,
  MONTH,
  type TableName,
  WRITTEN_AT,
} from '../lambda/config/lake-tables.ts';
import { LAKE_VIEWS, writtenTable } from '../lambda/config/lake-views.ts';

export type AthenaTable = CfnTable.TableInputProperty & { readonly name: string };

/** Tables whose files the watch and the backfill write. Receipts lie in objects of their own already. */
const FILED: readonly TableName[] = ['readings', 'incidents', 'transitions'];

/** The first month that can be asked for. Each projected month without files costs a listing when all are asked for. */
const FIRST_MONTH = '2015-01';

/** Hive's names of the types (https://docs.aws.amazon.com/athena/latest/ug/data-types.html). */
const HIVE_TYPES: Readonly<Record<ColumnType, string>> = {
  varchar: 'string',
  date: 'date',
  timestamp: 'timestamp',
  integer: 'int',
  double: 'double',
  boolean: 'boolean',
};

/** Reads one JSON object a line (https://docs.aws.amazon.com/athena/latest/ug/openx-json-serde.html). */
const JSON_LINES = {
  inputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
  outputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
  serdeInfo: { serializationLibrary: 'org.openx.data.jsonserde.JsonSerDe' },
};

/** The views by the names that queries use; each comes after the table that it is about. */
export function athenaTables(recordsBucket: string, database: string): readonly AthenaTable[] {
  const filed = FILED.flatMap((name) => [
    filesTable(name, recordsBucket),
    view(name, LAKE_VIEWS.find((known) => known.name === name)?.sql ?? '', database),
  ]);
  return [...filed, receiptsTable(recordsBucket), view('receipts', RECEIPTS_VIEW, database)];
}

/**
 * Athena works out which months there are by itself, so nobody has to add partitions
 * (https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html). One month ahead of UTC's,
 * because it is next month earlier in the east.
 */
function filesTable(name: TableName, bucket: string): AthenaTable {
  const location = `s3://${bucket}/lake/${name}/`;
  return {
    name: writtenTable(name),
    description: `Every version of every row; the view ${name} has the newest. One row for each ${LAKE_TABLES[name].rowIs}`,
    tableType: 'EXTERNAL_TABLE',
    partitionKeys: [glueColumn(MONTH)],
    parameters: {
      classification: 'json',
      compressionType: 'gzip',
      'projection.enabled': 'true',
      [`projection.${MONTH.name}.type`]: 'date',
      [`projection.${MONTH.name}.format`]: 'yyyy-MM',
      [`projection.${MONTH.name}.range`]: `${FIRST_MONTH},NOW+1MONTHS`,
      [`projection.${MONTH.name}.interval`]: '1',
      [`projection.${MONTH.name}.interval.unit`]: 'MONTHS',
      'storage.location.template': `${location}month=\${month}/`,
    },
    storageDescriptor: {
      location,
      columns: [...LAKE_TABLES[name].columns, WRITTEN_AT].map(glueColumn),
      ...JSON_LINES,
    },
  };
}

/** The receipts themselves, as lambda/record/receipt.ts writes them; this reader takes keys in lower case. */
function receiptsTable(bucket: string): AthenaTable {
  const text = (name: string) => ({ name, type: 'string' });
  return {
    name: 'receipts_stored',
    description:
      'The receipts as they lie in the bucket, one object for each key; the view receipts has them as a table',
    tableType: 'EXTERNAL_TABLE',
    parameters: { classification: 'json' },
    storageDescriptor: {
      location: `s3://${bucket}/receipts/`,
      columns: [
        ...['key', 'versionid', 'landedat', 'processedat', 'outcome'].map(text),
        { name: 'reason', type: 'struct<code:string,message:string>' },
        { name: 'counts', type: 'struct<days:int,warnings:int>' },
      ],
      ...JSON_LINES,
    },
  };
}

const RECEIPTS_VIEW = `SELECT
  key AS object_key,
  versionid AS version_id,
  CAST(at_timezone(from_iso8601_timestamp(landedat), 'UTC') AS timestamp) AS landed_at,
  CAST(at_timezone(from_iso8601_timestamp(processedat), 'UTC') AS timestamp) AS processed_at,
  outcome,
  reason.code AS reason_code,
  reason.message AS reason,
  counts.days AS days,
  counts.warnings AS warnings,
  substr(landedat, 1, 7) AS month
FROM receipts_stored`;

/**
 * A view as Athena itself writes it into Glue: its text and its columns' types as JSON, in base64, in a comment. There
 * is no other way to make one without running a query.
 */
function view(name: TableName, sql: string, database: string): AthenaTable {
  const columns = [...LAKE_TABLES[name].columns, MONTH];
  const definition = {
    originalSql: sql,
    catalog: 'awsdatacatalog',
    schema: database,
    columns: columns.map((column) => ({ name: column.name, type: column.type })),
  };
  return {
    name,
    description: `One row for each ${LAKE_TABLES[name].rowIs}`,
    tableType: 'VIRTUAL_VIEW',
    parameters: { presto_view: 'true', comment: 'Presto View' },
    storageDescriptor: { columns: columns.map(glueColumn), serdeInfo: {} },
    viewOriginalText: `/* Presto View: ${Buffer.from(JSON.stringify(definition)).toString('base64')} */`,
    viewExpandedText: '/* Presto View */',
  };
}

function glueColumn({ name, type, meaning }: Column): CfnTable.ColumnProperty {
  return { name, type: HIVE_TYPES[type], comment: meaning };
}
