// The history in the template: Glue's tables are those of the one definition, and Athena can't cost more than allowed.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { LAKE_TABLES, type TableName } from '../../lambda/config/lake-tables.ts';
import { lakePlace } from '../../lambda/record/places.ts';
import { openEngine } from '../../local/sql/engine.ts';
import { aStack, resource, resources } from './a-stack.ts';

const template = aStack({ lake: { enabled: true, scanLimitMegabytes: 500 } });
const tables = Object.values(resources(template, 'AWS::Glue::Table')).map(({ Properties }) => Properties.TableInput);
const table = (name: string) => tables.find((known) => known.Name === name);

const HIVE: Readonly<Record<string, string>> = { VARCHAR: 'string', INTEGER: 'int' };
const FILED: readonly TableName[] = ['readings', 'incidents', 'transitions'];

/** A location as text: the bucket's name is known only at deployment. */
function joined(value: unknown): string {
  if (typeof value === 'string') return value;
  const [separator, parts] = (value as { 'Fn::Join': [string, unknown[]] })['Fn::Join'];
  return parts.map((part) => (typeof part === 'string' ? part : 'BUCKET')).join(separator);
}

describe('without it', () => {
  it('the stack has nothing of it', () => {
    const bare = aStack();
    expect(Object.keys(bare.toJSON().Outputs).filter((name) => /History|Backfill/.test(name))).toEqual([]);
    for (const type of ['AWS::Glue::Table', 'AWS::Athena::WorkGroup', 'AWS::StepFunctions::StateMachine']) {
      expect(resources(bare, type)).toEqual({});
    }
    expect(JSON.stringify(bare.toJSON())).not.toContain('WriteHistory');
  });
});

describe.each(FILED)('the Glue table of %s', (name) => {
  it('has the columns and types that DuckDB has for the same files', async () => {
    const engine = await openEngine({});
    const { columns } = await engine.query(`SELECT * FROM ${name}_written`);
    engine.close();
    const { StorageDescriptor, PartitionKeys } = table(`${name}_written`);
    const glue = [...StorageDescriptor.Columns, ...PartitionKeys].map(({ Name, Type }) => [Name, Type]);
    expect(glue).toEqual(columns.map((column) => [column.name, HIVE[column.type] ?? column.type.toLowerCase()]));
  });

  it('finds the files where they are written, month by month', () => {
    const { Parameters, StorageDescriptor } = table(`${name}_written`);
    const file = `s3://BUCKET/${lakePlace(name, '2026-01', 'x')}`;
    const ofMonth = joined(Parameters['storage.location.template']).replace(/\$\{month\}/, '2026-01');
    expect(file.startsWith(ofMonth)).toBe(true);
    expect(ofMonth.startsWith(joined(StorageDescriptor.Location))).toBe(true);
    expect(Parameters).toMatchObject({
      'projection.enabled': 'true',
      'projection.month.type': 'date',
      'projection.month.format': 'yyyy-MM',
      'projection.month.interval.unit': 'MONTHS',
    });
  });
});

describe('the views', () => {
  it.each(Object.keys(LAKE_TABLES))('%s has the columns of its definition, in Athena’s own form', (name) => {
    const { TableType, ViewOriginalText, StorageDescriptor } = table(name);
    expect(TableType).toBe('VIRTUAL_VIEW');
    const [, encoded = ''] = /^\/\* Presto View: (\S+) \*\/$/.exec(ViewOriginalText) ?? [];
    const definition = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'));
    const defined = [...LAKE_TABLES[name as TableName].columns, { name: 'month', type: 'varchar' }];
    expect(definition.columns).toEqual(defined.map((column) => ({ name: column.name, type: column.type })));
    expect(definition.originalSql).toMatch(new RegExp(`FROM ${name}_(written|stored)`));
    expect(StorageDescriptor.Columns.map((column: { Name: string }) => column.Name)).toEqual(
      defined.map((column) => column.name),
    );
  });
});

describe('the workgroup', () => {
  const [, workgroup] = resource(template, 'AWS::Athena::WorkGroup');

  it('ends a query that would read more than the configuration allows, whatever the client asks', () => {
    expect(workgroup.Properties.WorkGroupConfiguration).toMatchObject({
      BytesScannedCutoffPerQuery: 500_000_000,
      EnforceWorkGroupConfiguration: true,
    });
  });

  it('keeps results encrypted in the records bucket, for a week', () => {
    const { ResultConfiguration } = workgroup.Properties.WorkGroupConfiguration;
    expect(ResultConfiguration.EncryptionConfiguration).toEqual({ EncryptionOption: 'SSE_S3' });
    expect(joined(ResultConfiguration.OutputLocation)).toBe('s3://BUCKET/athena-results/');
    const rules = Object.values(resources(template, 'AWS::S3::Bucket')).flatMap(
      ({ Properties }) => Properties.LifecycleConfiguration.Rules,
    );
    expect(rules).toContainEqual(expect.objectContaining({ Prefix: 'athena-results/', ExpirationInDays: 7 }));
  });

  it('has every question of sql/', () => {
    const queries = Object.values(resources(template, 'AWS::Athena::NamedQuery')).map(({ Properties }) => Properties);
    expect(queries.map(({ Name }) => `${Name}.sql`)).toEqual(readdirSync('sql').sort());
    for (const { Name, QueryString, Description } of queries) {
      expect(QueryString).toBe(readFileSync(`sql/${Name}.sql`, 'utf8'));
      expect(Description.length).toBeGreaterThan(10);
    }
  });
});

describe('the watch', () => {
  it('may write files of the history, and read none', () => {
    const statements = Object.values(resources(template, 'AWS::IAM::Policy')).flatMap(
      ({ Properties }) => Properties.PolicyDocument.Statement,
    );
    const ofHistory = statements.filter((statement) => JSON.stringify(statement.Resource).includes('/lake/*'));
    expect(new Set(ofHistory.map(({ Action }) => Action))).toEqual(new Set(['s3:PutObject']));
    expect(ofHistory).toHaveLength(2);
  });
});
