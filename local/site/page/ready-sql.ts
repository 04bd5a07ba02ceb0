// The SQL explorer of a page without a database: the ready queries, with answers that were put into the page.
import type { QueryResult, ReadyQuery, Sql } from '../../dashboard/page/source.ts';

export interface ReadyAnswers {
  /** The business dates that the answers are about. */
  readonly dates: readonly string[];
  readonly queries: readonly (ReadyQuery & { readonly result: QueryResult })[];
}

export function readySql({ dates, queries }: ReadyAnswers): Sql {
  return {
    queries: async () => queries,
    async run(sql) {
      const known = queries.find((query) => query.sql === sql);
      if (!known) throw new TypeError('the page has no answer to this query');
      return known.result;
    },
    onlyReady: (words) => words.site.sql(new Intl.ListFormat(words.language).format(dates)),
  };
}
