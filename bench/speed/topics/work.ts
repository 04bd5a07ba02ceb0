// The function's own work for a clean file, warm: with and without scoring, beside a bare parsing of the same bytes.

import { type Share, sharesTable, whereTimeGoes } from '../profile.ts';
import { withProgram } from '../program.ts';
import type { Allocations } from '../programs/allocations.ts';
import type { WarmFile } from '../programs/warm-file.ts';
import { amount, type Topic } from '../topic.ts';

/** In full so many that V8 has compiled what it will before the weeks that are measured. */
const CHECKOUTS = { full: 60, quick: 6 };

/** So large that nothing is collected while `programs/allocations.ts` counts; it says so if something was. */
const HEAP_OPTIONS = ['--expose-gc', '--min-semi-space-size=512', '--max-semi-space-size=512'];

/**
 * When a function is compiled, or gets its notes for that, depends on time: compiled code leaves allocations out, and the
 * notes are allocations themselves.
 */
const NOT_BY_TIME = ['--no-opt', '--no-maglev', '--no-lazy-feedback-allocation', '--single-threaded'];

export const work: Topic = {
  name: 'work',
  title: 'Warm work for a clean file of 24 rows',
  about:
    'Processor time of everything that the handler does, from the event to the line of metrics, on stores in memory: reading ' +
    'the event, intake, the record read, checked, advanced and written as JSON, the receipt. The SDK and waiting are left ' +
    'out (the throughput below has them). Checkouts are followed for eight weeks; the last four are measured. Without scoring, the detector is one that looks at nothing. The floor is csv-parse/sync on the ' +
    'same bytes, in the same process. Allocations are counted without the optimising compilers, so that they come out the same every time.',
  async measure(effort) {
    const [scored, unscored] = [await warmFile(CHECKOUTS[effort], true), await warmFile(CHECKOUTS[effort], false)];
    const [heapScored, heapUnscored] = [await allocations(true), await allocations(false)];
    const [sharesScored, sharesUnscored] = [await profile(true), await profile(false)];
    return {
      rows: [
        {
          what: 'clean file, without scoring',
          measured: amount(unscored.known, 'ms CPU', 2),
          floor: amount(unscored.bare, 'ms CPU', 2),
          goal: { of: 'ratio', is: 'at most', limit: 8 },
        },
        {
          what: 'clean file, with scoring',
          measured: amount(scored.known, 'ms CPU', 2),
          floor: null,
          goal: { of: 'value', is: 'at most', limit: 3 },
        },
      ],
      tables: [
        {
          title: `${scored.files} files, ${scored.alerts} of them alarmed by chance; a record weighs ${(scored.recordBytes / 1_000).toFixed(0)} kB`,
          header: ['', 'without scoring', 'with scoring'],
          rows: [
            ['csv-parse/sync, ms', unscored.bare.toFixed(2), scored.bare.toFixed(2)],
            ['first file of its checkout, ms', unscored.first.toFixed(2), scored.first.toFixed(2)],
            ['after four weeks and more, ms', unscored.known.toFixed(2), scored.known.toFixed(2)],
            ['allocated, MB', megabytes(heapUnscored.bytesAFile), megabytes(heapScored.bytesAFile)],
          ],
        },
        sharesTable('Where the time goes, by profile', [
          ['without scoring', sharesUnscored],
          ['with scoring', sharesScored],
        ]),
      ],
    };
  },
};

/** So many checkouts fill a profile. */
const PROFILED_CHECKOUTS = 6;

function profile(isScoring: boolean): Promise<readonly Share[]> {
  return withProgram('warm-file', (program) => whereTimeGoes(program, [String(PROFILED_CHECKOUTS)]), { isScoring });
}

function warmFile(checkouts: number, isScoring: boolean): Promise<WarmFile> {
  return withProgram('warm-file', (program) => program.run([String(checkouts)]), { isScoring });
}

/** Bytes of the heap that a clean file takes: the same every time on one version of Node. */
export function allocations(isScoring: boolean): Promise<Allocations> {
  return withProgram('allocations', (program) => program.run([], [...HEAP_OPTIONS, ...NOT_BY_TIME]), { isScoring });
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(2);
}
