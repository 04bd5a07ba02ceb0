// What a day's report costs, warm: judging the day again, drawing and writing it, and its size. Run by `npm run bench:report`.
import { cpus } from 'node:os';
import { dayView } from '../lambda/report/day-view.ts';
import { dayReport } from '../lambda/report/report.ts';
import { SECOND_DAY, sampleRecord } from '../test/report/sample-days.ts';

const WARM_UP = 60;
const RUNS = 200;

const { record, settings } = await sampleRecord(SECOND_DAY);
const now = new Date('2026-01-17T12:00:00Z');
const judged = () => {
  const view = dayView(record, SECOND_DAY, settings);
  if (!view) throw new Error('the sample has that day');
  return view;
};
const view = judged();
const report = (format: 'html' | 'markdown') => dayReport(view, { format, locale: 'en', now });

/** CPU time counts, so that a busy machine doesn't: ms of this process by the kernel's account. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function measured(name: string, work: () => unknown): void {
  for (let i = 0; i < WARM_UP; i++) work();
  const times = Array.from({ length: RUNS }, () => {
    const [start, startCpu] = [performance.now(), cpuMs()];
    work();
    return { wall: performance.now() - start, cpu: cpuMs() - startCpu };
  });
  const median = (of: (time: (typeof times)[number]) => number) => times.map(of).sort((a, b) => a - b)[RUNS / 2] ?? 0;
  const mean = times.reduce((sum, { cpu }) => sum + cpu, 0) / RUNS;
  console.log(
    `${name.padEnd(34)} ${median(({ wall }) => wall)
      .toFixed(1)
      .padStart(7)} ms  cpu ${mean.toFixed(1).padStart(6)} ms`,
  );
}

console.log(`Node ${process.version}, ${cpus()[0]?.model}, median of ${RUNS}`);
measured('judge the day', judged);
measured('draw and write it as HTML', () => report('html'));
measured('write it as Markdown', () => report('markdown'));
measured('all of it, from record to HTML', () => dayReport(judged(), { format: 'html', locale: 'en', now }));
for (const format of ['html', 'markdown'] as const) {
  console.log(
    `${`size as ${format}`.padEnd(34)} ${(Buffer.byteLength(report(format)) / 1000).toFixed(1).padStart(7)} kB`,
  );
}
