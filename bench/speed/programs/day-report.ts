// What a day's report takes, warm, and what it weighs.
import { dayView } from '../../../lambda/report/day-view.ts';
import { dayReport } from '../../../lambda/report/report.ts';
import { SECOND_DAY, sampleRecord } from '../../../test/report/sample-days.ts';
import { byTurns, median, type Spent, spent } from '../rivals.ts';

export interface DayReport {
  /** ms of processor time, the middle of the rounds: to judge the day again, … */
  readonly judge: number;
  /** … to draw and write it, … */
  readonly page: number;
  readonly markdown: number;
  /** … and from the record to the page. */
  readonly whole: number;
  readonly pageBytes: number;
  readonly markdownBytes: number;
}

const WARM_UP = 60;
const ROUNDS = 100;
const NOW = new Date('2026-01-17T12:00:00Z');

measured().then((found) => console.log(JSON.stringify(found)));

async function measured(): Promise<DayReport> {
  const { record, settings } = await sampleRecord(SECOND_DAY);
  const judged = () => {
    const view = dayView(record, SECOND_DAY, settings);
    if (!view) throw new Error('the sample has that day');
    return view;
  };
  const view = judged();
  const report = (format: 'html' | 'markdown') => dayReport(view, { format, locale: 'en', now: NOW });

  const works = [
    judged,
    () => report('html'),
    () => report('markdown'),
    () => dayReport(judged(), { format: 'html', locale: 'en', now: NOW }),
  ];
  for (let i = 0; i < WARM_UP; i++) for (const work of works) work();
  const took = await byTurns(
    ROUNDS,
    works.map((work) => () => spent(work)),
  );
  const [judge = 0, page = 0, markdown = 0, whole = 0] = took.map((one) => median(one, ({ cpuMs }: Spent) => cpuMs));
  return {
    judge,
    page,
    markdown,
    whole,
    pageBytes: Buffer.byteLength(report('html')),
    markdownBytes: Buffer.byteLength(report('markdown')),
  };
}
