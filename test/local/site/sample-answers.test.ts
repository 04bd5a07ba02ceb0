// The answers that the static site shows: each ready query, on the two samples, the same at every build.
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReadyAnswers } from '../../../local/site/page/ready-sql.ts';
import { sampleAnswers } from '../../../local/site/sample-answers.ts';
import { namedQueries } from '../../../local/sql/named-queries.ts';

let answers: ReadyAnswers;
beforeAll(async () => {
  answers = await sampleAnswers();
});

function valuesOf(name: string, ...columns: readonly string[]) {
  const result = answers.queries.find((query) => query.name === name)?.result;
  const places = columns.map((column) => result?.columns.findIndex((known) => known.name === column) ?? -1);
  return result?.rows.map((row) => places.map((place) => row[place]));
}

describe("the site's answers", () => {
  it('has one to every ready query, whole', () => {
    expect(answers.queries.map(({ name, title, sql }) => ({ name, title, sql }))).toEqual(
      namedQueries().map(({ name, question, sql }) => ({ name, title: question, sql })),
    );
    expect(answers.queries.filter(({ result }) => result.isCut || result.columns.length === 0)).toEqual([]);
  });

  it('tells the two days apart, and what was wrong on them', () => {
    expect(answers.dates).toEqual(['2026-01-15', '2026-01-16']);
    expect(valuesOf('daily-totals', 'business_date', 'today_total', 'yesterday_total')).toEqual([
      ['2026-01-15', 526, 523],
      ['2026-01-16', 427, 526],
    ]);
    expect(valuesOf('incidents', 'business_date', 'severity', 'kind', 'start_hour', 'end_hour', 'observed')).toEqual([
      ['2026-01-16', 'P1', 'outage', 15, 17, 0],
      ['2026-01-15', 'P2', 'outage', 8, 9, 2],
    ]);
  });

  it('survives being written into a page', () => {
    expect(JSON.parse(JSON.stringify(answers))).toEqual(answers);
  });
});
