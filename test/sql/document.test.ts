// docs/sql.md lists the tables and the questions as they are. `npm run docs:sql` rewrites the lists.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LAKE_TABLES, MONTH, TABLE_NAMES } from '../../lambda/config/lake-tables.ts';
import { namedQueries } from '../../local/sql/named-queries.ts';

const PAGE = 'docs/sql.md';

const tables = () =>
  TABLE_NAMES.map((name) => {
    const { rowIs, columns } = LAKE_TABLES[name];
    const rows = [...columns, MONTH].map((column) => `| \`${column.name}\` | ${column.type} | ${column.meaning} |`);
    return `### ${name}\n\nOne row for each ${rowIs}.\n\n| column | type | what it is |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
  }).join('\n');

const questions = () => {
  const rows = namedQueries().map(({ name, question }) => `| [\`${name}\`](../sql/${name}.sql) | ${question} |`);
  return `| name | question |\n| --- | --- |\n${rows.join('\n')}\n`;
};

const LISTS: Readonly<Record<string, () => string>> = { tables, questions };

it('docs/sql.md has every table and every question', async () => {
  const list = /(<!-- generated: (\w+) -->\n)[\s\S]*?(<!-- end of generated -->)/g;
  const page = readFileSync(PAGE, 'utf8').replace(list, (_whole, begin: string, name: string, end: string) => {
    return `${begin}\n${LISTS[name]?.() ?? ''}\n${end}`;
  });
  await expect(page).toMatchFileSnapshot(`../../${PAGE}`);
});
