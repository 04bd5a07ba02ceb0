// Calls to AWS for every kind of file that lands.
import { CLEAN_NEW, callsOfFiles, type FileCalls, OPERATIONS } from '../file-kinds.ts';
import { amount, type Table, type Topic } from '../topic.ts';

/** The file, the record; the record, the receipt. */
const LEAST_CALLS = 4;

export const calls: Topic = {
  name: 'calls',
  title: 'Calls to AWS, by what lands',
  about:
    "Counted at the emulated services' door, each kind on a stack of its own. The floor is two reads and two writes: the file, " +
    'its record; the record, the receipt.',
  async measure() {
    const kinds = await callsOfFiles();
    return {
      rows: [
        {
          what: 'calls to AWS for a clean new file',
          measured: amount(kinds.find(({ what }) => what === CLEAN_NEW)?.calls.length ?? Number.NaN, 'calls'),
          floor: amount(LEAST_CALLS, 'calls'),
          goal: { of: 'ratio', is: 'exactly', limit: 1 },
        },
      ],
      tables: [callsTable(kinds)],
    };
  },
};

export function callsTable(kinds: readonly FileCalls[]): Table {
  return {
    title: 'What a file calls',
    header: ['file', ...OPERATIONS, 'in all', 'alert on'],
    rows: kinds.map(({ what, calls, topics }) => {
      const counts = OPERATIONS.map((name) => calls.filter((call) => call.startsWith(name)).length);
      return [
        what,
        ...counts.map((count) => (count === 0 ? '' : String(count))),
        String(calls.length),
        topics.join(', '),
      ];
    }),
  };
}
