// tillwatch sql: asks the history a question, by the name of one that comes with tillwatch, from a file, or as typed.
import { readFileSync, statSync } from 'node:fs';
import type { Config } from '../../lambda/config/config.ts';
import { LAKE_TABLES, type LakeRows, TABLE_NAMES } from '../../lambda/config/lake-tables.ts';
import { nearestName } from '../../lambda/config/nearest-name.ts';
import { TillwatchError } from '../../lambda/errors.ts';
import { joinedRows } from '../../lambda/lake/day-rows.ts';
import { ledgerRows, type StoredLedger } from '../../local/sql/ledger.ts';
import { namedQueries } from '../../local/sql/named-queries.ts';
import { type DeploymentOptions, deployment } from './deployment.ts';
import { EXIT } from './exit-status.ts';
import { readConfig } from './read-config.ts';
import { type FileIdentity, fileHistory, historyFiles } from './sql/file-history.ts';
import type { ResultFormat } from './sql/result-format.ts';
import { resultText } from './sql/result-text.ts';
import { bucketLedger, endedRun, folderLedger, isLedgerFolder } from './sql/stored-ledgers.ts';

export interface SqlOptions extends DeploymentOptions, FileIdentity {
  /** The query as typed; without it the first argument names one. */
  readonly execute?: string;
  readonly format: ResultFormat;
  /** Rows. */
  readonly limit: number;
  /** In s. */
  readonly timeout: number;
  readonly config?: string;
}

/** Runs the query over what the arguments after it name, or over the ledger. Gives the exit status. */
export async function runSql(args: readonly string[], options: SqlOptions): Promise<number> {
  const [named, ...rest] = args;
  if (options.execute === undefined && named === undefined) return listed();
  const sql = options.execute ?? queryNamed(named ?? '');
  const sources = options.execute === undefined ? rest : args;
  const rows = await history(sources, readConfig(options.config), options);
  const { openEngine } = await import('../../local/sql/engine.ts');
  const engine = await openEngine(rows);
  try {
    const result = await engine.query(sql, { rowLimit: options.limit, timeLimitMs: options.timeout * 1000 });
    process.stdout.write(resultText(result, options.format));
    if (result.isCut) console.error(`tillwatch: only the first ${options.limit} rows are shown; --limit shows more`);
    return EXIT.ok;
  } finally {
    engine.close();
  }
}

/** What can be asked, and of what. */
function listed(): number {
  const queries = namedQueries();
  const width = Math.max(...queries.map(({ name }) => name.length));
  console.log('Queries:');
  for (const { name, question } of queries) console.log(`  ${name.padEnd(width)}  ${question}`);
  console.log('\nTables, for questions of your own (-e "SELECT …"):');
  for (const name of TABLE_NAMES) {
    console.log(`  ${name}(${LAKE_TABLES[name].columns.map((column) => column.name).join(', ')}, month)`);
  }
  return EXIT.ok;
}

/** @throws TillwatchError `sql-unknown` */
function queryNamed(name: string): string {
  const queries = namedQueries();
  const known = queries.find((query) => query.name === name);
  if (known) return known.sql;
  if (statSync(name, { throwIfNoEntry: false })?.isFile() && name.endsWith('.sql')) return readFileSync(name, 'utf8');
  const names = queries.map((query) => query.name);
  const meant = `did you mean ${nearestName(name, names)}?`;
  throw new TillwatchError('sql-unknown', `${name} is no query and no .sql file; ${meant} tillwatch sql lists them`);
}

async function history(sources: readonly string[], config: Config, options: SqlOptions): Promise<LakeRows> {
  const rowsOf = (ledger: StoredLedger) => ledgerRows(ledger, { config, now: new Date(), onDamage: named });
  if (sources.length === 0) return ledger(options, rowsOf);
  const folders = sources.filter(isLedgerFolder);
  const files = sources.filter((source) => !folders.includes(source)).flatMap(historyFiles);
  return joinedRows([
    ...(await Promise.all(folders.map((folder) => rowsOf(folderLedger(folder))))),
    await fileHistory(files, config, options),
  ]);
}

/** @throws TillwatchError `not-running` where no stack is named, nothing runs here and no run left anything */
async function ledger<T>(options: SqlOptions, read: (ledger: StoredLedger) => Promise<T>): Promise<T> {
  try {
    const { s3, recordsBucket } = await deployment(options);
    return await read(bucketLedger(s3, recordsBucket));
  } catch (error) {
    if (!(error instanceof TillwatchError) || error.code !== 'not-running') throw error;
    const left = await endedRun(options.state, read);
    if (left !== null) return left;
    const message = `there is nothing to ask: no run in ${options.state}; name CSV files or folders, or a stack with --stack`;
    throw new TillwatchError('not-running', message, {}, error);
  }
}

function named(error: TillwatchError): void {
  console.error(`tillwatch: ${error.message}`);
}
