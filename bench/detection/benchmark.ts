// npm run benchmark [-- --data DIR] [--days N] [--checkouts N] [--seed S] [--no-looks]: measures the detectors, writes RESULTS.md.
// Without --data only generated days are used; --data adds labelled files that lie elsewhere and stay there.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lossCoverage, type Measured, promiseChart, promiseTable } from './calibration.ts';
import { CONTESTANTS, type Contestant, SCAN } from './contestants.ts';
import { followedCheckouts } from './followed-checkouts.ts';
import { generatedDays } from './generator.ts';
import type { LabelledDay } from './labelled-day.ts';
import { labelledFiles } from './labelled-files.ts';
import { repeatedLooks } from './repeated-looks.ts';
import { figures, type Reports } from './scorer.ts';
import { contestTable, leaveOneSourceOutTable, looksTable, strataTable } from './tables.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    days: { type: 'string', default: '1000' },
    checkouts: { type: 'string', default: '40' },
    seed: { type: 'string', default: '1' },
    'no-looks': { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});

const days = Number(options.days);
const seed = Number(options.seed);
const measured: Measured[] = [];
const sections = [
  '# Detection benchmark: results',
  'Written by `npm run benchmark`; how to read it is in `docs/detection.md`. An alarm is P1 to P4, settings are the shipped defaults.',
  section(`Generated days (${days}, seed ${seed})`, generatedDays(days, seed)),
];
sections.push(historySection(Number(options.checkouts)));
if (options.data !== undefined) sections.push(section('Labelled files', labelledFiles(options.data)));

sections.push('## Promised and measured false alarms', promiseTable(measured), ...measured.map(coverageOf));
writeFileSync(new URL('../../docs/detection-calibration.svg', import.meta.url), promiseChart(measured));

const results = `${sections.join('\n\n')}\n`;
writeFileSync(options.out ?? new URL('RESULTS.md', import.meta.url), results);
process.stdout.write(results);

function section(title: string, labelled: readonly LabelledDay[]): string {
  const reports = CONTESTANTS.map((contestant) => [contestant, reportsOf(labelled, contestant)] as const);
  const scanReports = reports.find(([contestant]) => contestant === SCAN)?.[1] ?? new Map();
  measured.push({ name: title.toLowerCase(), days: labelled, reports: scanReports });
  const clean = labelled.filter((day) => day.incidents.length === 0).length;
  const parts = [
    `## ${title}`,
    `${labelled.length} days, ${clean} of them clean.`,
    contestTable(reports.map(([{ name }, r]) => [name, figures(labelled, r)])),
    '### `scan` by source and volume',
    strataTable(labelled, scanReports),
    '### `scan`, one source left out when the score is chosen',
    leaveOneSourceOutTable(labelled, scanReports),
  ];
  if (!options['no-looks']) {
    const looks = CONTESTANTS.slice(0, 2).map(
      (contestant) => [contestant.name, repeatedLooks(labelled, contestant)] as const,
    );
    parts.push('### Every day seen after each of its hours', looksTable(looks));
  }
  return parts.join('\n\n');
}

function historySection(checkouts: number): string {
  const { days, alone, withHistory } = followedCheckouts(checkouts, seed);
  const clean = days.filter((day) => day.incidents.length === 0).length;
  return [
    `## Followed checkouts (${checkouts}, seed ${seed})`,
    `${days.length} days, ${clean} of them clean: the fifth to eighth week of each checkout, with what its record had learned in the weeks before.`,
    contestTable([
      ['scan, the file alone', figures(days, alone)],
      ['scan, with history', figures(days, withHistory)],
    ]),
  ].join('\n\n');
}

function coverageOf(some: Measured): string {
  const coverage = lossCoverage(some);
  if (coverage === null) return `On ${some.name} no loss was found to the hour.`;
  const { share, losses } = coverage;
  return `Of ${losses} losses found to the hour on ${some.name}, ${(100 * share).toFixed(0)} % lie within the stated 90 % interval.`;
}

function reportsOf(labelled: readonly LabelledDay[], { reports }: Contestant): Reports {
  return new Map(labelled.map(({ name, day }) => [name, reports(day)]));
}
