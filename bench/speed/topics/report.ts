// A day's report with its charts: how long it takes, and what it weighs.
import { withProgram } from '../program.ts';
import type { DayReport } from '../programs/day-report.ts';
import { amount, type Topic } from '../topic.ts';

const MOST_MS = 30;
const MOST_KB = 100;

export const report: Topic = {
  name: 'report',
  title: "A day's report",
  about:
    'The second sample day, warm, from the record to the finished page with its charts, the day judged again; processor time, ' +
    'the middle of 100.',
  async measure() {
    const found = await withProgram('day-report', (program) => program.run<DayReport>([]));
    return {
      rows: [
        {
          what: "a day's report with charts",
          measured: amount(found.whole, 'ms CPU', 1),
          floor: null,
          goal: { of: 'value', is: 'at most', limit: MOST_MS },
        },
        {
          what: "a day's report, its size",
          measured: amount(found.pageBytes / 1_000, 'kB', 1),
          floor: null,
          goal: { of: 'value', is: 'at most', limit: MOST_KB },
        },
      ],
      tables: [
        {
          title: 'Of which',
          header: ['', 'ms CPU', 'kB'],
          rows: [
            ['judge the day', found.judge.toFixed(1), ''],
            ['draw and write the page', found.page.toFixed(1), (found.pageBytes / 1_000).toFixed(1)],
            ['write it as Markdown', found.markdown.toFixed(1), (found.markdownBytes / 1_000).toFixed(1)],
          ],
        },
      ],
    };
  },
};
