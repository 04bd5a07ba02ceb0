// Files of the history: what goes in comes out, and the same rows are the same file.
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LAKE_TABLES, type LakeRow, TABLE_NAMES } from '../../lambda/config/lake-tables.ts';
import { lakeFiles, rowsOfLakeFile } from '../../lambda/lake/lake-file.ts';

const month = fc.constantFrom('2025-12', '2026-01', '2026-02');
const value = fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean());

/** Rows of a table with any values at all, those that are null left out as a file has them. */
const rowsOf = (name: (typeof TABLE_NAMES)[number]) =>
  fc.array(
    fc
      .tuple(fc.record(Object.fromEntries(LAKE_TABLES[name].columns.map((column) => [column.name, value]))), month)
      .map(([row, of]): LakeRow => ({ ...row, written_at: '2026-01-17 03:20:00.000', month: of })),
    { maxLength: 8 },
  );

const asJson = (rows: readonly LakeRow[]) => rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();

describe('a file of the history', () => {
  it('gives back the rows that went in, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TABLE_NAMES).chain((name) => fc.tuple(fc.constant(name), rowsOf(name))),
        ([name, rows]) => {
          const files = lakeFiles({ [name]: rows });
          const read = files.flatMap((file) => rowsOfLakeFile(file)[name] ?? []);
          expect(asJson(read)).toEqual(asJson(JSON.parse(JSON.stringify(rows))));
        },
      ),
    );
  });

  it('is one for each table and month, named by what it holds', () => {
    const row = { checkout: 'a', written_at: '2026-01-17 03:20:00.000' };
    const rows = {
      readings: [
        { ...row, month: '2026-01' },
        { ...row, month: '2026-02' },
      ],
      incidents: [{ ...row, month: '2026-01' }],
    };
    const places = lakeFiles(rows).map(({ place }) => place);
    expect(places.map((place) => place.replace(/[0-9a-f]{24}/, 'DIGEST'))).toEqual([
      'lake/readings/month=2026-01/DIGEST.json.gz',
      'lake/readings/month=2026-02/DIGEST.json.gz',
      'lake/incidents/month=2026-01/DIGEST.json.gz',
    ]);
    expect(lakeFiles(rows).map(({ place }) => place)).toEqual(places);
    expect(lakeFiles({}).length).toBe(0);
  });

  it('is a JSON object a line without nulls and without the month, which its place tells', () => {
    const [file] = lakeFiles({ readings: [{ checkout: 'a', today: null, hour: 3, month: '2026-01' }] });
    expect(gunzipSync(file?.bytes ?? '').toString()).toBe('{"checkout":"a","hour":3}\n');
  });

  it.each([
    ['lake/readings/month=2026-01/x.json.gz', Buffer.from('not compressed')],
    ['lake/readings/month=2026-01/x.json.gz', gzipSync('{"checkout":')],
    ['lake/unheard-of/month=2026-01/x.json.gz', gzipSync('{}')],
  ])('is refused with its place and the cure when it is damaged: %s', (place, bytes) => {
    expect(() => rowsOfLakeFile({ place, bytes })).toThrow(
      expect.objectContaining({ code: 'lake-file-unreadable', message: expect.stringMatching(/^lake\/.*backfill$/) }),
    );
  });
});
