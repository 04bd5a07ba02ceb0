// GET /api/queries, POST /api/sql: the SQL explorer.
import { TillwatchError } from '../../../lambda/errors.ts';
import { json } from '../answer.ts';
import { jsonWithin } from '../body.ts';
import type { Route } from '../surroundings.ts';

const LARGEST_QUERY_BYTES = 64 * 1024;

export const queries: Route = {
  method: 'GET',
  path: '/api/queries',
  answer: (_asked, { sql }) => json(sql.queries()),
};

export const runQuery: Route = {
  method: 'POST',
  path: '/api/sql',
  async answer({ request }, { sql }) {
    const { sql: query } = await jsonWithin(request, LARGEST_QUERY_BYTES);
    if (typeof query !== 'string') throw new TillwatchError('body-invalid', 'sql is missing: the query as text');
    return json(await sql.run(query));
  },
};
