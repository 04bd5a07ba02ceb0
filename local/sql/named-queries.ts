// The queries that come with tillwatch: sql/NAME.sql, each with a header that says what it asks and what it gives.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TillwatchError } from '../../lambda/errors.ts';

export interface NamedQuery {
  readonly name: string;
  /** The header's first line. */
  readonly question: string;
  /** Lines of the header between the question and the columns. */
  readonly remarks: string;
  /** `names: meaning`, one a line of the header. */
  readonly columns: readonly string[];
  readonly sql: string;
}

/** All of them, by name. */
export function namedQueries(): readonly NamedQuery[] {
  const folder = queryFolder();
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => namedQuery(file.slice(0, -'.sql'.length), readFileSync(join(folder, file), 'utf8')));
}

/** @param text the file's */
export function namedQuery(name: string, text: string): NamedQuery {
  const header = /^(?:--.*\n)*/.exec(text)?.[0] ?? '';
  const lines = header.split('\n').map((line) => line.replace(/^-- ?/, ''));
  const from = lines.indexOf('Columns:');
  const [question = '', ...remarks] = lines.slice(0, Math.max(from, 0));
  const columns = lines.slice(from + 1).filter((line) => line !== '');
  return { name, question, remarks: remarks.join(' '), columns: columns.map((line) => line.trim()), sql: text };
}

/** Above the sources as well as above the built command. */
function queryFolder(): string {
  const start = dirname(fileURLToPath(import.meta.url));
  for (let folder = start; ; folder = dirname(folder)) {
    const found = join(folder, 'sql', 'anomalies.sql');
    if (existsSync(found)) return dirname(found);
    if (folder === dirname(folder)) throw new TillwatchError('queries-missing', `sql/ is not above ${start}`);
  }
}
