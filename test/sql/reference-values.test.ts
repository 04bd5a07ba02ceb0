// The queries against the results of the original study's own queries on the same two days (test/fixtures/parity).
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cell } from '../../local/sql/cell.ts';
import { type Engine, openEngine } from '../../local/sql/engine.ts';
import { SAMPLE_DATES, type Sample, sampleHistory } from './a-history.ts';

type Results = Readonly<Record<string, { readonly columns: readonly string[]; readonly rows: readonly Cell[][] }>>;

const parity = (name: string) => JSON.parse(readFileSync(`test/fixtures/parity/${name}.json`, 'utf8'));
const ORIGINAL: Readonly<Record<string, Results>> = parity('sql_duckdb');
const ANALYSIS: Readonly<Record<string, readonly Readonly<Record<string, Cell>>[]>> = parity('analysis_queries');
const SAMPLES: readonly Sample[] = ['checkout_1', 'checkout_2'];

/** Labels that we word differently; pictures before a label are left out. */
const WORDING: Readonly<Record<string, string>> = {
  'ANOMALIA!': 'ANOMALY',
  'Horário morto': 'dead',
  'Movimento baixo': 'low',
  'Horário de pico': 'peak',
  'CRITICAL - ZERO TX': 'CRITICAL - ZERO',
};

function worded(cell: Cell): Cell {
  if (typeof cell !== 'string') return cell;
  const label = cell.replace(/^[^\p{L}\d]+/u, '');
  return WORDING[label] ?? label;
}

describe('the queries give the original figures', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine(await sampleHistory());
  });
  afterAll(() => engine.close());

  /** The query's rows for one day, without the columns that the original's one-day tables didn't need. */
  async function rowsOf(query: string, sample: Sample, without: readonly string[] = []): Promise<readonly Cell[][]> {
    const { columns, rows } = await engine.query(readFileSync(`sql/${query}.sql`, 'utf8'));
    const date = columns.findIndex(({ name }) => name === 'business_date');
    const left = columns.map(({ name }) => !['checkout', 'business_date', ...without].includes(name));
    return rows.filter((row) => row[date] === SAMPLE_DATES[sample]).map((row) => row.filter((_cell, i) => left[i]));
  }

  function reference(query: string, of: string, leave: readonly string[] = []): readonly Cell[][] {
    const { columns = [], rows = [] } = ORIGINAL[query]?.[of] ?? {};
    return rows.map((row) => row.filter((_cell, i) => !leave.includes(columns[i] ?? '')).map(worded));
  }

  it.each(
    SAMPLES.flatMap((sample) => [
      ['anomalies', 'q1', sample] as const,
      ['peak-hours', 'q3', sample] as const,
      ['z-score', 'q4', sample] as const,
      ['severity-list', 'metabase_q1', sample] as const,
      ['hour-types', 'metabase_q3', sample] as const,
    ]),
  )('%s as %s on %s', async (query, original, sample) => {
    expect(reference(original, sample).length).toBeGreaterThan(0);
    expect(await rowsOf(query, sample)).toEqual(reference(original, sample));
  });

  it.each(SAMPLES)('daily-totals, with a percentage where whole numbers gave none, on %s', async (sample) => {
    expect(await rowsOf('daily-totals', sample)).toEqual(reference('q2', sample, ['metric']));
  });

  it.each(SAMPLES)('today-against-expected on %s', async (sample) => {
    expect(await rowsOf('today-against-expected', sample, ['expected'])).toEqual(reference('metabase_q2', sample));
  });

  it.each(SAMPLES)('impact on %s', async (sample) => {
    expect(await rowsOf('impact', sample)).toEqual(reference('metabase_q4', sample, ['Analise']));
  });

  it('deviation-levels on checkout_2', async () => {
    expect(await rowsOf('deviation-levels', 'checkout_2')).toEqual(reference('notebook_q1', 'both'));
  });

  it('day-over-day on both days', async () => {
    const rows = [...(await rowsOf('day-over-day', 'checkout_1')), ...(await rowsOf('day-over-day', 'checkout_2'))];
    expect(rows).toEqual(reference('notebook_q2', 'both', ['dataset']));
  });

  it('peak-hours-two-days, the second day beside the first', async () => {
    expect(await rowsOf('peak-hours-two-days', 'checkout_2')).toEqual(reference('notebook_q3', 'both'));
  });

  it('strongest-hours on checkout_2; the original left the order of equal ones to chance', async () => {
    const inOrder = (rows: readonly Cell[][]) =>
      [...rows].sort(
        (a, b) => Math.abs(Number(b[3])) - Math.abs(Number(a[3])) || (String(a[0]) < String(b[0]) ? -1 : 1),
      );
    const rows = await rowsOf('strongest-hours', 'checkout_2');
    expect(rows).toEqual(inOrder(rows));
    expect(rows).toEqual(inOrder(reference('notebook_q4', 'both')));
  });

  it('hour-comparison on checkout_2', async () => {
    const original = (ANALYSIS.comparison_checkout_2 ?? []).map((row) => Object.values(row));
    expect(original).toHaveLength(24);
    expect(await rowsOf('hour-comparison', 'checkout_2')).toEqual(original);
  });

  it('day-statistics on both days', async () => {
    const original = (ANALYSIS.statistics ?? []).map(({ dataset: _, ...row }) => Object.values(row));
    const rows = [...(await rowsOf('day-statistics', 'checkout_1')), ...(await rowsOf('day-statistics', 'checkout_2'))];
    expect(rows).toEqual(original);
  });
});
