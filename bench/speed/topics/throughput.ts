// Files a second through the real handler and SDK on the emulated services, against the same calls alone.
import { serviceTimes } from '../../load/service-times.ts';
import { sharesTable, whereTimeGoes } from '../profile.ts';
import { withProgram } from '../program.ts';
import type { Throughput } from '../programs/throughput.ts';
import { amount, type Topic } from '../topic.ts';

const FILES = { full: 1_000, quick: 200 };
/** For what is only told beside it. */
const FEWER_FILES = { full: 300, quick: 100 };

export const throughput: Topic = {
  name: 'throughput',
  title: 'Files a second through the local pipeline',
  about:
    'Clean files of 60 checkouts, handed to the real handler in batches of ten, with the real SDK, on the embedded S3, all in ' +
    'one process as `npm start` has it. The floor makes the same two reads and two writes of the same sizes, ten files at a ' +
    'time, day by day by turns. With the services in a process of their own the processor time is what a function spends, ' +
    'the SDK included, TLS not: from it the bill and the load are computed.',
  async measure(effort) {
    const [files, fewer] = [String(FILES[effort]), String(FEWER_FILES[effort])];
    const embedded = await withProgram('throughput', (program) => program.run<Throughput>([files, 'embedded']));
    const apart = await withProgram('throughput', (program) => program.run<Throughput>([fewer, 'apart']));
    const isScoring = false;
    const unscored = await withProgram('throughput', (program) => program.run<Throughput>([fewer, 'embedded']), {
      isScoring,
    });
    const shares = await withProgram('throughput', (program) => whereTimeGoes(program, [fewer, 'embedded', 'handler']));
    return {
      rows: [
        {
          what: 'files through the local pipeline',
          measured: amount(perSecond(embedded, 'handler'), 'files/s'),
          floor: amount(perSecond(embedded, 'calls'), 'files/s'),
          goal: { of: 'ratio', is: 'at least', limit: 0.8 },
        },
      ],
      tables: [
        {
          title: `${embedded.files} files, ${embedded.alerts} of them alarmed by chance`,
          header: ['ms a file', 'the calls alone', 'the handler'],
          rows: [
            ['embedded services', wallMs(embedded, 'calls'), wallMs(embedded, 'handler')],
            ['embedded services, without scoring', wallMs(unscored, 'calls'), wallMs(unscored, 'handler')],
            ['the function alone, processor', cpuMs(apart, 'calls'), cpuMs(apart, 'handler')],
          ],
        },
        sharesTable('Where the handler spends its time, by profile', [['share of the samples', shares]]),
      ],
      times: serviceTimes(apart.handler.cpuMs / apart.files),
    };
  },
};

type Rival = 'calls' | 'handler';

function perSecond(found: Throughput, rival: Rival): number {
  return found.files / (found[rival].wallMs / 1_000);
}

function wallMs(found: Throughput, rival: Rival): string {
  return (found[rival].wallMs / found.files).toFixed(2);
}

function cpuMs(found: Throughput, rival: Rival): string {
  return (found[rival].cpuMs / found.files).toFixed(2);
}
