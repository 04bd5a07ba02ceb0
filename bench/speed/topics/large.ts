// One file of a million rows: read beside csv-parse's stream, and scored; how long, and in how much memory.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LAYOUTS, type Layout, writeLargeFile } from '../large-file.ts';
import { type Program, withProgram } from '../program.ts';
import type { Race, Reading, Scoring } from '../programs/large-file.ts';
import { amount, type Row, type Topic } from '../topic.ts';

const ROWS = { full: 1_000_000, quick: 100_000 };
const ROUNDS = { full: 3, quick: 1 };
const SCORING_SECONDS = { full: 20, quick: 5 };
/** Scored, and compared with its goal; the others are told beside it. */
const PLAIN: Layout = 'checkout by checkout';
const MOST_MEGABYTES = 250;

export const large: Topic = {
  name: 'large',
  title: 'A file with a million rows',
  about:
    '41,667 checkout-days in one file, streamed from disk. Reading is intake alone, beside csv-parse as a stream, by turns in one ' +
    'process: the processor time of the middle round. Memory is the peak of a process that does nothing else. Scoring takes ' +
    'the file through the whole pipeline, with stores that forget, and is ended after 20 seconds: all of it would take minutes.',
  async measure(effort) {
    const folder = mkdtempSync(join(tmpdir(), 'tillwatch-large-'));
    try {
      return await withProgram('large-file', async (program) => {
        const file = join(folder, 'large.csv');
        const layouts = Object.keys(LAYOUTS) as readonly Layout[];
        const read: LayoutRead[] = [];
        let scoring: Scoring | undefined;
        for (const layout of layouts) {
          await writeLargeFile(file, layout, ROWS[effort]);
          const isPlain = layout === PLAIN;
          read.push(await layoutRead(program, file, layout, isPlain ? ROUNDS[effort] : 1));
          if (isPlain) scoring = await program.run<Scoring>(['score', file, String(SCORING_SECONDS[effort])]);
        }
        return { rows: [...rowsOfReading(read), ...rowsOfScoring(scoring)], tables: [layoutTable(read)] };
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

interface LayoutRead {
  readonly layout: Layout;
  readonly race: Race;
  readonly reading: Reading;
}

async function layoutRead(program: Program, file: string, layout: Layout, rounds: number): Promise<LayoutRead> {
  const race = await program.run<Race>(['race', file, String(rounds)]);
  return { layout, race, reading: await program.run<Reading>(['read', file]) };
}

function rowsOfReading(read: readonly LayoutRead[]): readonly Row[] {
  return read
    .filter(({ layout }) => layout === PLAIN)
    .flatMap(({ race, reading }): Row[] => [
      {
        what: 'a million rows, reading',
        measured: amount(race.ownMs / 1_000, 's CPU', 2),
        floor: amount(race.bareMs / 1_000, 's CPU', 2),
        goal: { of: 'ratio', is: 'at most', limit: 2 },
      },
      memoryRow('a million rows, memory of reading', reading),
    ]);
}

function rowsOfScoring(scoring: Scoring | undefined): readonly Row[] {
  if (!scoring) return [];
  const daysASecond = amount(scoring.days / scoring.seconds, 'days/s');
  return [
    { what: 'a million rows, with scoring', measured: daysASecond, floor: null, goal: null },
    memoryRow('a million rows, memory of scoring', scoring),
  ];
}

function memoryRow(what: string, { peak }: Reading): Row {
  return { what, measured: amount(peak, 'MB'), floor: null, goal: { of: 'value', is: 'below', limit: MOST_MEGABYTES } };
}

function layoutTable(read: readonly LayoutRead[]) {
  return {
    title: 'Reading, by how the rows come',
    header: ['', 'csv-parse, s CPU', 'intake, s CPU', 'ratio', 'peak, MB'],
    rows: read.map(({ layout, race: { bareMs, ownMs }, reading: { peak } }) => [
      layout,
      (bareMs / 1_000).toFixed(2),
      (ownMs / 1_000).toFixed(2),
      (ownMs / bareMs).toFixed(2),
      peak.toFixed(0),
    ]),
  };
}
