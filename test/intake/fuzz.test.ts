// Whatever the bytes and the key: one of four outcomes, never an error, never a null that became 0.
// FUZZ_CASES says how many cases; `npm run fuzz` sets 80,000 (147,000 with the smaller parts) and a new seed, the tests a few and a fixed one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding, IntakeItem } from '../../lambda/intake/checkout-day.ts';
import { isRefusal } from '../../lambda/intake/checkout-day.ts';
import { bytesInMemory } from '../../lambda/intake/drop.ts';
import { isGzip } from '../../lambda/intake/file-kind.ts';
import { CODES, isLossy } from '../../lambda/intake/findings.ts';
import { intake } from '../../lambda/intake/intake.ts';
import { HEADER, HOURS, label } from './a-file.ts';
import { dropped } from './dropped.ts';

const cases = Number(process.env.FUZZ_CASES ?? 1_200);
const settings = process.env.FUZZ_CASES === undefined ? { seed: 20260116 } : {};
const minutes = 60_000;

const folder = join(import.meta.dirname, '../fixtures/intake');
const realFiles = readdirSync(folder)
  .filter((name) => /\.csv(\.gz)?$/.test(name))
  .map((name) => readFileSync(join(folder, name)));

/** Pieces that have broken other readers. */
const NASTY = [
  ...[
    '"',
    '""',
    '"\n',
    '\n',
    '\r',
    '\r\n',
    ',',
    ';',
    '\t',
    '|',
    '\0',
    '\uFEFF',
    '\u202e',
    '\u2028',
    '\ud800',
    '\u001b[2J',
  ],
  ...[
    '0',
    '-0',
    '1e999',
    '1.234',
    '1,234',
    '1.234,5',
    '.',
    ',',
    '-',
    '+',
    'NaN',
    '=1+1',
    '0x10',
    '9'.repeat(40),
    '½',
    '٣',
  ],
  ...[
    '24h',
    '-1h',
    '15:30',
    '12:00 AM',
    '2026-02-30T25:00',
    '2026-03-08T02:00',
    '15h-16h',
    '01/02/2026 03:00',
    '\u00a015h',
  ],
  ...[
    'time',
    'today',
    'hoje',
    'checkout',
    'date',
    'TOTAL',
    '# x',
    '<<<<<<< a',
    '=======',
    'sep=;',
    '__proto__',
    '<html>',
    '{"',
    'PK\x03\x04',
  ],
].map((text) => Buffer.from(text));

type Mutation = (bytes: Buffer) => Buffer;

const cut = (bytes: Buffer, at: number, length: number, insert: Uint8Array): Buffer => {
  const from = Math.floor(at * (bytes.length + 1));
  return Buffer.concat([bytes.subarray(0, from), insert, bytes.subarray(from + length)]);
};
const lines = (bytes: Buffer, change: (lines: string[]) => string[]): Buffer =>
  Buffer.from(change(bytes.toString('latin1').split('\n')).join('\n'), 'latin1');
const fraction = fc.double({ min: 0, max: 1, noNaN: true });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(fraction, fc.integer({ min: 0, max: 30 }), fc.constantFrom(...NASTY)).map(
    ([at, length, insert]) =>
      (b: Buffer) =>
        cut(b, at, length, insert),
  ),
  fc.tuple(fraction, fc.integer({ min: 0, max: 4 }), fc.uint8Array({ maxLength: 8 })).map(
    ([at, length, insert]) =>
      (b: Buffer) =>
        cut(b, at, length, insert),
  ),
  fc.tuple(fraction, fraction).map(
    ([a, b]) =>
      (bytes: Buffer) =>
        lines(bytes, (all) => {
          const [from, to] = [Math.floor(a * all.length), Math.floor(b * all.length)];
          return all.toSpliced(from, 0, all[to] ?? '');
        }),
  ),
  fraction.map((at) => (bytes: Buffer) => lines(bytes, (all) => all.toSpliced(Math.floor(at * all.length), 1))),
  fc.tuple(fraction, fc.integer({ min: 0, max: 6 }), fc.constantFrom(...NASTY)).map(
    ([at, column, cell]) =>
      (bytes: Buffer) =>
        lines(bytes, (all) => {
          const row = Math.floor(at * all.length);
          return all.with(
            Math.min(row, all.length - 1),
            (all[row] ?? '').split(',').toSpliced(column, 1, cell.toString('latin1')).join(','),
          );
        }),
  ),
  fraction.map((at) => (bytes: Buffer) => bytes.subarray(0, Math.floor(at * bytes.length))),
  fc.constantFrom(...realFiles).map((other) => (bytes: Buffer) => Buffer.concat([bytes, other])),
  fc
    .constantFrom<[string, string]>(
      [',', ';'],
      [',', '\t'],
      ['.', ','],
      ['h', ':00'],
      ['\n', '\r\n'],
      ['\n', '\r'],
      ['0', ''],
      ['\n', ',\n'],
    )
    .map(
      ([from, to]) =>
        (bytes: Buffer) =>
          Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1'),
    ),
  fc.constant((bytes: Buffer) => Buffer.from(bytes.toString('latin1'), 'utf16le')),
  fc.constant((bytes: Buffer) => gzipSync(bytes, { level: 1 })),
);

const mutatedFile = fc
  .tuple(fc.constantFrom(...realFiles), fc.array(mutation, { minLength: 1, maxLength: 5 }))
  .map(([bytes, changes]) => changes.reduce<Buffer>((b, change) => change(b), bytes));

const randomText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...NASTY),
      fc.string({ maxLength: 6 }).map((s) => Buffer.from(s)),
    ),
    { maxLength: 60 },
  )
  .map((parts) => Buffer.concat(parts));

const circumstances = fc.record({
  key: fc.oneof(
    fc.constantFrom('north.csv', 'north/2026-03-10.csv', 'a/01092026.csv.gz', '.csv'),
    fc.string({ unit: 'binary', maxLength: 20 }).map((s) => `${s}.csv`),
  ),
  landedAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }),
  isDayOver: fc.boolean(),
  metadata: fc.dictionary(
    fc.constantFrom('date', 'checkout'),
    fc.constantFrom('', '2026-03-10', '10/03/2026', 'x', '\u0007'),
    { noNullPrototype: true },
  ),
  timeZone: fc.constantFrom('America/Sao_Paulo', 'America/New_York', 'Australia/Lord_Howe'),
  piece: fc.integer({ min: 1, max: 400 }),
});

async function read(
  bytes: Uint8Array,
  how: { key: string; landedAt: Date; isDayOver: boolean; metadata: Record<string, string>; timeZone: string },
  piece = Number.POSITIVE_INFINITY,
): Promise<IntakeItem[]> {
  const drop = { ...how, versionId: null, sequencer: null };
  const source = Number.isFinite(piece)
    ? {
        size: bytes.length,
        async *open() {
          for (let i = 0; i < bytes.length; i += piece) yield bytes.subarray(i, i + piece);
        },
      }
    : bytesInMemory(bytes);
  const items: IntakeItem[] = [];
  for await (const item of intake(drop, source, { timeZone: how.timeZone, settleMinutes: 15 })) items.push(item);
  return items;
}

/** What holds for every item, whatever was read. */
function checkItem(item: IntakeItem): void {
  expect(['ok', 'partial', 'quarantine', 'ignore']).toContain(item.outcome);
  expect(item.checkout).not.toBe('');
  for (const finding of item.warnings) checkFinding(finding);
  if (isRefusal(item)) {
    checkFinding(item.reason);
    return;
  }
  expect(item.date).toMatch(/^20\d\d-\d\d-\d\d$/);
  expect(item.hours.map(({ hour }) => hour)).toEqual(HOURS);
  for (const { hour, today, references } of item.hours) {
    if (hour >= item.finalHours) expect(today).toBeNull();
    for (const value of [today, ...Object.values(references)])
      expect(value === null || (value >= 0 && value < 1e15)).toBe(true);
  }
  expect(item.outcome).toBe(item.warnings.some(({ code }) => isLossy(code)) ? 'partial' : 'ok');
  if (item.finalHours > 0) expect(item.hours.some(({ today }) => today !== null)).toBe(true);
}

function checkFinding({ code, message, line }: Finding): void {
  expect(Object.keys(CODES)).toContain(code);
  expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u);
  expect(message.length).toBeLessThan(600);
  expect(line === null || line >= 1).toBe(true);
}

describe('intake gives one of four outcomes, and the same however the bytes arrive,', () => {
  it.each<[string, fc.Arbitrary<Uint8Array>, number]>([
    ['for real files, damaged', mutatedFile, cases],
    ['for text made of what breaks readers', randomText, cases / 3],
    ['for any bytes', fc.uint8Array({ maxLength: 300 }), cases / 6],
  ])(
    '%s',
    async (_, file, numRuns) => {
      await fc.assert(
        fc.asyncProperty(file, circumstances, async (bytes, { piece, ...how }) => {
          const items = await read(bytes, how);
          expect(items.length).toBeGreaterThan(0);
          for (const item of items) checkItem(item);
          const again = await read(bytes, how, piece);
          // Damaged gzip can hold something else that is wrong: which of the two is met first depends on the pieces.
          if (isGzip(bytes)) expect(again.map(({ outcome }) => outcome)).toEqual(items.map(({ outcome }) => outcome));
          else expect(again).toEqual(items);
        }),
        { numRuns: Math.ceil(numRuns), ...settings },
      );
    },
    30 * minutes,
  );
});

describe('a count is what one row says, or unknown:', () => {
  const cell = fc.constantFrom('', ' ', '-', 'N/A', 'x', '-1', '0', '0.0', '7', '12', '"12"', '1e1');
  const value: Readonly<Record<string, number>> = { '0': 0, '0.0': 0, '7': 7, '12': 12, '"12"': 12, '1e1': 10 };
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 23 }), cell), { minLength: 1, maxLength: 40 });
  const format = fc.record({
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
  });

  it(
    'never zero where nothing says zero',
    async () => {
      await fc.assert(
        fc.asyncProperty(rows, format, async (list, { delimiter, lineEnd }) => {
          const text = [HEADER, ...list.map(([hour, today]) => [label(hour), today, 1, 1, '1.25', '1.25'].join())];
          const items = await dropped(`${text.join(lineEnd).replaceAll(',', delimiter)}${lineEnd}`, {
            key: 'north/2026-01-16.csv',
          });
          const told = HOURS.map((hour) => {
            const said = new Set(list.filter(([h]) => h === hour).map(([, today]) => value[today] ?? null));
            const [only = null] = said;
            return said.size === 1 ? only : null;
          });
          const [item] = items;
          if (item === undefined || isRefusal(item))
            expect(told.every((today) => today === null) || isTwelveHour(list)).toBe(true);
          else expect(item.hours.map(({ today }) => today)).toEqual(told);
        }),
        { numRuns: Math.ceil(cases / 3), ...settings },
      );
    },
    30 * minutes,
  );

  /** Hours of a clock that never passes 12 can be of either half of the day: such days are refused. */
  function isTwelveHour(list: readonly (readonly [number, string])[]): boolean {
    return list.every(([hour]) => hour >= 1 && hour <= 12);
  }
});
