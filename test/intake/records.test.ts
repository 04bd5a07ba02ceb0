// Quoting as RFC 4180 has it, whichever of the two ways of reading a line applies.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { recordReader } from '../../lambda/intake/records.ts';

vi.mock('csv-parse/sync', { spy: true });

interface Taken {
  readonly cells: readonly string[];
  readonly line: number;
}

function records(lines: readonly string[], delimiter = ','): Taken[] {
  const taken: Taken[] = [];
  const reader = recordReader(delimiter, (cells, line) => taken.push({ cells, line }));
  reader.read({ first: 1, lines, endsOpen: false });
  reader.end();
  return taken;
}

const cellsOf = (line: string, delimiter?: string) => records([line], delimiter).map(({ cells }) => cells);

describe('a line', () => {
  it.each([
    ['00h,9,12', ['00h', '9', '12']],
    ['00h,"22,43",12', ['00h', '22,43', '12']],
    ['"00h","22,43","12"', ['00h', '22,43', '12']],
    ['00h,9,', ['00h', '9', '']],
    ['00h,9,""', ['00h', '9', '']],
    ['00h,"9"","', ['00h', '9",']],
    ['00h,"a ""b"" c",12', ['00h', 'a "b" c', '12']],
    ['', ['']],
  ])('%s becomes its fields', (line, cells) => {
    expect(cellsOf(line)).toEqual([cells]);
  });

  it('that was quoted as a whole becomes the fields inside', () => {
    expect(cellsOf('"00h,9,12"')).toEqual([['00h', '9', '12']]);
  });

  it.each(['00h,2"2,43', '00h,"22"43,1'])('with misplaced quotes stands as it is: %s', (line) => {
    expect(cellsOf(line)).toEqual([line.split(',')]);
  });
});

describe('csv-parse', () => {
  beforeEach(() => vi.mocked(parse).mockClear());

  it('is spared lines whose quotes stand around whole fields: a large file may have a million of them', () => {
    records(['00h,"22,43",12', '"01h","9",""', '02h,9,12']);
    expect(parse).not.toHaveBeenCalled();
  });

  it('reads the rest from the first other line on, in one run', () => {
    records(['00h,"22,43",12', '01h,"9""",12', '02h,"9,5",12']);
    expect(parse).toHaveBeenCalledTimes(1);
  });
});

it('gives the values back that were written, wherever they needed quotes, on the lines where they were written', () => {
  const value = fc.string({ unit: fc.constantFrom('"', ',', ';', ' ', 'a', '1', '.'), maxLength: 6 });
  const cell = value
    .map((text) => text.trim())
    .chain((text) => fc.boolean().map((isQuoted) => ({ text, isQuoted: isQuoted || /[",;]/.test(text) })));
  const row = fc.array(cell, { minLength: 2, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), fc.constantFrom(',', ';'), (rows, delimiter) => {
      const written = ({ text, isQuoted }: { text: string; isQuoted: boolean }) =>
        isQuoted ? `"${text.replaceAll('"', '""')}"` : text;
      const lines = rows.map((cells) => cells.map(written).join(delimiter));
      expect(records(lines, delimiter)).toEqual(
        rows.map((cells, i) => ({ cells: cells.map(({ text }) => text), line: i + 1 })),
      );
    }),
    { numRuns: 2_000 },
  );
});
